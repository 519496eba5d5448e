//go:build k133 || k134 || k135

package main

import (
	"context"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/record"
	"k8s.io/kubernetes/pkg/kubelet"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/config"
	kubetypes "k8s.io/kubernetes/pkg/kubelet/types"
	kubeletutil "k8s.io/kubernetes/pkg/kubelet/util"
)

func newPodConfig(recorder record.EventRecorder, latency kubeletutil.PodStartupLatencyTracker) *kubeletconfig.PodConfig {
	return kubeletconfig.NewPodConfig(kubeletconfig.PodConfigNotificationIncremental, recorder, latency)
}

// podSender tells the kubelet which pods the API server has.
func podSender(ctx context.Context, config *kubeletconfig.PodConfig) func([]*v1.Pod) {
	updates := config.Channel(ctx, kubetypes.ApiserverSource)
	return func(pods []*v1.Pod) {
		updates <- kubetypes.PodUpdate{Pods: pods, Op: kubetypes.SET, Source: kubetypes.ApiserverSource}
	}
}

func startGarbageCollection(_ context.Context, k *kubelet.Kubelet) { k.StartGarbageCollection() }

func runKubelet(_ context.Context, k *kubelet.Kubelet, config *kubeletconfig.PodConfig) {
	k.Run(config.Updates())
}

// leastDuration of what the runtime does.
const leastDuration = 0

// letTimePass has nothing to do before there are relists on demand.
func letTimePass(*kubelet.Kubelet) {}

func (w *world) Close() error { return nil }
