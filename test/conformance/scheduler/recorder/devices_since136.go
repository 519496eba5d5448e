//go:build k136 || k137

package main

import (
	v1 "k8s.io/api/core/v1"
	resource "k8s.io/api/resource/v1"
	fwk "k8s.io/kube-scheduler/framework"
)

// noDevices is a cluster without classes of devices, which extended resources could stand for.
type noDevices struct{ fwk.SharedDRAManager }

func (noDevices) DeviceClassResolver() fwk.DeviceClassResolver { return noClasses{} }

type noClasses struct{}

func (noClasses) GetDeviceClass(v1.ResourceName) *resource.DeviceClass { return nil }
