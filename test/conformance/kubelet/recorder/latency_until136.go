//go:build k133 || k134 || k135 || k136

package main

import kubeletutil "k8s.io/kubernetes/pkg/kubelet/util"

func newNodeStartupLatencyTracker() kubeletutil.NodeStartupLatencyTracker {
	return kubeletutil.NewNodeStartupLatencyTracker()
}
