//go:build k133 || k134

package main

import (
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/config"
	"k8s.io/kubernetes/pkg/kubelet/pluginmanager/cache"
)

// noPlugins waits for no plugins: a watch on files would stop the clock.
type noPlugins struct{}

func (noPlugins) Run(kubeletconfig.SourcesReady, <-chan struct{}) {}
func (noPlugins) AddHandler(string, cache.PluginHandler)          {}
