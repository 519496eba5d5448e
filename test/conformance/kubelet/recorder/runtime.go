package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	internalapi "k8s.io/cri-api/pkg/apis"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
	remote "k8s.io/cri-client/pkg"
	utilexec "k8s.io/utils/exec"
)

const imageSize = 12345678

// world is the container runtime of the node and the processes in it; they behave as the case says. What the kubelet
// never asks for in these cases is left to the nil interfaces.
type world struct {
	internalapi.RuntimeService
	internalapi.ImageManagerService

	timeline  *timeline
	params    params
	behaviour map[string]behaviour
	// Which container an image belongs to.
	images          map[string]string
	networkNotReady float64

	mutex      sync.Mutex
	ids        int
	sandboxes  []*sandbox
	containers []*container
	names      map[string]string
	instances  map[string]int
	pulled     map[string]bool
}

type sandbox struct {
	status       cri.PodSandboxStatus
	logDirectory string
}

type container struct {
	status    cri.ContainerStatus
	sandboxID string
	name      string
	instance  int
	run       run
	ended     chan struct{}
	exitTimer *time.Timer
}

func span(seconds float64) time.Duration {
	return time.Duration(math.Round(seconds * float64(time.Second)))
}

func (w *world) age() float64 {
	return time.Since(w.timeline.arrival).Seconds()
}

func (w *world) script(container string) behaviour {
	return w.behaviour[container]
}

func (f *fault) active(age float64) bool {
	return f != nil && (f.UntilSeconds == 0 || age < f.UntilSeconds)
}

func (w *world) Version(context.Context, string) (*cri.VersionResponse, error) {
	return &cri.VersionResponse{Version: "0.1.0", RuntimeName: "scripted", RuntimeVersion: "1.0.0", RuntimeApiVersion: "v1"}, nil
}

func (w *world) Status(context.Context, bool) (*cri.StatusResponse, error) {
	network := &cri.RuntimeCondition{Type: cri.NetworkReady, Status: true}
	if w.networkNotReady > 0 && (w.timeline.arrival.IsZero() || w.age() < w.networkNotReady) {
		network.Status = false
		network.Reason = "NetworkPluginNotReady"
		network.Message = "Network plugin returns error: cni plugin not initialized"
	}
	return &cri.StatusResponse{Status: &cri.RuntimeStatus{Conditions: []*cri.RuntimeCondition{
		{Type: cri.RuntimeReady, Status: true}, network,
	}}}, nil
}

func (w *world) RuntimeConfig(context.Context) (*cri.RuntimeConfigResponse, error) {
	return &cri.RuntimeConfigResponse{}, nil
}

func (w *world) UpdateRuntimeConfig(context.Context, *cri.RuntimeConfig) error { return nil }

func (w *world) RunPodSandbox(_ context.Context, config *cri.PodSandboxConfig, handler string) (string, error) {
	time.Sleep(span(w.params.Sandbox))
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.ids++
	s := &sandbox{logDirectory: config.LogDirectory, status: cri.PodSandboxStatus{
		Id:             fmt.Sprintf("%064x", w.ids),
		Metadata:       config.Metadata,
		State:          cri.PodSandboxState_SANDBOX_READY,
		CreatedAt:      time.Now().UnixNano(),
		Labels:         config.Labels,
		Annotations:    config.Annotations,
		RuntimeHandler: handler,
		Linux:          &cri.LinuxPodSandboxStatus{Namespaces: &cri.Namespace{Options: config.GetLinux().GetSecurityContext().GetNamespaceOptions()}},
	}}
	if s.status.Linux.Namespaces.Options.GetNetwork() != cri.NamespaceMode_NODE {
		s.status.Network = &cri.PodSandboxNetworkStatus{Ip: "10.244.0.10"}
	}
	w.sandboxes = append(w.sandboxes, s)
	w.timeline.add(entry{Kind: "cri", Op: "runSandbox"})
	return s.status.Id, nil
}

func (w *world) StopPodSandbox(_ context.Context, id string) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, s := range w.sandboxes {
		if s.status.Id == id && s.status.State == cri.PodSandboxState_SANDBOX_READY {
			s.status.State = cri.PodSandboxState_SANDBOX_NOTREADY
			s.status.Network = nil
			w.timeline.add(entry{Kind: "cri", Op: "stopSandbox"})
		}
	}
	return nil
}

func (w *world) RemovePodSandbox(_ context.Context, id string) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	kept := w.sandboxes[:0:0]
	for _, s := range w.sandboxes {
		if s.status.Id != id {
			kept = append(kept, s)
		}
	}
	w.sandboxes = kept
	return nil
}

func (w *world) PodSandboxStatus(_ context.Context, id string, _ bool) (*cri.PodSandboxStatusResponse, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, s := range w.sandboxes {
		if s.status.Id == id {
			return &cri.PodSandboxStatusResponse{Status: copyOfSandbox(&s.status)}, nil
		}
	}
	return nil, fmt.Errorf("rpc error: code = NotFound desc = sandbox %q not found", id)
}

func matches(labels, selector map[string]string) bool {
	for key, value := range selector {
		if labels[key] != value {
			return false
		}
	}
	return true
}

func (w *world) ListPodSandbox(_ context.Context, filter *cri.PodSandboxFilter) ([]*cri.PodSandbox, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var result []*cri.PodSandbox
	for _, s := range w.sandboxes {
		if filter.GetId() != "" && filter.GetId() != s.status.Id ||
			filter.GetState() != nil && filter.GetState().State != s.status.State ||
			!matches(s.status.Labels, filter.GetLabelSelector()) {
			continue
		}
		result = append(result, &cri.PodSandbox{
			Id: s.status.Id, Metadata: s.status.Metadata, State: s.status.State, CreatedAt: s.status.CreatedAt,
			Labels: s.status.Labels, Annotations: s.status.Annotations, RuntimeHandler: s.status.RuntimeHandler,
		})
	}
	return result, nil
}

func (w *world) CreateContainer(_ context.Context, sandboxID string, config *cri.ContainerConfig, _ *cri.PodSandboxConfig) (string, error) {
	time.Sleep(span(w.params.Create))
	w.mutex.Lock()
	defer w.mutex.Unlock()
	name := config.Metadata.Name
	script := w.script(name)
	if script.CreateError.active(w.age()) {
		w.timeline.add(entry{Kind: "cri", Op: "create", Container: name, Error: script.CreateError.Message})
		return "", errors.New(script.CreateError.Message)
	}
	w.ids++
	instance := w.instances[name]
	w.instances[name]++
	c := &container{
		status: cri.ContainerStatus{
			Id:          fmt.Sprintf("%064x", w.ids),
			Metadata:    config.Metadata,
			State:       cri.ContainerState_CONTAINER_CREATED,
			CreatedAt:   time.Now().UnixNano(),
			Image:       config.Image,
			ImageRef:    config.Image.GetImage(),
			ImageId:     config.Image.GetImage(),
			Labels:      config.Labels,
			Annotations: config.Annotations,
			Mounts:      config.Mounts,
			LogPath:     config.LogPath,
		},
		sandboxID: sandboxID,
		name:      name,
		instance:  instance,
		ended:     make(chan struct{}),
	}
	if runs := script.Runs; len(runs) > 0 {
		c.run = runs[min(instance, len(runs)-1)]
	}
	w.containers = append(w.containers, c)
	w.names[c.status.Id] = name
	w.timeline.add(entry{Kind: "cri", Op: "create", Container: name, Instance: &c.instance})
	return c.status.Id, nil
}

func (w *world) find(id string) *container {
	for _, c := range w.containers {
		if c.status.Id == id {
			return c
		}
	}
	return nil
}

func (w *world) StartContainer(_ context.Context, id string) error {
	time.Sleep(span(w.params.Start))
	w.mutex.Lock()
	defer w.mutex.Unlock()
	c := w.find(id)
	if c == nil {
		return fmt.Errorf("rpc error: code = NotFound desc = container %q not found", id)
	}
	if fault := w.script(c.name).StartError; fault.active(w.age()) {
		w.end(c, 128, "StartError", fault.Message)
		w.timeline.add(entry{Kind: "cri", Op: "start", Container: c.name, Instance: &c.instance, Error: fault.Message})
		return errors.New(fault.Message)
	}
	c.status.State = cri.ContainerState_CONTAINER_RUNNING
	c.status.StartedAt = time.Now().UnixNano()
	w.timeline.add(entry{Kind: "cri", Op: "start", Container: c.name, Instance: &c.instance})
	if w.params.Logs {
		w.writeLog(c)
	}
	if after := c.run.ExitAfterSeconds; after != nil {
		c.exitTimer = time.AfterFunc(span(*after), func() {
			w.mutex.Lock()
			defer w.mutex.Unlock()
			w.end(c, c.run.ExitCode, c.run.Reason, "")
		})
	}
	return nil
}

// writeLog leaves the log file of a run, by whose name the kubelet counts restarts when the container is gone.
func (w *world) writeLog(c *container) {
	for _, s := range w.sandboxes {
		if s.status.Id != c.sandboxID {
			continue
		}
		path := filepath.Join(s.logDirectory, c.status.LogPath)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			panic(err)
		}
		c.status.LogPath = path
	}
}

// end is the end of a process; the lock is held.
func (w *world) end(c *container, exitCode int32, reason, message string) {
	if c.status.State == cri.ContainerState_CONTAINER_EXITED {
		return
	}
	if c.exitTimer != nil {
		c.exitTimer.Stop()
	}
	if reason == "" {
		reason = "Error"
		if exitCode == 0 {
			reason = "Completed"
		}
	}
	c.status.State = cri.ContainerState_CONTAINER_EXITED
	c.status.FinishedAt = time.Now().UnixNano()
	c.status.ExitCode = exitCode
	c.status.Reason = reason
	c.status.Message = message
	close(c.ended)
	w.timeline.add(entry{Kind: "cri", Op: "exited", Container: c.name, Instance: &c.instance, ExitCode: &exitCode, Reason: reason})
}

func (w *world) StopContainer(_ context.Context, id string, timeout int64) error {
	time.Sleep(leastDuration)
	w.mutex.Lock()
	c := w.find(id)
	if c == nil {
		w.mutex.Unlock()
		return nil
	}
	w.timeline.add(entry{Kind: "cri", Op: "stop", Container: c.name, Instance: &c.instance, Timeout: &timeout})
	running := c.status.State == cri.ContainerState_CONTAINER_RUNNING
	w.mutex.Unlock()
	if !running {
		return nil
	}
	kill := time.NewTimer(time.Duration(timeout) * time.Second)
	defer kill.Stop()
	exitCode := int32(143)
	if code := c.run.SigtermExitCode; code != nil {
		exitCode = *code
	}
	var sigterm <-chan time.Time
	if !c.run.IgnoreSigterm {
		if c.run.SigtermSeconds == 0 {
			w.mutex.Lock()
			w.end(c, exitCode, "", "")
			w.mutex.Unlock()
		} else {
			timer := time.NewTimer(span(c.run.SigtermSeconds))
			defer timer.Stop()
			sigterm = timer.C
		}
	}
	select {
	case <-c.ended:
	case <-sigterm:
	case <-kill.C:
		exitCode = 137
	}
	w.mutex.Lock()
	w.end(c, exitCode, "", "")
	w.mutex.Unlock()
	time.Sleep(span(w.params.Stop))
	return nil
}

func (w *world) RemoveContainer(_ context.Context, id string) error {
	time.Sleep(leastDuration)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	kept := w.containers[:0:0]
	for _, c := range w.containers {
		if c.status.Id != id {
			kept = append(kept, c)
			continue
		}
		w.timeline.add(entry{Kind: "cri", Op: "remove", Container: c.name, Instance: &c.instance})
	}
	w.containers = kept
	return nil
}

func (w *world) ListContainers(_ context.Context, filter *cri.ContainerFilter) ([]*cri.Container, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var result []*cri.Container
	for _, c := range w.containers {
		if filter.GetId() != "" && filter.GetId() != c.status.Id ||
			filter.GetState() != nil && filter.GetState().State != c.status.State ||
			filter.GetPodSandboxId() != "" && filter.GetPodSandboxId() != c.sandboxID ||
			!matches(c.status.Labels, filter.GetLabelSelector()) {
			continue
		}
		result = append(result, &cri.Container{
			Id: c.status.Id, PodSandboxId: c.sandboxID, Metadata: c.status.Metadata, Image: c.status.Image,
			ImageRef: c.status.ImageRef, ImageId: c.status.ImageId, State: c.status.State, CreatedAt: c.status.CreatedAt,
			Labels: c.status.Labels, Annotations: c.status.Annotations,
		})
	}
	return result, nil
}

func (w *world) ContainerStatus(_ context.Context, id string, _ bool) (*cri.ContainerStatusResponse, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	c := w.find(id)
	if c == nil {
		return nil, fmt.Errorf("rpc error: code = NotFound desc = container %q not found", id)
	}
	return &cri.ContainerStatusResponse{Status: copyOfContainer(&c.status)}, nil
}

func (w *world) UpdateContainerResources(context.Context, string, *cri.ContainerResources) error {
	return nil
}

// ExecSync runs the script of a probe or hook: `oracle TYPE`.
func (w *world) ExecSync(_ context.Context, id string, command []string, timeout time.Duration) ([]byte, []byte, error) {
	what := command[1]
	isHook := what == "postStart" || what == "preStop"
	w.mutex.Lock()
	c := w.find(id)
	if c == nil || c.status.State != cri.ContainerState_CONTAINER_RUNNING {
		name := w.names[id]
		kind := "probe"
		if isHook {
			kind = "hook"
		}
		w.timeline.add(entry{Kind: kind, Container: name, Probe: what, Result: "notRunning"})
		w.mutex.Unlock()
		return nil, nil, errors.New("rpc error: code = Unknown desc = failed to exec in container: container is in CONTAINER_EXITED state")
	}
	began := time.Now()
	result, takes := "success", w.params.Exec
	if isHook {
		hook := w.script(c.name).Hooks[what]
		if hook.Seconds != nil && *hook.Seconds != 0 {
			takes = *hook.Seconds
		}
		if hook.Fail {
			result = "failure"
		}
		w.timeline.add(entry{Kind: "hook", Op: "begin", Container: c.name, Instance: &c.instance, Probe: what})
	} else {
		age := began.Sub(time.Unix(0, c.status.StartedAt)).Seconds()
		for _, answer := range w.script(c.name).Probes[what] {
			if age >= answer.FromSeconds {
				result = answer.Result
				takes = w.params.Exec
				if answer.Seconds != nil && *answer.Seconds != 0 {
					takes = *answer.Seconds
				}
			}
		}
	}
	w.mutex.Unlock()

	var done, timedOut <-chan time.Time
	if result != "hang" {
		timer := time.NewTimer(span(takes))
		defer timer.Stop()
		done = timer.C
	}
	if timeout > 0 && (result == "hang" || span(takes) > timeout) {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		timedOut = timer.C
	}
	select {
	case <-done:
	case <-timedOut:
		result = "timeout"
	case <-c.ended:
		result = "containerDied"
	}
	took := rounded(time.Since(began).Seconds())
	e := entry{Kind: "probe", Container: c.name, Instance: &c.instance, Probe: what, Result: result, Took: &took}
	if isHook {
		e.Kind = "hook"
		e.Op = "end"
	}
	w.timeline.add(e)
	exited := func(code int, output string) ([]byte, []byte, error) {
		return []byte(output), nil, utilexec.CodeExitError{
			Err:  fmt.Errorf("command '%s' exited with %d: %s", strings.Join(command, " "), code, ""),
			Code: code,
		}
	}
	switch result {
	case "failure":
		return exited(1, "oracle says no")
	case "containerDied":
		return exited(137, "")
	case "timeout":
		return nil, nil, fmt.Errorf("%w: %q timed out after %s", remote.ErrCommandTimedOut, strings.Join(command, " "), timeout)
	case "error":
		return nil, nil, errors.New("rpc error: code = Unknown desc = scripted exec error")
	}
	return nil, nil, nil
}

func (w *world) ContainerStats(context.Context, string) (*cri.ContainerStats, error) {
	return &cri.ContainerStats{}, nil
}

func (w *world) ListContainerStats(context.Context, *cri.ContainerStatsFilter) ([]*cri.ContainerStats, error) {
	return nil, nil
}

func (w *world) ListPodSandboxStats(context.Context, *cri.PodSandboxStatsFilter) ([]*cri.PodSandboxStats, error) {
	return nil, nil
}

func (w *world) ListImages(context.Context, *cri.ImageFilter) ([]*cri.Image, error) { return nil, nil }

func (w *world) ImageFsInfo(context.Context) (*cri.ImageFsInfoResponse, error) {
	return &cri.ImageFsInfoResponse{}, nil
}

func (w *world) ImageStatus(_ context.Context, image *cri.ImageSpec, _ bool) (*cri.ImageStatusResponse, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	script := w.script(w.images[image.Image]).Image
	if script.InspectError != "" {
		return nil, errors.New(script.InspectError)
	}
	if script.Present != nil && !*script.Present && !w.pulled[image.Image] {
		return &cri.ImageStatusResponse{}, nil
	}
	return &cri.ImageStatusResponse{Image: imageOf(image)}, nil
}

func (w *world) PullImage(_ context.Context, image *cri.ImageSpec, _ *cri.AuthConfig, _ *cri.PodSandboxConfig) (string, error) {
	script := w.script(w.images[image.Image]).Image
	fails := script.Error != "" && (script.ErrorUntilSeconds == 0 || w.age() < script.ErrorUntilSeconds)
	w.timeline.add(entry{Kind: "cri", Op: "pull", Message: image.Image})
	time.Sleep(span(script.PullSeconds))
	took := rounded(script.PullSeconds)
	e := entry{Kind: "cri", Op: "pulled", Message: image.Image, Took: &took}
	if fails {
		e.Error = script.Error
		w.timeline.add(e)
		return "", errors.New(script.Error)
	}
	w.timeline.add(e)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.pulled[image.Image] = true
	return image.Image, nil
}

func (w *world) ReopenContainerLog(context.Context, string) error { return nil }
