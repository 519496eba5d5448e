// Records what the controllers of Kubernetes do with a workload whose pods live by a script. Reads cases from the file
// named by CASES, one a line, and writes them with their timeline to the file named by RECORDING.
package recorder

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	k8stesting "k8s.io/client-go/testing"
	"k8s.io/client-go/util/flowcontrol"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/controller/cronjob"
	"k8s.io/kubernetes/pkg/controller/daemon"
	"k8s.io/kubernetes/pkg/controller/deployment"
	"k8s.io/kubernetes/pkg/controller/replicaset"
	"k8s.io/kubernetes/pkg/controller/replication"
	"k8s.io/kubernetes/pkg/controller/statefulset"
)

// A state of a pod from a moment of its life on.
type step struct {
	At         float64           `json:"at"`
	Phase      v1.PodPhase       `json:"phase"`
	Ready      bool              `json:"ready"`
	Restarts   int32             `json:"restarts"`
	ExitCode   *int32            `json:"exitCode"`
	Conditions map[string]string `json:"conditions"`
}

type life struct {
	Steps []step `json:"steps"`
	// From the deletion to the end.
	StopSeconds float64 `json:"stopSeconds"`
	// Of a container that is stopped.
	StopExitCode int32 `json:"stopExitCode"`
	Unbound      bool  `json:"unbound"`
}

// The lives of a template's pods: the first, the second and so on; the last one repeats. Those of indexes go first.
type lives struct {
	Each    []life            `json:"each"`
	ByIndex map[string][]life `json:"byIndex"`
}

type testCase struct {
	Kind          string          `json:"kind"`
	Spec          json.RawMessage `json:"spec"`
	RestartPolicy string          `json:"restartPolicy"`
	Old           *lives          `json:"old"`
	New           lives           `json:"new"`
	// How long the workload has been there when it is updated.
	RunningForSeconds float64 `json:"runningForSeconds"`
	UntilSeconds      float64 `json:"untilSeconds"`
	// What is changed later, in order of time.
	Then []laterChange `json:"later"`
	// The lives of the pods of a third template.
	Next *lives `json:"next"`
	// How many nodes a DaemonSet finds: node-0, node-1 and so on.
	Nodes int `json:"nodes"`
	// The Jobs of a CronJob: the first, the second and so on; the last one repeats.
	Jobs []jobLife `json:"jobs"`
	// The second of the day in which a CronJob is created.
	DaySeconds float64 `json:"daySeconds"`
	// How many pods that have not ended a ResourceQuota allows.
	PodQuota *int `json:"podQuota"`
}

type laterChange struct {
	At float64 `json:"at"`
	// The template that the workload gets: old, new or next.
	Template string `json:"template"`
	// Goes into the spec.
	Set json.RawMessage `json:"set"`
	// The label of pods that somebody deletes.
	Delete string `json:"delete"`
	// The name of a node that joins, or that gets a taint with this effect; an empty one takes the taint away.
	Node  string  `json:"node"`
	Taint *string `json:"taint"`
	// How many pods the ResourceQuota allows from now on.
	PodQuota *int `json:"podQuota"`
}

type entry struct {
	T     float64 `json:"t"`
	Kind  string  `json:"kind"`
	Key   string  `json:"key"`
	Value any     `json:"value"`
}

// The API server, as far as controllers notice it: it stores what they write, one write after the other.
type server struct {
	mu      sync.Mutex
	tracker k8stesting.ObjectTracker
	given   testCase
	zero    time.Time
	version int
	count   map[string]int
	label   map[string]string
	pods    map[string]string
	stops   map[string]chan struct{}
	log     []entry
	closed  bool
}

var pods = schema.GroupVersionResource{Version: "v1", Resource: "pods"}

type object = map[string]any

func toMap(from any) object {
	text, err := json.Marshal(from)
	check(err)
	var to object
	check(json.Unmarshal(text, &to))
	return to
}

func toTyped(from object, like runtime.Object) runtime.Object {
	text, err := json.Marshal(from)
	check(err)
	to := like.DeepCopyObject()
	to = newLike(to)
	check(json.Unmarshal(text, to))
	return to
}

func newLike(like runtime.Object) runtime.Object {
	switch like.(type) {
	case *v1.Pod:
		return &v1.Pod{}
	case *v1.Event:
		return &v1.Event{}
	case *appsv1.Deployment:
		return &appsv1.Deployment{}
	case *appsv1.ReplicaSet:
		return &appsv1.ReplicaSet{}
	case *appsv1.StatefulSet:
		return &appsv1.StatefulSet{}
	case *appsv1.ControllerRevision:
		return &appsv1.ControllerRevision{}
	case *appsv1.DaemonSet:
		return &appsv1.DaemonSet{}
	case *v1.ReplicationController:
		return &v1.ReplicationController{}
	case *batchv1.Job:
		return &batchv1.Job{}
	case *batchv1.CronJob:
		return &batchv1.CronJob{}
	}
	panic(fmt.Sprintf("%T", like))
}

func metadata(of object) object {
	if of["metadata"] == nil {
		of["metadata"] = object{}
	}
	return of["metadata"].(object)
}

func (s *server) stamp(of object) {
	s.version++
	metadata(of)["resourceVersion"] = strconv.Itoa(s.version)
}

func (s *server) next(name string) int {
	s.count[name]++
	return s.count[name] - 1
}

func (s *server) react(action k8stesting.Action) (bool, runtime.Object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch action := action.(type) {
	case k8stesting.CreateActionImpl:
		result, err := s.create(action.GetResource(), action.GetObject())
		return true, result, err
	case k8stesting.UpdateActionImpl:
		result, err := s.update(action.GetResource(), action.GetObject(), action.GetSubresource())
		return true, result, err
	case k8stesting.PatchActionImpl:
		result, err := s.patch(action)
		return true, result, err
	case k8stesting.DeleteActionImpl:
		return true, nil, s.delete(action.GetResource(), action.GetName())
	}
	return false, nil, nil
}

func (s *server) create(resource schema.GroupVersionResource, from runtime.Object) (runtime.Object, error) {
	of := toMap(from)
	own := metadata(of)
	number := s.next("objects")
	if own["name"] == nil || own["name"] == "" {
		own["name"] = fmt.Sprintf("%v%05d", own["generateName"], number)
	} else if resource.Resource == "events" {
		// Client-go names them by the time, which stands still here.
		own["name"] = fmt.Sprintf("%v.%05d", own["name"], number)
	}
	own["namespace"] = "default"
	own["uid"] = fmt.Sprintf("%08d", number)
	own["creationTimestamp"] = time.Now().UTC().Format(time.RFC3339)
	own["generation"] = 1
	if resource.Resource == "pods" {
		of["status"] = object{"phase": "Pending"}
		if err := s.overQuota(own["name"].(string)); err != nil {
			return nil, err
		}
	}
	s.stamp(of)
	created := toTyped(of, from)
	if err := s.tracker.Create(resource, created, "default"); err != nil {
		return nil, err
	}
	switch created := created.(type) {
	case *v1.Pod:
		s.podCreated(created)
	case *batchv1.Job:
		if s.given.Kind == "CronJob" {
			s.jobCreated(created)
		}
	case *appsv1.ReplicaSet:
		if s.given.Kind == "ReplicaSet" {
			break
		}
		revision := created.Spec.Template.Spec.Containers[0].Image
		s.label[created.Name] = "<" + revision + ">"
		s.record("scale", revision, *created.Spec.Replicas)
	case *appsv1.ControllerRevision:
		var data struct {
			Spec struct{ Template v1.PodTemplateSpec }
		}
		check(json.Unmarshal(created.Data.Raw, &data))
		s.label[created.Name] = "<" + data.Spec.Template.Spec.Containers[0].Image + ">"
	case *v1.Event:
		s.record("event", "", []string{created.Reason, s.named(created.Message)})
	}
	return created.DeepCopyObject(), nil
}

// What admission says of a pod that is one too many. Upstream: `CheckRequest` in the plugin `resourcequota`.
func (s *server) overQuota(name string) error {
	if s.given.PodQuota == nil {
		return nil
	}
	all, err := s.tracker.List(pods, v1.SchemeGroupVersion.WithKind("Pod"), "default")
	check(err)
	used := 0
	for _, pod := range all.(*v1.PodList).Items {
		if pod.Status.Phase != v1.PodSucceeded && pod.Status.Phase != v1.PodFailed {
			used++
		}
	}
	if used < *s.given.PodQuota {
		return nil
	}
	if s.given.Kind != "StatefulSet" {
		s.label[name] = "<refused>"
	}
	return errors.NewForbidden(pods.GroupResource(), name,
		fmt.Errorf("exceeded quota: few, requested: pods=1, used: pods=%d, limited: pods=%d", used, *s.given.PodQuota))
}

func (s *server) load(resource schema.GroupVersionResource, name string) (runtime.Object, error) {
	return s.tracker.Get(resource, "default", name)
}

func (s *server) update(resource schema.GroupVersionResource, given runtime.Object, part string) (runtime.Object, error) {
	accessor, err := meta.Accessor(given)
	check(err)
	current, err := s.load(resource, accessor.GetName())
	if err != nil {
		return nil, err
	}
	before := toMap(current)
	if version := accessor.GetResourceVersion(); version != "" && version != metadata(before)["resourceVersion"] {
		return nil, errors.NewConflict(resource.GroupResource(), accessor.GetName(), fmt.Errorf("it has changed"))
	}
	return s.store(resource, current, before, toMap(given), part)
}

// Keeps what the endpoint does not write.
func (s *server) store(resource schema.GroupVersionResource, like runtime.Object, before, after object, part string) (runtime.Object, error) {
	if part == "status" {
		after["spec"] = before["spec"]
	} else if before["status"] != nil {
		after["status"] = before["status"]
	}
	own := metadata(after)
	if fmt.Sprint(before["spec"]) != fmt.Sprint(after["spec"]) {
		own["generation"] = metadata(before)["generation"].(float64) + 1
	}
	if textOf(after) == textOf(before) {
		return like.DeepCopyObject(), nil
	}
	s.stamp(after)
	updated := toTyped(after, like)
	accessor, err := meta.Accessor(updated)
	check(err)
	if seconds := accessor.GetDeletionGracePeriodSeconds(); seconds != nil && *seconds == 0 && len(accessor.GetFinalizers()) == 0 {
		return updated, s.remove(resource, updated)
	}
	if err := s.tracker.Update(resource, updated, "default"); err != nil {
		return nil, err
	}
	s.observe(updated)
	return updated.DeepCopyObject(), nil
}

func (s *server) patch(action k8stesting.PatchActionImpl) (runtime.Object, error) {
	current, err := s.load(action.GetResource(), action.GetName())
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(current)
	check(err)
	if action.GetPatchType() != types.StrategicMergePatchType {
		panic(action.GetPatchType())
	}
	merged, err := strategicpatch.StrategicMergePatch(text, action.GetPatch(), newLike(current))
	if err != nil {
		return nil, err
	}
	var after object
	check(json.Unmarshal(merged, &after))
	if event, ok := current.(*v1.Event); ok {
		s.record("event", "", []string{event.Reason, s.named(after["message"].(string))})
	}
	return s.store(action.GetResource(), current, toMap(current), after, action.GetSubresource())
}

func (s *server) delete(resource schema.GroupVersionResource, name string) error {
	current, err := s.load(resource, name)
	if err != nil {
		return err
	}
	pod, ok := current.(*v1.Pod)
	if !ok {
		return s.remove(resource, current)
	}
	if pod.DeletionTimestamp != nil {
		return nil
	}
	s.record("pod", "deleted", s.pods[name])
	grace := *pod.Spec.TerminationGracePeriodSeconds
	// Upstream: `CheckGracefulDelete` in `pkg/registry/core/pod/strategy.go`.
	if pod.Spec.NodeName == "" || pod.Status.Phase == v1.PodFailed || pod.Status.Phase == v1.PodSucceeded {
		grace = 0
	}
	if grace == 0 && len(pod.Finalizers) == 0 {
		return s.remove(resource, pod)
	}
	after := toMap(pod)
	metadata(after)["deletionTimestamp"] = time.Now().Add(time.Duration(grace) * time.Second).UTC().Format(time.RFC3339)
	metadata(after)["deletionGracePeriodSeconds"] = grace
	_, err = s.store(resource, pod, toMap(pod), after, "")
	if grace > 0 {
		close(s.stops[string(pod.UID)])
	}
	return err
}

func (s *server) remove(resource schema.GroupVersionResource, gone runtime.Object) error {
	accessor, err := meta.Accessor(gone)
	check(err)
	if s.given.Kind == "CronJob" && resource.Resource == "jobs" {
		s.record("job", "deleted", accessor.GetName())
	}
	return s.tracker.Delete(resource, "default", accessor.GetName())
}

func (s *server) record(kind, key string, value any) {
	t := float64(time.Since(s.zero).Microseconds()) / 1e6
	s.log = append(s.log, entry{t, kind, key, value})
}

// Names are random; what they stand for is not.
func (s *server) named(text string) string {
	var names []string
	for name := range s.label {
		names = append(names, name)
	}
	sort.Slice(names, func(a, b int) bool { return len(names[a]) > len(names[b]) })
	for _, name := range names {
		text = strings.ReplaceAll(text, name, s.label[name])
	}
	return text
}

func (s *server) observe(updated runtime.Object) {
	condition := func(kind, status, reason, message string) {
		s.record("condition", kind, []string{status, reason, s.named(message)})
	}
	switch updated := updated.(type) {
	case *appsv1.DaemonSet:
		own := updated.Status
		s.record("status", "", object{
			"observedGeneration":     own.ObservedGeneration,
			"desiredNumberScheduled": own.DesiredNumberScheduled, "currentNumberScheduled": own.CurrentNumberScheduled,
			"numberMisscheduled": own.NumberMisscheduled, "numberReady": own.NumberReady,
			"updatedNumberScheduled": own.UpdatedNumberScheduled, "numberAvailable": own.NumberAvailable,
		})
	case *v1.ReplicationController:
		own := updated.Status
		s.record("status", "", object{
			"observedGeneration": own.ObservedGeneration, "replicas": own.Replicas,
			"readyReplicas": own.ReadyReplicas, "availableReplicas": own.AvailableReplicas,
		})
	case *batchv1.CronJob:
		s.observeCronJob(updated)
	case *appsv1.ReplicaSet:
		if s.given.Kind == "ReplicaSet" {
			own := updated.Status
			s.record("status", "", object{
				"observedGeneration": own.ObservedGeneration, "replicas": own.Replicas,
				"readyReplicas": own.ReadyReplicas, "availableReplicas": own.AvailableReplicas,
			})
			break
		}
		s.record("scale", updated.Spec.Template.Spec.Containers[0].Image, *updated.Spec.Replicas)
	case *appsv1.Deployment:
		own := updated.Status
		s.record("status", "", object{
			"observedGeneration": own.ObservedGeneration, "replicas": own.Replicas, "updatedReplicas": own.UpdatedReplicas,
			"readyReplicas": own.ReadyReplicas, "availableReplicas": own.AvailableReplicas,
		})
		for _, c := range own.Conditions {
			condition(string(c.Type), string(c.Status), c.Reason, c.Message)
		}
	case *appsv1.StatefulSet:
		own := updated.Status
		s.record("status", "", object{
			"observedGeneration": own.ObservedGeneration, "replicas": own.Replicas, "updatedReplicas": own.UpdatedReplicas,
			"readyReplicas": own.ReadyReplicas, "availableReplicas": own.AvailableReplicas,
			"currentReplicas": own.CurrentReplicas,
			"currentRevision": s.named(own.CurrentRevision), "updateRevision": s.named(own.UpdateRevision),
		})
	case *batchv1.Job:
		if s.given.Kind == "CronJob" {
			break
		}
		own := updated.Status
		status := object{"active": own.Active, "ready": 0, "terminating": 0, "succeeded": own.Succeeded, "failed": own.Failed}
		if own.Ready != nil {
			status["ready"] = *own.Ready
		}
		if own.Terminating != nil {
			status["terminating"] = *own.Terminating
		}
		if updated.Spec.CompletionMode != nil && *updated.Spec.CompletionMode == batchv1.IndexedCompletion {
			status["completedIndexes"] = own.CompletedIndexes
		}
		if updated.Spec.BackoffLimitPerIndex != nil {
			status["failedIndexes"] = ""
			if own.FailedIndexes != nil {
				status["failedIndexes"] = *own.FailedIndexes
			}
		}
		s.record("status", "", status)
		for _, c := range own.Conditions {
			condition(string(c.Type), string(c.Status), c.Reason, s.named(c.Message))
		}
	}
}

// What stands for the scheduler and the kubelet.
func (s *server) podCreated(pod *v1.Pod) {
	revision := pod.Spec.Containers[0].Image
	own := s.given.New
	if revision == "old" {
		own = *s.given.Old
	}
	if revision == "next" {
		own = *s.given.Next
	}
	index := ""
	if s.given.Kind == "StatefulSet" {
		index = pod.Name[strings.LastIndex(pod.Name, "-")+1:]
	} else if value, ok := pod.Annotations[batchv1.JobCompletionIndexAnnotation]; ok {
		index = value
	}
	// Pods that are created together and live alike have the same name: which of them goes first is left to chance.
	choices, n := own.Each, s.next("pods of "+revision)
	tenths := math.Floor(time.Since(s.zero).Seconds()*10 + 0.501)
	name := fmt.Sprintf("%s at %.1f, life %d", revision, tenths/10, min(n, len(choices)-1))
	if index != "" {
		name = revision + "[" + index + "]"
		attempt := s.next("pods of " + name)
		if listed, ok := own.ByIndex[index]; ok {
			choices = listed
		}
		n = attempt
	}
	lived := choices[min(n, len(choices)-1)]
	s.pods[pod.Name] = name
	// The name of a StatefulSet's pod is not random.
	if s.given.Kind != "StatefulSet" {
		s.label[pod.Name] = name
	}
	s.record("pod", "created", name)
	stop := make(chan struct{})
	s.stops[string(pod.UID)] = stop
	created := time.Now()
	go s.live(pod.Name, pod.UID, lived, created, stop)
}

func (s *server) live(name string, uid types.UID, lived life, created time.Time, stop chan struct{}) {
	for number, step := range lived.Steps {
		select {
		case <-stop:
			s.stop(name, uid, lived)
			return
		case <-time.After(time.Until(created.Add(time.Duration(step.At * float64(time.Second))))):
		}
		if !s.change(name, uid, func(pod *v1.Pod) {
			if number == 0 && !lived.Unbound {
				pod.Spec.NodeName = nodeOf(pod)
			}
			apply(pod, step, created)
		}) {
			return
		}
	}
	<-stop
	s.stop(name, uid, lived)
}

func (s *server) stop(name string, uid types.UID, lived life) {
	time.Sleep(time.Duration(lived.StopSeconds * float64(time.Second)))
	s.change(name, uid, func(pod *v1.Pod) {
		code := lived.StopExitCode
		phase := v1.PodFailed
		if code == 0 {
			phase = v1.PodSucceeded
		}
		apply(pod, step{Phase: phase, ExitCode: &code, Restarts: pod.Status.ContainerStatuses[0].RestartCount}, pod.CreationTimestamp.Time)
		// The kubelet deletes it for good.
		none := int64(0)
		pod.DeletionGracePeriodSeconds = &none
	})
}

// Where it comes to: a pod of a DaemonSet names its node, any other one is alone on its own.
func nodeOf(pod *v1.Pod) string {
	if pod.Spec.Affinity == nil {
		return "node-" + string(pod.UID)
	}
	own := pod.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution
	return own.NodeSelectorTerms[0].MatchFields[0].Values[0]
}

func apply(pod *v1.Pod, step step, started time.Time) {
	pod.Status.Phase = step.Phase
	ready := v1.ConditionFalse
	if step.Ready {
		ready = v1.ConditionTrue
	}
	setCondition(pod, v1.PodReady, ready)
	for kind, status := range step.Conditions {
		setCondition(pod, v1.PodConditionType(kind), v1.ConditionStatus(status))
	}
	state := v1.ContainerState{Waiting: &v1.ContainerStateWaiting{Reason: "ContainerCreating"}}
	if step.ExitCode != nil {
		state = v1.ContainerState{Terminated: &v1.ContainerStateTerminated{
			ExitCode: *step.ExitCode, Reason: "Error", StartedAt: metav1.NewTime(started), FinishedAt: metav1.Now(),
		}}
	} else if step.Phase == v1.PodRunning {
		state = v1.ContainerState{Running: &v1.ContainerStateRunning{StartedAt: metav1.NewTime(started)}}
	}
	pod.Status.ContainerStatuses = []v1.ContainerStatus{{
		Name: "app", Image: "app", Ready: step.Ready, RestartCount: step.Restarts, State: state,
	}}
}

func setCondition(pod *v1.Pod, kind v1.PodConditionType, status v1.ConditionStatus) {
	for i := range pod.Status.Conditions {
		own := &pod.Status.Conditions[i]
		if own.Type == kind {
			if own.Status != status {
				own.Status, own.LastTransitionTime = status, metav1.Now()
			}
			return
		}
	}
	pod.Status.Conditions = append(pod.Status.Conditions,
		v1.PodCondition{Type: kind, Status: status, LastTransitionTime: metav1.Now()})
}

// Writes to a pod, status and all. Says whether it was still there.
func (s *server) change(name string, uid types.UID, with func(*v1.Pod)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	current, err := s.load(pods, name)
	if err != nil || current.(*v1.Pod).UID != uid {
		return false
	}
	pod := current.(*v1.Pod).DeepCopy()
	with(pod)
	after := toMap(pod)
	s.stamp(after)
	changed := toTyped(after, pod).(*v1.Pod)
	check(s.tracker.Update(pods, changed, "default"))
	if seconds := changed.DeletionGracePeriodSeconds; seconds != nil && *seconds == 0 && len(changed.Finalizers) == 0 {
		check(s.remove(pods, changed))
	}
	return true
}

func template(revision, restartPolicy string) v1.PodTemplateSpec {
	grace := int64(30)
	return v1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{"app": "web"}},
		Spec: v1.PodSpec{
			RestartPolicy:                 v1.RestartPolicy(restartPolicy),
			TerminationGracePeriodSeconds: &grace,
			Containers:                    []v1.Container{{Name: "app", Image: revision}},
		},
	}
}

func play(t *testing.T, given testCase) []entry {
	var log []entry
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(klog.NewContext(context.Background(), klog.LoggerWithName(klog.Background(), "")))
		client := fake.NewSimpleClientset()
		s := &server{
			tracker: client.Tracker(), given: given, count: map[string]int{}, label: map[string]string{},
			pods: map[string]string{}, stops: map[string]chan struct{}{},
		}
		client.PrependReactor("*", "*", s.react)
		// Never in fact; without a period it waits at a channel from outside the bubble.
		factory := informers.NewSharedInformerFactory(client, 10_000*time.Hour)
		apps, core, batch := factory.Apps().V1(), factory.Core().V1(), factory.Batch().V1()
		var running sync.WaitGroup
		start := func(run func(context.Context, int)) {
			running.Add(1)
			go func() {
				defer running.Done()
				run(ctx, 5)
			}()
		}
		var runs []func(context.Context, int)
		switch given.Kind {
		case "Deployment":
			deployments, err := deployment.NewDeploymentController(ctx, apps.Deployments(), apps.ReplicaSets(), core.Pods(), client)
			check(err)
			sets := replicaset.NewReplicaSetController(ctx, apps.ReplicaSets(), core.Pods(), client, replicaset.BurstReplicas)
			runs = append(runs, deployments.Run, sets.Run)
		case "StatefulSet":
			runs = append(runs, statefulset.NewStatefulSetController(ctx, core.Pods(), apps.StatefulSets(),
				core.PersistentVolumeClaims(), apps.ControllerRevisions(), client).Run)
		case "Job":
			jobs, err := newJobController(ctx, client, core.Pods(), batch.Jobs())
			check(err)
			runs = append(runs, jobs.Run)
		case "DaemonSet":
			// As kube-controller-manager has it: `cmd/kube-controller-manager/app/apps.go`.
			backOff := flowcontrol.NewBackOff(time.Second, 15*time.Minute)
			daemons, err := daemon.NewDaemonSetsController(ctx, apps.DaemonSets(), apps.ControllerRevisions(), core.Pods(),
				core.Nodes(), client, backOff)
			check(err)
			runs = append(runs, daemons.Run)
			for number := range given.Nodes {
				s.addNode(fmt.Sprintf("node-%d", number))
			}
		case "ReplicaSet":
			runs = append(runs, replicaset.NewReplicaSetController(ctx, apps.ReplicaSets(), core.Pods(), client,
				replicaset.BurstReplicas).Run)
		case "ReplicationController":
			runs = append(runs, replication.NewReplicationManager(ctx, core.Pods(), core.ReplicationControllers(), client,
				replication.BurstReplicas).Run)
		case "CronJob":
			crons, err := cronjob.NewControllerV2(ctx, batch.Jobs(), batch.CronJobs(), client)
			check(err)
			runs = append(runs, crons.Run)
		}
		factory.Start(ctx.Done())
		factory.WaitForCacheSync(ctx.Done())
		for _, run := range runs {
			start(run)
		}
		time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(10 * time.Second)))
		if given.DaySeconds > 0 {
			day := time.Now().UTC().Truncate(24 * time.Hour)
			time.Sleep(time.Until(day.Add(time.Duration(given.DaySeconds * float64(time.Second)))))
		}
		synctest.Wait()

		revision := "new"
		if given.Old != nil {
			revision = "old"
		}
		s.zero = time.Now().Add(time.Duration(given.RunningForSeconds * float64(time.Second)))
		about := metav1.ObjectMeta{Name: "web", Labels: map[string]string{"app": "web"}}
		selector := &metav1.LabelSelector{MatchLabels: map[string]string{"app": "web"}}
		var resource schema.GroupVersionResource
		var workload runtime.Object
		var change func(runtime.Object)
		switch given.Kind {
		case "Deployment":
			own := &appsv1.Deployment{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			own.Spec.Selector, own.Spec.Template = selector, template(revision, "Always")
			workload, resource = own, appsv1.SchemeGroupVersion.WithResource("deployments")
			change = func(of runtime.Object) { of.(*appsv1.Deployment).Spec.Template = template("new", "Always") }
		case "StatefulSet":
			own := &appsv1.StatefulSet{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			own.Spec.Selector, own.Spec.Template = selector, template(revision, "Always")
			workload, resource = own, appsv1.SchemeGroupVersion.WithResource("statefulsets")
			change = func(of runtime.Object) { of.(*appsv1.StatefulSet).Spec.Template = template("new", "Always") }
		case "Job":
			own := &batchv1.Job{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			own.Spec.Selector, own.Spec.Template = selector, template(revision, given.RestartPolicy)
			workload, resource = own, batchv1.SchemeGroupVersion.WithResource("jobs")
		case "DaemonSet":
			own := &appsv1.DaemonSet{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			own.Spec.Selector, own.Spec.Template = selector, template(revision, "Always")
			workload, resource = own, appsv1.SchemeGroupVersion.WithResource("daemonsets")
			change = func(of runtime.Object) { of.(*appsv1.DaemonSet).Spec.Template = template("new", "Always") }
		case "ReplicaSet":
			own := &appsv1.ReplicaSet{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			own.Spec.Selector, own.Spec.Template = selector, template(revision, "Always")
			workload, resource = own, appsv1.SchemeGroupVersion.WithResource("replicasets")
			change = func(of runtime.Object) { of.(*appsv1.ReplicaSet).Spec.Template = template("new", "Always") }
		case "ReplicationController":
			own := &v1.ReplicationController{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			first := template(revision, "Always")
			own.Spec.Selector, own.Spec.Template = selector.MatchLabels, &first
			workload, resource = own, v1.SchemeGroupVersion.WithResource("replicationcontrollers")
			change = func(of runtime.Object) {
				second := template("new", "Always")
				of.(*v1.ReplicationController).Spec.Template = &second
			}
		case "CronJob":
			own := &batchv1.CronJob{ObjectMeta: about}
			check(json.Unmarshal(given.Spec, &own.Spec))
			own.Spec.JobTemplate.Spec.Template = template(revision, "Never")
			workload, resource = own, batchv1.SchemeGroupVersion.WithResource("cronjobs")
		}
		legacyscheme.Scheme.Default(workload)
		s.mu.Lock()
		_, err := s.create(resource, workload)
		s.mu.Unlock()
		check(err)
		if given.Old != nil {
			time.Sleep(time.Until(s.zero))
			synctest.Wait()
			s.mu.Lock()
			current, err := s.load(resource, "web")
			check(err)
			after := current.DeepCopyObject()
			change(after)
			legacyscheme.Scheme.Default(after)
			_, err = s.store(resource, current, toMap(current), toMap(after), "")
			s.mu.Unlock()
			check(err)
		}
		for _, later := range given.Then {
			time.Sleep(time.Until(s.zero.Add(time.Duration(later.At * float64(time.Second)))))
			synctest.Wait()
			s.later(resource, later, given.RestartPolicy)
		}
		time.Sleep(time.Until(s.zero.Add(time.Duration(given.UntilSeconds * float64(time.Second)))))
		synctest.Wait()
		s.mu.Lock()
		s.closed = true
		log = s.log
		for _, stop := range s.stops {
			select {
			case <-stop:
			default:
				close(stop)
			}
		}
		s.mu.Unlock()
		cancel()
		running.Wait()
		factory.Shutdown()
		time.Sleep(24 * time.Hour)
	})
	return log
}

// What a user does while the workload runs.
func (s *server) later(resource schema.GroupVersionResource, later laterChange, restartPolicy string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if later.PodQuota != nil {
		s.given.PodQuota = later.PodQuota
		return
	}
	if later.Node != "" {
		s.changeNode(later.Node, later.Taint)
		return
	}
	if later.Delete != "" {
		var names []string
		for name, label := range s.pods {
			if label == later.Delete {
				names = append(names, name)
			}
		}
		sort.Strings(names)
		for _, name := range names {
			if err := s.delete(pods, name); err != nil && !errors.IsNotFound(err) {
				check(err)
			}
		}
		return
	}
	current, err := s.load(resource, "web")
	check(err)
	after := current.DeepCopyObject()
	switch own := after.(type) {
	case *appsv1.Deployment:
		if later.Template != "" {
			own.Spec.Template = template(later.Template, "Always")
		}
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	case *appsv1.StatefulSet:
		if later.Template != "" {
			own.Spec.Template = template(later.Template, "Always")
		}
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	case *batchv1.Job:
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	case *appsv1.DaemonSet:
		if later.Template != "" {
			own.Spec.Template = template(later.Template, "Always")
		}
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	case *appsv1.ReplicaSet:
		if later.Template != "" {
			own.Spec.Template = template(later.Template, "Always")
		}
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	case *v1.ReplicationController:
		if later.Template != "" {
			other := template(later.Template, "Always")
			own.Spec.Template = &other
		}
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	case *batchv1.CronJob:
		if later.Set != nil {
			check(json.Unmarshal(later.Set, &own.Spec))
		}
	}
	legacyscheme.Scheme.Default(after)
	_, err = s.store(resource, current, toMap(current), toMap(after), "")
	check(err)
}

const together = 0.05

// What a moment ends with: the controllers' goroutines come in any order within it.
func reduce(log []entry) []entry {
	known := map[string]string{
		"scale old": "0", "scale new": "0", "scale next": "0",
		"status ": `{"active":[],"lastScheduleTime":"","lastSuccessfulTime":""}`,
	}
	out := []entry{}
	for first := 0; first < len(log); {
		last := first
		for last+1 < len(log) && log[last+1].T-log[last].T < together {
			last++
		}
		t := float64(int64(log[first].T*1000+0.5)) / 1000
		if log[first].T < 0 {
			t = float64(int64(log[first].T*1000-0.5)) / 1000
		}
		states := map[string]entry{}
		scaled := map[string]*scaling{}
		refused := map[string]bool{}
		var facts []entry
		for _, own := range log[first : last+1] {
			own.T = t
			if own.Kind == "event" && own.Value.([]string)[0] == "ScalingReplicaSet" {
				step := parseScaling(own.Value.([]string)[1])
				if before, ok := scaled[step.what]; ok {
					before.to = step.to
				} else {
					scaled[step.what] = &step
				}
			} else if own.Kind == "event" && own.Value.([]string)[0] == "FailedCreate" {
				// How often it is tried again within a moment is left to chance.
				message := withoutCombining(own.Value.([]string)[1])
				if !refused[message] {
					refused[message] = true
					own.Value = []string{"FailedCreate", message}
					facts = append(facts, own)
				}
			} else if own.Kind == "pod" || own.Kind == "event" || own.Kind == "job" {
				facts = append(facts, own)
			} else {
				states[own.Kind+" "+own.Key] = own
			}
		}
		for _, step := range scaled {
			message := fmt.Sprintf("%s from %s to %s", step.what, step.from, step.to)
			facts = append(facts, entry{t, "event", "", []string{"ScalingReplicaSet", message}})
		}
		for key, own := range states {
			if text := textOf(own.Value); known[key] != text {
				known[key] = text
				facts = append(facts, own)
			}
		}
		sort.SliceStable(facts, func(a, b int) bool { return order(facts[a]) < order(facts[b]) })
		out = append(out, facts...)
		first = last + 1
	}
	return out
}

type scaling struct{ what, from, to string }

func withoutCombining(message string) string {
	message = strings.TrimPrefix(strings.TrimSuffix(message, "]"), "(combined from similar events): [")
	return strings.TrimPrefix(message, "(combined from similar events): ")
}

func parseScaling(message string) scaling {
	message = withoutCombining(message)
	from, to := strings.LastIndex(message, " from "), strings.LastIndex(message, " to ")
	return scaling{message[:from], message[from+6 : to], message[to+4:]}
}

func order(of entry) string { return of.Kind + " " + of.Key + " " + textOf(of.Value) }

func textOf(value any) string {
	text, err := json.Marshal(value)
	check(err)
	return string(text)
}

func TestRecord(t *testing.T) {
	klog.SetOutput(io.Discard)
	klog.LogToStderr(false)
	// These wait by a clock from outside the bubble.
	utilruntime.ErrorHandlers = nil
	in, err := os.Open(os.Getenv("CASES"))
	check(err)
	out, err := os.Create(os.Getenv("RECORDING"))
	check(err)
	defer out.Close()
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<24)
	for number := 0; scanner.Scan(); number++ {
		var given testCase
		check(json.Unmarshal(scanner.Bytes(), &given))
		counts := map[string]int{}
		timelines := map[string]string{}
		var order []string
		for run := 0; run < 25; run++ {
			timeline := reduce(play(t, given))
			text := textOf(timeline)
			// A write that came too early is tried again after some milliseconds.
			for i := range timeline {
				timeline[i].T = float64(int64(timeline[i].T * 10))
			}
			key := textOf(timeline)
			if counts[key] == 0 {
				order = append(order, key)
				timelines[key] = text
			}
			counts[key]++
		}
		sort.SliceStable(order, func(a, b int) bool { return counts[order[a]] > counts[order[b]] })
		for i := range order {
			order[i] = timelines[order[i]]
		}
		var raw map[string]json.RawMessage
		check(json.Unmarshal(scanner.Bytes(), &raw))
		line := "{"
		for _, key := range []string{"name", "kind", "spec", "restartPolicy", "old", "new", "next", "later", "nodes", "podQuota", "jobs", "daySeconds", "runningForSeconds", "untilSeconds"} {
			if value, ok := raw[key]; ok {
				line += fmt.Sprintf("%q:%s,", key, value)
			}
		}
		line += fmt.Sprintf("%q:%s", "timeline", order[0])
		if len(order) > 1 {
			line += fmt.Sprintf(",%q:[%s]", "variants", strings.Join(order[1:], ","))
		}
		_, err := fmt.Fprintln(out, line+"}")
		check(err)
	}
	check(scanner.Err())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
