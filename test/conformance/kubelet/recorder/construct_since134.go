//go:build k134 || k135 || k136 || k137

package main

import (
	"context"
	"net"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apiserver/pkg/server/healthz"
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	"k8s.io/kubernetes/pkg/kubelet"
	kubeletconfiginternal "k8s.io/kubernetes/pkg/kubelet/apis/config"
	"k8s.io/kubernetes/pkg/kubelet/cm"
)

func newKubelet(
	ctx context.Context, config *kubeletconfiginternal.KubeletConfiguration, deps *kubelet.Dependencies,
	flags *options.KubeletFlags, root string, loopPhase time.Duration,
) *kubelet.Kubelet {
	deps.ContainerManager = containerManager{cm.NewStubContainerManager(), loopPhase}
	deps.HealthChecker = newHealthChecker()
	k, err := kubelet.NewMainKubelet(ctx, config, deps, &flags.ContainerRuntimeOptions, nodeName, types.NodeName(nodeName),
		[]net.IP{net.ParseIP("10.0.0.1")}, "", "", root, root, config.PodLogsDir, "", "", false, nil, nil, "", false, false,
		flags.MinimumGCAge, flags.MaxPerPodContainerCount, flags.MaxContainerCount, nil, 50, false)
	if err != nil {
		panic(err)
	}
	return k
}

// containerManager is asked for its health checks between the start of the relists and that of the sync loop, which so
// begins this much later.
type containerManager struct {
	cm.ContainerManager
	loopPhase time.Duration
}

func (m containerManager) GetHealthCheckers() []healthz.HealthChecker {
	time.Sleep(m.loopPhase)
	return nil
}
