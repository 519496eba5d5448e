package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	v1 "k8s.io/api/core/v1"
)

// writePullRecords leaves what the kubelet keeps of earlier pulls: that images were pulled with a secret of other pods.
// Upstream: pkg/kubelet/images/pullmanager/fs_pullrecords.go.
func (w *world) writePullRecords(pod *v1.Pod) {
	for _, container := range append(append([]v1.Container{}, pod.Spec.InitContainers...), pod.Spec.Containers...) {
		if accessible := w.script(container.Name).Image.Accessible; accessible == nil || *accessible {
			continue
		}
		repository, _, _ := strings.Cut(container.Image, ":")
		secret := map[string]any{"uid": "other", "namespace": "other", "name": "other", "credentialHash": "other"}
		record, err := json.Marshal(map[string]any{
			"apiVersion":      "kubelet.config.k8s.io/v1alpha1",
			"kind":            "ImagePulledRecord",
			"lastUpdatedTime": "1999-12-31T00:00:00Z",
			"imageRef":        container.Image,
			"credentialMapping": map[string]any{
				repository: map[string]any{"kubernetesSecrets": []any{secret}},
			},
		})
		if err != nil {
			panic(err)
		}
		directory := filepath.Join(rootDirectory(), "image_manager", "pulled")
		if err := os.MkdirAll(directory, 0o700); err != nil {
			panic(err)
		}
		name := fmt.Sprintf("sha256-%x", sha256.Sum256([]byte(container.Image)))
		if err := os.WriteFile(filepath.Join(directory, name), record, 0o600); err != nil {
			panic(err)
		}
	}
}
