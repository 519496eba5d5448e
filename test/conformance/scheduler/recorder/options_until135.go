//go:build !k136 && !k137

package main

import (
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
)

func moreOptions(*cache.Snapshot) []frameworkruntime.Option { return nil }
