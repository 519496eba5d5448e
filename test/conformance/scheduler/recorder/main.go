// Records what the scheduler of Kubernetes says of pods and nodes: the message of its FitError, or nothing if a node
// fits. Reads cases from the standard input, one a line, and writes them with their message.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/events"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/apis/config/latest"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/backend/queue"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
)

type hostPort struct {
	Port     int32       `json:"port"`
	Protocol v1.Protocol `json:"protocol"`
}

// A node as a scenario of the product describes it.
type node struct {
	Name          string            `json:"name"`
	Allocatable   v1.ResourceList   `json:"allocatable"`
	Requested     v1.ResourceList   `json:"requested"`
	Labels        map[string]string `json:"labels"`
	Taints        []v1.Taint        `json:"taints"`
	Unschedulable bool              `json:"unschedulable"`
	HostPorts     []hostPort        `json:"hostPorts"`
}

type record struct {
	Spec    json.RawMessage `json:"spec"`
	Nodes   json.RawMessage `json:"nodes"`
	Message string          `json:"message"`
}

func (n node) object() *v1.Node {
	return &v1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: n.Name, Labels: n.Labels},
		Spec:       v1.NodeSpec{Taints: n.Taints, Unschedulable: n.Unschedulable},
		Status:     v1.NodeStatus{Allocatable: n.Allocatable, Capacity: n.Allocatable},
	}
}

// The node's other pods; the first one has all their requests and ports.
func (n node) pods() []*v1.Pod {
	requests := v1.ResourceList{}
	for name, quantity := range n.Requested {
		if name != v1.ResourcePods {
			requests[name] = quantity
		}
	}
	var ports []v1.ContainerPort
	for _, port := range n.HostPorts {
		protocol := port.Protocol
		if protocol == "" {
			protocol = v1.ProtocolTCP
		}
		ports = append(ports, v1.ContainerPort{ContainerPort: port.Port, HostPort: port.Port, Protocol: protocol})
	}
	var pods []*v1.Pod
	count := n.Requested[v1.ResourcePods]
	for i := int64(0); i < count.Value(); i++ {
		name := n.Name + "-" + strconv.FormatInt(i, 10)
		container := v1.Container{Name: "c"}
		if i == 0 {
			container.Resources.Requests = requests
			container.Ports = ports
		}
		pods = append(pods, &v1.Pod{
			ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "default", UID: types.UID(name)},
			Spec:       v1.PodSpec{NodeName: n.Name, Containers: []v1.Container{container}},
		})
	}
	return pods
}

// What `schedulingCycle` in `pkg/scheduler/schedule_one.go` comes to, with the default plugins.
func schedule(pod *v1.Pod, nodes []*v1.Node, others []*v1.Pod) string {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	objects := []runtime.Object{pod}
	for _, object := range nodes {
		objects = append(objects, object)
	}
	for _, object := range others {
		objects = append(objects, object)
	}
	client := fake.NewClientset(objects...)
	factory := informers.NewSharedInformerFactory(client, 0)
	config, err := latest.Default()
	check(err)
	snapshot := cache.NewSnapshot(others, nodes)
	frameworkOptions := append(moreOptions(snapshot),
		frameworkruntime.WithClientSet(client),
		frameworkruntime.WithInformerFactory(factory),
		frameworkruntime.WithSnapshotSharedLister(snapshot),
		frameworkruntime.WithEventRecorder(&events.FakeRecorder{}),
		frameworkruntime.WithPodNominator(queue.NewSchedulingQueue(nil, factory)),
	)
	scheduler, err := frameworkruntime.NewFramework(ctx, plugins.NewInTreeRegistry(), &config.Profiles[0], frameworkOptions...)
	check(err)
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())

	infos, err := snapshot.NodeInfos().List()
	check(err)
	if len(infos) == 0 {
		return "no nodes available to schedule pods"
	}
	state := framework.NewCycleState()
	diagnosis := framework.Diagnosis{NodeToStatus: framework.NewDefaultNodeToStatus()}
	result, status, rejectors := scheduler.RunPreFilterPlugins(ctx, state, pod)
	if !status.IsSuccess() {
		diagnosis.NodeToStatus.SetAbsentNodesStatus(status)
		diagnosis.PreFilterMsg = status.Message()
	} else {
		candidates := infos
		if !result.AllNodes() {
			candidates = nil
			for name := range result.NodeNames {
				if info, err := snapshot.NodeInfos().Get(name); err == nil {
					candidates = append(candidates, info)
				}
			}
			reason := fmt.Sprintf("node(s) didn't satisfy plugin(s) %v", rejectors.UnsortedList())
			diagnosis.NodeToStatus.SetAbsentNodesStatus(fwk.NewStatus(fwk.UnschedulableAndUnresolvable, reason))
		}
		for _, info := range candidates {
			status := scheduler.RunFilterPluginsWithNominatedPods(ctx, state, pod, info)
			if status.IsSuccess() {
				return ""
			}
			diagnosis.NodeToStatus.Set(info.Node().Name, status)
		}
	}
	fit := &framework.FitError{Pod: pod, NumAllNodes: len(infos), Diagnosis: diagnosis}
	_, status = scheduler.RunPostFilterPlugins(ctx, state, pod, diagnosis.NodeToStatus)
	fit.Diagnosis.PostFilterMsg = status.Message()
	return fit.Error()
}

func main() {
	metrics.Register()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for in.Scan() {
		var recorded record
		check(json.Unmarshal(in.Bytes(), &recorded))
		pod := &v1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "pod", Namespace: "default", UID: "pod"}}
		check(json.Unmarshal(recorded.Spec, &pod.Spec))
		var described []node
		check(json.Unmarshal(recorded.Nodes, &described))
		var nodes []*v1.Node
		var others []*v1.Pod
		for _, n := range described {
			nodes = append(nodes, n.object())
			others = append(others, n.pods()...)
		}
		recorded.Message = schedule(pod, nodes, others)
		check(out.Encode(recorded))
	}
	check(in.Err())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
