package main

import (
	"encoding/json"
	"fmt"
	"math"
	"sync"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/printers"
	printersinternal "k8s.io/kubernetes/pkg/printers/internalversion"
)

// timeline is what happened so far, in seconds since the pod reached the kubelet.
type timeline struct {
	mutex   sync.Mutex
	arrival time.Time
	entries []*entry
	printer printers.TableGenerator
	lastStatus string
}

func newTimeline() *timeline {
	return &timeline{printer: printers.NewTableGenerator().With(printersinternal.AddHandlers)}
}

func rounded(seconds float64) float64 {
	return math.Round(seconds*100) / 100
}

func (t *timeline) since(at time.Time) float64 {
	return rounded(at.Sub(t.arrival).Seconds())
}

func (t *timeline) add(e entry) *entry {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.arrival.IsZero() {
		return &e
	}
	e.T = t.since(time.Now())
	t.entries = append(t.entries, &e)
	return &e
}

// count gives the earliest event like this that has none yet its count.
func (t *timeline) count(event *v1.Event) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	message := event.Message
	for _, e := range t.entries {
		if e.Kind != "event" || e.Count != 0 || e.Type != event.Type || e.Reason != event.Reason ||
			e.Field != event.InvolvedObject.FieldPath || e.T < t.since(time.Now()) {
			continue
		}
		if e.Message == message || "(combined from similar events): "+e.Message == message {
			e.Message = message
			e.Count = event.Count
			return
		}
	}
}

func (t *timeline) status(pod *v1.Pod) {
	e := entry{
		Kind:      "status",
		Phase:     string(pod.Status.Phase),
		PodReason: pod.Status.Reason,
		Message:   pod.Status.Message,
		Deleting:  pod.DeletionTimestamp != nil,
	}
	for _, condition := range pod.Status.Conditions {
		text := fmt.Sprintf("%s=%s", condition.Type, condition.Status)
		if condition.Reason != "" {
			text += " " + condition.Reason
		}
		e.Conditions = append(e.Conditions, text)
	}
	for _, status := range pod.Status.InitContainerStatuses {
		e.Inits = append(e.Inits, t.container(status))
	}
	for _, status := range pod.Status.ContainerStatuses {
		e.Containers = append(e.Containers, t.container(status))
	}
	e.Row = t.row(pod)
	// A change of the spec leaves the status as it is.
	if text := withoutRow(e); text != t.lastStatus {
		t.lastStatus = text
		t.add(e)
	}
}

// withoutRow leaves out what tells how long ago things were.
func withoutRow(status entry) string {
	status.Row = nil
	text, err := json.Marshal(status)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func (t *timeline) row(pod *v1.Pod) *row {
	var internal api.Pod
	if err := legacyscheme.Scheme.Convert(pod, &internal, nil); err != nil {
		panic(err)
	}
	table, err := t.printer.GenerateTable(&internal, printers.GenerateOptions{})
	if err != nil {
		panic(err)
	}
	cells := table.Rows[0].Cells
	return &row{Ready: fmt.Sprint(cells[1]), Status: fmt.Sprint(cells[2]), Restarts: fmt.Sprint(cells[3]), Age: fmt.Sprint(cells[4])}
}

func (t *timeline) container(status v1.ContainerStatus) containerEntry {
	e := containerEntry{
		Name:     status.Name,
		Restarts: status.RestartCount,
		Ready:    status.Ready,
		Started:  status.Started != nil && *status.Started,
	}
	at := func(when time.Time) *float64 {
		if when.IsZero() || when.Unix() == 0 {
			return nil
		}
		seconds := t.since(when)
		return &seconds
	}
	e.State, e.Message = stateText(status.State)
	switch state := status.State; {
	case state.Running != nil:
		e.StartedAt = at(state.Running.StartedAt.Time)
	case state.Terminated != nil:
		e.StartedAt = at(state.Terminated.StartedAt.Time)
		e.FinishedAt = at(state.Terminated.FinishedAt.Time)
	}
	if last := status.LastTerminationState; last.Terminated != nil {
		e.Last, _ = stateText(last)
		if finishedAt := at(last.Terminated.FinishedAt.Time); finishedAt != nil {
			e.Last += fmt.Sprintf("@%v", *finishedAt)
		}
	}
	return e
}

func stateText(state v1.ContainerState) (text, message string) {
	switch {
	case state.Waiting != nil:
		return "Waiting:" + state.Waiting.Reason, state.Waiting.Message
	case state.Running != nil:
		return "Running", ""
	case state.Terminated != nil:
		return fmt.Sprintf("Terminated:%d:%s", state.Terminated.ExitCode, state.Terminated.Reason), state.Terminated.Message
	}
	return "", ""
}
