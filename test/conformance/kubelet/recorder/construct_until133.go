//go:build k133

package main

import (
	"context"
	"net"
	"reflect"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	"k8s.io/kubernetes/pkg/kubelet"
	kubeletconfiginternal "k8s.io/kubernetes/pkg/kubelet/apis/config"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	"k8s.io/kubernetes/pkg/kubelet/pleg"
)

func newKubelet(
	_ context.Context, config *kubeletconfiginternal.KubeletConfiguration, deps *kubelet.Dependencies,
	flags *options.KubeletFlags, root string, loopPhase time.Duration,
) *kubelet.Kubelet {
	deps.ContainerManager = cm.NewStubContainerManager()
	k, err := kubelet.NewMainKubelet(config, deps, &flags.ContainerRuntimeOptions, nodeName, false, types.NodeName(nodeName),
		[]net.IP{net.ParseIP("10.0.0.1")}, "", "", root, root, config.PodLogsDir, "", "", false, nil, nil, "", false, false,
		flags.MinimumGCAge, flags.MaxPerPodContainerCount, flags.MaxContainerCount, false, nil, 50, false)
	if err != nil {
		panic(err)
	}
	set(k, "pleg", latePleg{part(reflect.ValueOf(k), "pleg").Interface().(pleg.PodLifecycleEventGenerator), loopPhase})
	return k
}

// latePleg is started just before the sync loop, which so begins this much later.
type latePleg struct {
	pleg.PodLifecycleEventGenerator
	loopPhase time.Duration
}

func (p latePleg) Start() {
	p.PodLifecycleEventGenerator.Start()
	time.Sleep(p.loopPhase)
}
