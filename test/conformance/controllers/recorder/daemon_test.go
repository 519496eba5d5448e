package recorder

import (
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var nodes = v1.SchemeGroupVersion.WithResource("nodes")

func (s *server) addNode(name string) {
	check(s.tracker.Create(nodes, &v1.Node{ObjectMeta: metav1.ObjectMeta{Name: name}}, ""))
}

// A node joins, or its taint changes.
func (s *server) changeNode(name string, effect *string) {
	if effect == nil {
		s.addNode(name)
		return
	}
	current, err := s.tracker.Get(nodes, "", name)
	check(err)
	after := current.(*v1.Node).DeepCopy()
	after.Spec.Taints = nil
	if *effect != "" {
		after.Spec.Taints = []v1.Taint{{Key: "maintenance", Effect: v1.TaintEffect(*effect)}}
	}
	check(s.tracker.Update(nodes, after, ""))
}
