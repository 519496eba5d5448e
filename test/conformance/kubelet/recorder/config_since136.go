//go:build k136 || k137

package main

import (
	"context"
	"reflect"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/record"
	"k8s.io/kubernetes/pkg/kubelet"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/config"
	kubetypes "k8s.io/kubernetes/pkg/kubelet/types"
	kubeletutil "k8s.io/kubernetes/pkg/kubelet/util"
	"k8s.io/utils/clock"
)

func newPodConfig(recorder record.EventRecorderLogger, latency kubeletutil.PodStartupLatencyTracker) *kubeletconfig.PodConfig {
	return kubeletconfig.NewPodConfig(recorder, latency)
}

// podSender tells the kubelet which pods the API server has, in a type that has no name outside.
func podSender(ctx context.Context, config *kubeletconfig.PodConfig) func([]*v1.Pod) {
	updates := reflect.ValueOf(config.Channel(ctx, kubetypes.ApiserverSource))
	return func(pods []*v1.Pod) {
		update := reflect.New(updates.Type().Elem()).Elem()
		update.FieldByName("Pods").Set(reflect.ValueOf(pods))
		updates.Send(update)
	}
}

func startGarbageCollection(ctx context.Context, k *kubelet.Kubelet) { k.StartGarbageCollection(ctx) }

func runKubelet(ctx context.Context, k *kubelet.Kubelet, config *kubeletconfig.PodConfig) {
	k.Run(ctx, config.Updates())
}

// leastDuration of what the runtime does: under a real clock, a relist on demand is always later than its sync.
const leastDuration = time.Nanosecond

// letTimePass makes a relist on demand later than the sync that asks for it.
func letTimePass(k *kubelet.Kubelet) {
	pleg := part(reflect.ValueOf(k), "pleg").Elem()
	part(pleg, "clock").Set(reflect.ValueOf(movingClock{}))
}

type movingClock struct{ clock.RealClock }

func (c movingClock) Now() time.Time {
	time.Sleep(time.Nanosecond)
	return c.RealClock.Now()
}

func (w *world) Close(context.Context) error { return nil }
