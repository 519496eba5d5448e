//go:build k133

package main

import cri "k8s.io/cri-api/pkg/apis/runtime/v1"

func copyOfSandbox(status *cri.PodSandboxStatus) *cri.PodSandboxStatus {
	result := *status
	return &result
}

func copyOfContainer(status *cri.ContainerStatus) *cri.ContainerStatus {
	result := *status
	return &result
}

func imageOf(spec *cri.ImageSpec) *cri.Image {
	return &cri.Image{Id: spec.Image, RepoTags: []string{spec.Image}, Size_: imageSize, Spec: spec}
}
