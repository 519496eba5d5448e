//go:build k135 || k136 || k137

package main

import (
	"context"

	"k8s.io/klog/v2"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/config"
	"k8s.io/kubernetes/pkg/kubelet/pluginmanager/cache"
	"k8s.io/kubernetes/pkg/kubelet/watchdog"
)

// noPlugins waits for no plugins: a watch on files would stop the clock.
type noPlugins struct{}

func (noPlugins) Run(context.Context, kubeletconfig.SourcesReady, <-chan struct{}) {}
func (noPlugins) AddHandler(string, cache.PluginHandler)                           {}

func newHealthChecker() watchdog.HealthChecker {
	checker, err := watchdog.NewHealthChecker(klog.Background())
	if err != nil {
		panic(err)
	}
	return checker
}
