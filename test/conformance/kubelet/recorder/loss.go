package main

import (
	"time"

	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// loseThings takes from the kubelet what it has made, when the case says so; times count from the pod's arrival.
func (w *world) loseThings(given inputCase) {
	if at := given.SandboxLostAtSeconds; at != nil {
		time.AfterFunc(span(*at), func() {
			w.mutex.Lock()
			defer w.mutex.Unlock()
			w.endSandboxes()
		})
	}
	for name, script := range given.Behaviour {
		if script.RemovedAtSeconds == nil {
			continue
		}
		time.AfterFunc(span(*script.RemovedAtSeconds), func() { w.removeAll(name) })
	}
}

// endSandboxes is the end of all sandboxes; the lock is held.
func (w *world) endSandboxes() {
	for _, s := range w.sandboxes {
		s.status.State = cri.PodSandboxState_SANDBOX_NOTREADY
		s.status.Network = nil
	}
}

// removeAll removes the containers of a name, whether they run or not.
func (w *world) removeAll(name string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	kept := w.containers[:0:0]
	for _, c := range w.containers {
		if c.name != name {
			kept = append(kept, c)
			continue
		}
		if c.exitTimer != nil {
			c.exitTimer.Stop()
		}
	}
	w.containers = kept
}

// endAll is what containerd finds after the node was started again: no process is left, and it doesn't know how each ended.
func (w *world) endAll() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, c := range w.containers {
		if c.status.State == cri.ContainerState_CONTAINER_RUNNING {
			w.end(c, 255, "Unknown", "")
		}
	}
	w.endSandboxes()
}
