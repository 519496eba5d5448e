package main

import (
	"context"
	"math/rand"
	"sync/atomic"
	"time"
	_ "unsafe" // for go:linkname

	"github.com/prometheus/client_golang/prometheus"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/fake"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/component-base/metrics"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// Where metrics are registered, once per process.
//
//go:linkname metricsRegistry k8s.io/component-base/metrics/legacyregistry.defaultRegistry
var metricsRegistry metrics.KubeRegistry

// What probes of a kubelet that has just started wait is drawn here.
//
//go:linkname globalRand math/rand.globalRandGenerator
var globalRand atomic.Pointer[rand.Rand]

// always draws the same part of 1.
type always float64

func (a always) Int63() int64 { return int64(float64(a) * (1 << 63)) }
func (a always) Seed(int64)   {}

// restart ends a kubelet and starts another one, which relists as long after the restart as collectionPhase leaves of a
// second.
func restart(ctx context.Context, w *world, client *fake.Clientset, params params, before *life) {
	before.over.Store(true)
	forgetMetrics()
	globalRand.Store(rand.New(always(params.Jitter)))
	time.Sleep(time.Second - span(collectionPhase))
	startGarbageCollection(ctx, startKubelet(ctx, w, client, params, &life{}))
}

// forgetMetrics lets a second kubelet of this process register its own.
func forgetMetrics() {
	metricsRegistry = metrics.NewKubeRegistry()
	prometheus.DefaultRegisterer = prometheus.NewRegistry()
}

// life of one kubelet: a process can't lose single goroutines, so those of a kubelet that has ended wait for ever at
// whatever they ask of the world.
type life struct{ over atomic.Bool }

func (l *life) wait() {
	if l.over.Load() {
		select {}
	}
}

// ask asks for something and, if the kubelet has ended meanwhile, keeps the answer back.
func ask[T any](l *life, question func() (T, error)) (T, error) {
	l.wait()
	answer, err := question()
	l.wait()
	return answer, err
}

func tell(l *life, command func() error) error {
	_, err := ask(l, func() (struct{}, error) { return struct{}{}, command() })
	return err
}

// runtimeOf is the container runtime as one kubelet meets it.
type runtimeOf struct {
	*world
	life *life
}

func (r runtimeOf) RunPodSandbox(ctx context.Context, config *cri.PodSandboxConfig, handler string) (string, error) {
	return ask(r.life, func() (string, error) { return r.world.RunPodSandbox(ctx, config, handler) })
}

func (r runtimeOf) StopPodSandbox(ctx context.Context, id string) error {
	return tell(r.life, func() error { return r.world.StopPodSandbox(ctx, id) })
}

func (r runtimeOf) RemovePodSandbox(ctx context.Context, id string) error {
	return tell(r.life, func() error { return r.world.RemovePodSandbox(ctx, id) })
}

func (r runtimeOf) ListPodSandbox(ctx context.Context, filter *cri.PodSandboxFilter) ([]*cri.PodSandbox, error) {
	return ask(r.life, func() ([]*cri.PodSandbox, error) { return r.world.ListPodSandbox(ctx, filter) })
}

func (r runtimeOf) ListContainers(ctx context.Context, filter *cri.ContainerFilter) ([]*cri.Container, error) {
	return ask(r.life, func() ([]*cri.Container, error) { return r.world.ListContainers(ctx, filter) })
}

func (r runtimeOf) CreateContainer(
	ctx context.Context, sandbox string, config *cri.ContainerConfig, sandboxConfig *cri.PodSandboxConfig,
) (string, error) {
	return ask(r.life, func() (string, error) { return r.world.CreateContainer(ctx, sandbox, config, sandboxConfig) })
}

func (r runtimeOf) StartContainer(ctx context.Context, id string) error {
	return tell(r.life, func() error { return r.world.StartContainer(ctx, id) })
}

func (r runtimeOf) StopContainer(ctx context.Context, id string, timeout int64) error {
	return tell(r.life, func() error { return r.world.StopContainer(ctx, id, timeout) })
}

func (r runtimeOf) RemoveContainer(ctx context.Context, id string) error {
	return tell(r.life, func() error { return r.world.RemoveContainer(ctx, id) })
}

func (r runtimeOf) ExecSync(ctx context.Context, id string, command []string, timeout time.Duration) ([]byte, []byte, error) {
	r.life.wait()
	stdout, stderr, err := r.world.ExecSync(ctx, id, command, timeout)
	r.life.wait()
	return stdout, stderr, err
}

func (r runtimeOf) PullImage(
	ctx context.Context, image *cri.ImageSpec, auth *cri.AuthConfig, config *cri.PodSandboxConfig,
) (string, error) {
	return ask(r.life, func() (string, error) { return r.world.PullImage(ctx, image, auth, config) })
}

// clientOf is the API server as one kubelet meets it.
type clientOf struct {
	kubernetes.Interface
	life *life
}

func (c clientOf) CoreV1() typedcorev1.CoreV1Interface { return coreOf{c.Interface.CoreV1(), c.life} }

// IsWatchListSemanticsUnSupported says what the fake client says: it lists before it watches.
func (clientOf) IsWatchListSemanticsUnSupported() bool { return true }

type coreOf struct {
	typedcorev1.CoreV1Interface
	life *life
}

func (c coreOf) Pods(namespace string) typedcorev1.PodInterface {
	return podsOf{c.CoreV1Interface.Pods(namespace), c.life}
}

type podsOf struct {
	typedcorev1.PodInterface
	life *life
}

func (p podsOf) Get(ctx context.Context, name string, options metav1.GetOptions) (*v1.Pod, error) {
	return ask(p.life, func() (*v1.Pod, error) { return p.PodInterface.Get(ctx, name, options) })
}

func (p podsOf) Patch(
	ctx context.Context, name string, kind types.PatchType, data []byte, options metav1.PatchOptions, subresources ...string,
) (*v1.Pod, error) {
	return ask(p.life, func() (*v1.Pod, error) {
		return p.PodInterface.Patch(ctx, name, kind, data, options, subresources...)
	})
}

func (p podsOf) Delete(ctx context.Context, name string, options metav1.DeleteOptions) error {
	return tell(p.life, func() error { return p.PodInterface.Delete(ctx, name, options) })
}
