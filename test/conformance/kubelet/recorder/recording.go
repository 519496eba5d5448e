package main

import (
	"encoding/json"
	"runtime/debug"
	"sort"
	"strings"

	v1 "k8s.io/api/core/v1"
)

// The format of ../recording.ts.
type recording struct {
	Name string `json:"name"`
	// The release whose kubelet it was.
	Kubernetes string            `json:"kubernetes"`
	Gates      map[string]bool   `json:"gates,omitempty"`
	Case       json.RawMessage   `json:"case"`
	Params     json.RawMessage   `json:"params"`
	Timeline   []json.RawMessage `json:"timeline"`
	Racy       bool              `json:"racy,omitempty"`
	Variants   []variant         `json:"variants,omitempty"`
}

type variant struct {
	Count   int               `json:"count"`
	Added   []json.RawMessage `json:"added,omitempty"`
	Removed []json.RawMessage `json:"removed,omitempty"`
}

// release is the minor version that the recorder was built with.
func release() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "k8s.io/kubernetes" {
			parts := strings.Split(strings.TrimPrefix(module.Version, "v"), ".")
			return parts[0] + "." + parts[1]
		}
	}
	return ""
}

// merge keeps the most frequent timeline and the others as differences from it.
func (r *recording) merge(timelines [][]json.RawMessage) {
	counts := map[string]int{}
	byKey := map[string][]json.RawMessage{}
	var order []string
	for _, timeline := range timelines {
		// The order of what happens in one instant means nothing.
		lines := make([]string, len(timeline))
		for i, entry := range timeline {
			lines[i] = string(entry)
		}
		sort.Strings(lines)
		key := strings.Join(lines, "\n")
		if counts[key]++; counts[key] == 1 {
			byKey[key] = timeline
			order = append(order, key)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return counts[order[i]] > counts[order[j]] })
	r.Timeline = byKey[order[0]]
	r.Variants = nil
	r.Racy = len(order) > 1
	for _, key := range order[1:] {
		r.Variants = append(r.Variants, variant{
			Count:   counts[key],
			Added:   without(byKey[key], r.Timeline),
			Removed: without(r.Timeline, byKey[key]),
		})
	}
}

func without(entries, others []json.RawMessage) []json.RawMessage {
	left := map[string]int{}
	for _, entry := range others {
		left[string(entry)]++
	}
	var result []json.RawMessage
	for _, entry := range entries {
		if left[string(entry)] > 0 {
			left[string(entry)]--
		} else {
			result = append(result, entry)
		}
	}
	return result
}

type input struct {
	Name string `json:"name"`
	// Feature gates that are not as the release has them.
	Gates  map[string]bool `json:"gates"`
	Case   inputCase       `json:"case"`
	Params params          `json:"params"`
}

type inputCase struct {
	Pod                         v1.Pod               `json:"pod"`
	Behaviour                   map[string]behaviour `json:"behaviour"`
	UntilSeconds                float64              `json:"untilSeconds"`
	DeleteAtSeconds             *float64             `json:"deleteAtSeconds"`
	DeleteGraceSeconds          *int64               `json:"deleteGraceSeconds"`
	NetworkNotReadyUntilSeconds float64              `json:"networkNotReadyUntilSeconds"`
	KubeletRestartAtSeconds     *float64             `json:"kubeletRestartAtSeconds"`
	// When the pod's sandbox dies.
	SandboxLostAtSeconds *float64 `json:"sandboxLostAtSeconds"`
	// When the node is started again: all processes end, and the kubelet begins anew.
	RebootAtSeconds *float64 `json:"rebootAtSeconds"`
	// What somebody changes in the pod, in order of time.
	Changes []podChange `json:"changes"`
}

type podChange struct {
	AtSeconds float64 `json:"atSeconds"`
	// By the container's name.
	Images                map[string]string `json:"images"`
	ActiveDeadlineSeconds *int64            `json:"activeDeadlineSeconds"`
}

type params struct {
	Jitter        float64 `json:"jitter"`
	PlegPhase     float64 `json:"plegPhase"`
	LoopPhase     float64 `json:"loopPhase"`
	UptimeSeconds float64 `json:"uptimeSeconds"`
	Sandbox       float64 `json:"sandbox"`
	Create        float64 `json:"create"`
	Start         float64 `json:"start"`
	Exec          float64 `json:"exec"`
	Stop          float64 `json:"stop"`
	API           float64 `json:"api"`
	Volume        bool    `json:"volume"`
	// The runtime writes logs.
	Logs bool `json:"logs"`
}

type fault struct {
	Message      string  `json:"message"`
	UntilSeconds float64 `json:"untilSeconds"`
}

type behaviour struct {
	Image struct {
		Present           *bool   `json:"present"`
		Accessible        *bool   `json:"accessible"`
		PullSeconds       float64 `json:"pullSeconds"`
		Error             string  `json:"error"`
		ErrorUntilSeconds float64 `json:"errorUntilSeconds"`
		InspectError      string  `json:"inspectError"`
	} `json:"image"`
	CreateError *fault `json:"createError"`
	// When somebody removes the container behind the kubelet's back.
	RemovedAtSeconds *float64                 `json:"removedAtSeconds"`
	StartError       *fault                   `json:"startError"`
	Runs             []run                    `json:"runs"`
	Probes           map[string][]probeAnswer `json:"probes"`
	Hooks            map[string]hookAnswer    `json:"hooks"`
}

type run struct {
	ExitAfterSeconds *float64 `json:"exitAfterSeconds"`
	ExitCode         int32    `json:"exitCode"`
	Reason           string   `json:"reason"`
	IgnoreSigterm    bool     `json:"ignoreSigterm"`
	SigtermSeconds   float64  `json:"sigtermSeconds"`
	SigtermExitCode  *int32   `json:"sigtermExitCode"`
}

type probeAnswer struct {
	FromSeconds float64  `json:"fromSeconds"`
	Result      string   `json:"result"`
	Seconds     *float64 `json:"seconds"`
}

type hookAnswer struct {
	Seconds *float64 `json:"seconds"`
	Fail    bool     `json:"fail"`
}

type row struct {
	Ready    string `json:"ready"`
	Status   string `json:"status"`
	Restarts string `json:"restarts"`
	Age      string `json:"age"`
}

type containerEntry struct {
	Name       string   `json:"name"`
	State      string   `json:"state"`
	Last       string   `json:"last,omitempty"`
	Message    string   `json:"message,omitempty"`
	Restarts   int32    `json:"restarts"`
	Ready      bool     `json:"ready"`
	Started    bool     `json:"started"`
	StartedAt  *float64 `json:"startedAt,omitempty"`
	FinishedAt *float64 `json:"finishedAt,omitempty"`
}

// One entry of a timeline; which fields are there depends on the kind.
type entry struct {
	T          float64          `json:"t"`
	Kind       string           `json:"kind"`
	Phase      string           `json:"phase,omitempty"`
	PodReason  string           `json:"podReason,omitempty"`
	Conditions []string         `json:"conditions,omitempty"`
	Containers []containerEntry `json:"containers,omitempty"`
	Inits      []containerEntry `json:"inits,omitempty"`
	Row        *row             `json:"row,omitempty"`
	Type       string           `json:"type,omitempty"`
	Reason     string           `json:"reason,omitempty"`
	Message    string           `json:"message,omitempty"`
	Field      string           `json:"field,omitempty"`
	Count      int32            `json:"count,omitempty"`
	Op         string           `json:"op,omitempty"`
	Container  string           `json:"container,omitempty"`
	Instance   *int             `json:"instance,omitempty"`
	Probe      string           `json:"probe,omitempty"`
	Result     string           `json:"result,omitempty"`
	Took       *float64         `json:"took,omitempty"`
	ExitCode   *int32           `json:"exitCode,omitempty"`
	Error      string           `json:"error,omitempty"`
	Timeout    *int64           `json:"timeout,omitempty"`
	Deleting   bool             `json:"deleting,omitempty"`
}
