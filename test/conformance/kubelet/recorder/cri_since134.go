//go:build k134 || k135 || k136 || k137

package main

import (
	"google.golang.org/protobuf/proto"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1"
)

func copyOfSandbox(status *cri.PodSandboxStatus) *cri.PodSandboxStatus {
	return proto.Clone(status).(*cri.PodSandboxStatus)
}

func copyOfContainer(status *cri.ContainerStatus) *cri.ContainerStatus {
	return proto.Clone(status).(*cri.ContainerStatus)
}

func imageOf(spec *cri.ImageSpec) *cri.Image {
	return &cri.Image{Id: spec.Image, RepoTags: []string{spec.Image}, Size: imageSize, Spec: spec}
}
