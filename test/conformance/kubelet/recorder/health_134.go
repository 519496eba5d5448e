//go:build k134

package main

import "k8s.io/kubernetes/pkg/kubelet/watchdog"

func newHealthChecker() watchdog.HealthChecker {
	checker, err := watchdog.NewHealthChecker()
	if err != nil {
		panic(err)
	}
	return checker
}
