package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime/pprof"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"github.com/go-logr/logr"
	noop "go.opentelemetry.io/otel/trace/noop"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apimachinery/pkg/watch"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	clientcache "k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/kubelet"
	cadvisortest "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
	kubeletutil "k8s.io/kubernetes/pkg/kubelet/util"
	"k8s.io/kubernetes/pkg/util/oom"
	"k8s.io/kubernetes/pkg/volume"
	"k8s.io/kubernetes/pkg/volume/emptydir"
	"k8s.io/kubernetes/pkg/volume/util/hostutil"
	"k8s.io/kubernetes/pkg/volume/util/subpath"
	"k8s.io/mount-utils"
)

const (
	nodeName = "node"
	// From a relist to the collection of dead containers, each minute.
	collectionPhase = 0.4037
)

//go:linkname jitterRand k8s.io/apimachinery/pkg/util/wait.jitterRand
var jitterRand func() float64

//go:linkname neverExitWatch k8s.io/client-go/tools/cache.neverExitWatch
var neverExitWatch <-chan time.Time

// recordOneRun runs the case on standard input and prints its timeline.
func recordOneRun() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	var in input
	if err := json.Unmarshal(text, &in); err != nil {
		panic(err)
	}
	if err := utilfeature.DefaultMutableFeatureGate.SetFromMap(in.Gates); err != nil {
		panic(err)
	}
	level := os.Getenv("RECORDER_LOG")
	switch {
	case level != "":
		setVerbosity(level)
	case os.Getenv(shuffleVariable) != "":
		setVerbosity("6")
		klog.SetLogger(logr.New(shuffler{most: 4}))
	default:
		klog.SetLogger(logr.Discard())
	}
	// The fake clock stands still while anything waits for the real world.
	time.AfterFunc(time.Minute, func() {
		pprof.Lookup("goroutine").WriteTo(os.Stderr, 2)
		os.Exit(3)
	})
	os.Args = os.Args[:1]
	testing.Main(func(string, string) (bool, error) { return true, nil }, []testing.InternalTest{{
		Name: "record",
		F:    func(t *testing.T) { synctest.Test(t, func(*testing.T) { runCase(&in) }) },
	}}, nil, nil)
}

func setVerbosity(level string) {
	flags := flag.NewFlagSet("klog", flag.PanicOnError)
	klog.InitFlags(flags)
	flags.Set("v", level)
}

// runCase lets a kubelet live until the case ends, and ends the process.
func runCase(in *input) {
	// Channels from outside the bubble would stop its clock.
	wait.NeverStop = make(chan struct{})
	neverExitWatch = make(chan time.Time)
	// One of these waits a while after the last error, as the real clock had it.
	utilruntime.ErrorHandlers = nil

	params := in.Params
	jitterRand = func() float64 { return params.Jitter }
	timeline := newTimeline()
	pod := preparePod(&in.Case.Pod, params.Volume)
	w := &world{
		timeline:        timeline,
		params:          params,
		behaviour:       in.Case.Behaviour,
		images:          map[string]string{},
		networkNotReady: in.Case.NetworkNotReadyUntilSeconds,
		names:           map[string]string{},
		instances:       map[string]int{},
		pulled:          map[string]bool{},
	}
	for _, container := range append(append([]v1.Container{}, pod.Spec.InitContainers...), pod.Spec.Containers...) {
		if _, taken := w.images[container.Image]; !taken {
			w.images[container.Image] = container.Name
		}
	}
	for _, change := range in.Case.Changes {
		for name, image := range change.Images {
			w.images[image] = name
		}
	}

	w.writePullRecords(pod)

	ctx := context.Background()
	client := fake.NewSimpleClientset(node())
	client.PrependReactor("patch", "pods", func(clienttesting.Action) (bool, runtime.Object, error) {
		time.Sleep(span(params.API))
		return false, nil, nil
	})
	pods := client.CoreV1().Pods(pod.Namespace)
	watching, err := pods.Watch(ctx, metav1.ListOptions{})
	if err != nil {
		panic(err)
	}
	go watchPod(timeline, watching)

	// Relists are on whole seconds, which is when the bubble begins.
	first := &life{}
	k := startKubelet(ctx, w, client, params, first)
	time.Sleep(span(collectionPhase))
	startGarbageCollection(ctx, k)
	time.Sleep(span(params.UptimeSeconds + params.PlegPhase - collectionPhase))

	timeline.arrival = time.Now()
	pod.CreationTimestamp = metav1.NewTime(time.Now().Truncate(time.Second))
	if _, err := pods.Create(ctx, pod, metav1.CreateOptions{}); err != nil {
		panic(err)
	}
	if at := in.Case.DeleteAtSeconds; at != nil {
		time.AfterFunc(span(*at), func() { deletePod(ctx, timeline, client, pod, in.Case.DeleteGraceSeconds) })
	}
	for _, change := range in.Case.Changes {
		time.AfterFunc(span(change.AtSeconds), func() { changePod(ctx, client, pod, change) })
	}
	w.loseThings(in.Case)
	if at := in.Case.RebootAtSeconds; at != nil {
		time.AfterFunc(span(*at), func() {
			w.endAll()
			restart(ctx, w, client, params, first)
		})
	}
	if at := in.Case.KubeletRestartAtSeconds; at != nil {
		time.AfterFunc(span(*at), func() { restart(ctx, w, client, params, first) })
	}
	time.Sleep(span(in.Case.UntilSeconds))

	timeline.mutex.Lock()
	output, err := json.Marshal(timeline.entries)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(output)
	os.RemoveAll(rootDirectory())
	os.Exit(0)
}

func rootDirectory() string {
	return filepath.Join(os.TempDir(), fmt.Sprintf("kubelet-recorder-%d", os.Getpid()))
}

func watchPod(timeline *timeline, watching watch.Interface) {
	for event := range watching.ResultChan() {
		pod, ok := event.Object.(*v1.Pod)
		if !ok {
			continue
		}
		if event.Type == watch.Deleted {
			timeline.add(entry{Kind: "api", Op: "removed"})
		} else {
			timeline.status(pod)
		}
	}
}

// changePod does what the API server does when somebody changes what may be changed in a pod.
func changePod(ctx context.Context, client *fake.Clientset, pod *v1.Pod, change podChange) {
	current, err := client.CoreV1().Pods(pod.Namespace).Get(ctx, pod.Name, metav1.GetOptions{})
	if err != nil {
		return
	}
	current.Generation++
	for _, containers := range [][]v1.Container{current.Spec.InitContainers, current.Spec.Containers} {
		for i := range containers {
			if image, ok := change.Images[containers[i].Name]; ok {
				containers[i].Image = image
			}
		}
	}
	if change.ActiveDeadlineSeconds != nil {
		current.Spec.ActiveDeadlineSeconds = change.ActiveDeadlineSeconds
	}
	if err := client.Tracker().Update(v1.SchemeGroupVersion.WithResource("pods"), current, pod.Namespace); err != nil {
		panic(err)
	}
}

// deletePod does what the API server does when somebody deletes a pod.
func deletePod(ctx context.Context, timeline *timeline, client *fake.Clientset, pod *v1.Pod, graceSeconds *int64) {
	grace := *pod.Spec.TerminationGracePeriodSeconds
	if graceSeconds != nil {
		grace = *graceSeconds
	}
	pods := client.CoreV1().Pods(pod.Namespace)
	current, err := pods.Get(ctx, pod.Name, metav1.GetOptions{})
	if err != nil {
		return
	}
	if current.Status.Phase == v1.PodFailed || current.Status.Phase == v1.PodSucceeded {
		grace = 0
	}
	timeline.add(entry{Kind: "api", Op: "delete", Timeout: &grace})
	deletion := metav1.NewTime(time.Now().Add(time.Duration(grace) * time.Second).Truncate(time.Second))
	current.DeletionTimestamp = &deletion
	current.DeletionGracePeriodSeconds = &grace
	if err := client.Tracker().Update(v1.SchemeGroupVersion.WithResource("pods"), current, pod.Namespace); err != nil {
		panic(err)
	}
	if grace == 0 {
		if err := pods.Delete(ctx, pod.Name, metav1.DeleteOptions{}); err != nil {
			panic(err)
		}
	}
}

func preparePod(given *v1.Pod, withVolume bool) *v1.Pod {
	pod := given.DeepCopy()
	if pod.Name == "" {
		pod.Name = "pod"
	}
	if pod.Namespace == "" {
		pod.Namespace = "default"
	}
	if pod.UID == "" {
		pod.UID = "11111111-2222-3333-4444-555555555555"
	}
	pod.Generation = 1
	pod.Spec.NodeName = nodeName
	if withVolume && len(pod.Spec.Volumes) == 0 {
		pod.Spec.Volumes = []v1.Volume{{Name: "volume", VolumeSource: v1.VolumeSource{EmptyDir: &v1.EmptyDirVolumeSource{}}}}
		// The kubelet waits only for what is mounted.
		container := &pod.Spec.Containers[0]
		container.VolumeMounts = append(container.VolumeMounts, v1.VolumeMount{Name: "volume", MountPath: "/volume"})
	}
	for _, containers := range [][]v1.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for i := range containers {
			prepareContainer(&containers[i])
		}
	}
	corev1.SetObjectDefaults_Pod(pod)
	pod.Status = v1.PodStatus{
		Phase: v1.PodPending,
		Conditions: []v1.PodCondition{{
			Type: v1.PodScheduled, Status: v1.ConditionTrue, LastTransitionTime: metav1.NewTime(time.Now().Truncate(time.Second)),
		}},
	}
	return pod
}

// prepareContainer makes every handler an exec of its script.
func prepareContainer(container *v1.Container) {
	if container.Image == "" {
		container.Image = "registry.example/" + container.Name + ":1"
	}
	if container.ImagePullPolicy == "" {
		container.ImagePullPolicy = v1.PullIfNotPresent
	}
	scripted := func(what string) *v1.ExecAction { return &v1.ExecAction{Command: []string{"oracle", what}} }
	for what, probe := range map[string]*v1.Probe{
		"liveness": container.LivenessProbe, "readiness": container.ReadinessProbe, "startup": container.StartupProbe,
	} {
		if probe != nil {
			probe.ProbeHandler = v1.ProbeHandler{Exec: scripted(what)}
		}
	}
	if container.Lifecycle != nil {
		for what, handler := range map[string]*v1.LifecycleHandler{
			"postStart": container.Lifecycle.PostStart, "preStop": container.Lifecycle.PreStop,
		} {
			if handler != nil && handler.Sleep == nil {
				*handler = v1.LifecycleHandler{Exec: scripted(what)}
			}
		}
	}
}

func node() *v1.Node {
	resources := v1.ResourceList{
		v1.ResourceCPU: resource.MustParse("64"), v1.ResourceMemory: resource.MustParse("256Gi"),
		v1.ResourceEphemeralStorage: resource.MustParse("1Ti"), v1.ResourcePods: resource.MustParse("110"),
	}
	return &v1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: nodeName, UID: nodeName, Labels: map[string]string{v1.LabelOSStable: "linux", v1.LabelHostname: nodeName}},
		Status: v1.NodeStatus{
			Capacity: resources, Allocatable: resources,
			Conditions: []v1.NodeCondition{{Type: v1.NodeReady, Status: v1.ConditionTrue}},
			Addresses:  []v1.NodeAddress{{Type: v1.NodeInternalIP, Address: "10.0.0.1"}, {Type: v1.NodeHostName, Address: nodeName}},
		},
	}
}

// realOS keeps the kubelet out of /var/log.
type realOS struct{ kubecontainer.RealOS }

func (real realOS) MkdirAll(path string, perm os.FileMode) error {
	if path == kubelet.ContainerLogsDir {
		return nil
	}
	return real.RealOS.MkdirAll(path, perm)
}

func startKubelet(
	ctx context.Context, w *world, fakeClient *fake.Clientset, params params, ownLife *life,
) *kubelet.Kubelet {
	client := clientOf{fakeClient, ownLife}

	config, err := options.NewKubeletConfiguration()
	if err != nil {
		panic(err)
	}
	flags := options.NewKubeletFlags()
	root := rootDirectory()
	config.CgroupsPerQOS = false
	config.EnforceNodeAllocatable = nil
	config.EvictionHard = nil
	config.ImageGCHighThresholdPercent = 100
	config.LocalStorageCapacityIsolation = false
	config.VolumeStatsAggPeriod.Duration = -1
	config.EnableControllerAttachDetach = false
	config.MakeIPTablesUtilChains = false
	config.StaticPodPath = ""
	config.MaxPods = 110
	config.PodLogsDir = filepath.Join(root, "logs")
	config.ResolverConfig = ""
	config.ClusterDNS = []string{"10.96.0.10"}

	latency := kubeletutil.NewPodStartupLatencyTracker()
	recorder := newRecorder(w.timeline, ownLife)
	deps := &kubelet.Dependencies{
		CAdvisorInterface:         &cadvisortest.Fake{NodeName: nodeName},
		HeartbeatClient:           client,
		KubeClient:                client,
		Mounter:                   &mount.FakeMounter{},
		HostUtil:                  hostutil.NewFakeHostUtil(nil),
		OOMAdjuster:               oom.NewFakeOOMAdjuster(),
		OSInterface:               realOS{},
		Recorder:                  recorder,
		Subpather:                 &subpath.FakeSubpath{},
		TracerProvider:            noop.NewTracerProvider(),
		VolumePlugins:             []volume.VolumePlugin{emptydir.ProbeVolumePlugins()[0]},
		RemoteRuntimeService:      runtimeOf{w, ownLife},
		RemoteImageService:        runtimeOf{w, ownLife},
		PodConfig:                 newPodConfig(recorder, latency),
		PodStartupLatencyTracker:  latency,
		NodeStartupLatencyTracker: newNodeStartupLatencyTracker(),
	}
	k := newKubelet(ctx, config, deps, flags, root, span(params.LoopPhase))
	watchPods(fakeClient, podSender(ctx, deps.PodConfig))
	set(k, "oomWatcher", nil)
	set(k, "pluginManager", noPlugins{})
	set(k, "setNodeStatusFuncs", []func(context.Context, *v1.Node) error{})
	letTimePass(k)
	go runKubelet(ctx, k, deps.PodConfig)
	return k
}

// plainListWatch lists before it watches: client-go's fake cannot do both at once.
type plainListWatch struct{ *clientcache.ListWatch }

func (plainListWatch) IsWatchListSemanticsUnSupported() bool { return true }

// watchPods hands the API server's pods to the kubelet, all of them at each change.
func watchPods(client *fake.Clientset, update func([]*v1.Pod)) {
	all := client.CoreV1().Pods(metav1.NamespaceAll)
	listWatch := &clientcache.ListWatch{
		ListFunc: func(options metav1.ListOptions) (runtime.Object, error) {
			return all.List(context.Background(), options)
		},
		WatchFunc: func(options metav1.ListOptions) (watch.Interface, error) {
			return all.Watch(context.Background(), options)
		},
	}
	send := func(objects []any) {
		pods := make([]*v1.Pod, len(objects))
		for i, object := range objects {
			pods[i] = object.(*v1.Pod)
		}
		update(pods)
	}
	store := clientcache.NewUndeltaStore(send, clientcache.MetaNamespaceKeyFunc)
	go clientcache.NewReflector(plainListWatch{listWatch}, &v1.Pod{}, store, 0).Run(wait.NeverStop)
}

// set replaces a part of the kubelet.
func set(k *kubelet.Kubelet, field string, value any) {
	target := part(reflect.ValueOf(k), field)
	if value == nil {
		target.SetZero()
	} else {
		target.Set(reflect.ValueOf(value))
	}
}

// part is a field of a struct, exported or not, that can be set.
func part(pointer reflect.Value, field string) reflect.Value {
	target := pointer.Elem().FieldByName(field)
	return reflect.NewAt(target.Type(), unsafe.Pointer(target.UnsafeAddr())).Elem()
}

// eventLog writes the kubelet's events down before they are sent, and their counts when they arrive.
type eventLog struct {
	record.EventRecorderLogger
	timeline *timeline
	life     *life
}

func newRecorder(timeline *timeline, ownLife *life) record.EventRecorderLogger {
	broadcaster := record.NewBroadcaster()
	broadcaster.StartRecordingToSink(sink{timeline})
	return eventLog{broadcaster.NewRecorder(legacyscheme.Scheme, v1.EventSource{Component: "kubelet", Host: nodeName}), timeline, ownLife}
}

func (l eventLog) Event(object runtime.Object, eventType, reason, message string) {
	l.note(object, eventType, reason, message)
	l.EventRecorderLogger.Event(object, eventType, reason, message)
}

func (l eventLog) Eventf(object runtime.Object, eventType, reason, format string, args ...any) {
	l.note(object, eventType, reason, fmt.Sprintf(format, args...))
	l.EventRecorderLogger.Eventf(object, eventType, reason, format, args...)
}

func (l eventLog) AnnotatedEventf(object runtime.Object, annotations map[string]string, eventType, reason, format string, args ...any) {
	l.note(object, eventType, reason, fmt.Sprintf(format, args...))
	l.EventRecorderLogger.AnnotatedEventf(object, annotations, eventType, reason, format, args...)
}

func (l eventLog) WithLogger(klog.Logger) record.EventRecorderLogger { return l }

func (l eventLog) note(object runtime.Object, eventType, reason, message string) {
	l.life.wait()
	field := ""
	switch object := object.(type) {
	case *v1.Pod:
	case *v1.ObjectReference:
		if object.Kind != "Pod" {
			return
		}
		field = object.FieldPath
	default:
		return
	}
	l.timeline.add(entry{Kind: "event", Type: eventType, Reason: reason, Message: message, Field: field})
}

type sink struct{ timeline *timeline }

func (s sink) Create(event *v1.Event) (*v1.Event, error) { return s.arrived(event) }
func (s sink) Update(event *v1.Event) (*v1.Event, error) { return s.arrived(event) }
func (s sink) Patch(event *v1.Event, _ []byte) (*v1.Event, error) {
	return s.arrived(event)
}

func (s sink) arrived(event *v1.Event) (*v1.Event, error) {
	if event.InvolvedObject.Kind == "Pod" {
		s.timeline.count(event)
	}
	return event, nil
}
