import { checkQualifiedName } from '../../kubernetes/names.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateReadinessGates`, `validateSchedulingGates`, `ValidatePodCreate`. */
export const invalidGate = defineRule({
  meta: {
    id: 'invalid-gate',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Readiness and scheduling gates have valid, different names.',
    messages: {
      name: '"{value}" is not a valid name of a gate: {complaint}.',
      duplicate: 'Scheduling gate "{value}" is listed twice.',
      nodeName: 'A pod with scheduling gates must not have nodeName: it waits for its node.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ workload, pod }) {
    for (const gate of pod.spec.get('readinessGates').items()) {
      const node = gate.get('conditionType');
      const value = node.isSet ? node.string : '';
      const [complaint] = value === undefined || gate.unknown ? [] : checkQualifiedName(value);
      if (complaint !== undefined)
        yield { message: 'name', at: node, data: { value: value!, complaint: plainComplaint(complaint) } };
    }
    const seen = new Set<string>();
    const gates = pod.spec.get('schedulingGates').items();
    for (const gate of gates) {
      const node = gate.get('name');
      const value = node.isSet ? node.string : '';
      if (value === undefined || gate.unknown) continue;
      const [complaint] = checkQualifiedName(value);
      if (complaint !== undefined)
        yield { message: 'name', at: node, path: gate.path, data: { value, complaint: plainComplaint(complaint) } };
      if (seen.has(value)) yield { message: 'duplicate', at: node, path: gate.path, data: { value } };
      seen.add(value);
    }
    const nodeName = pod.spec.get('nodeName');
    if (workload.kind.kind === 'Pod' && gates.length > 0 && nodeName.string)
      yield { message: 'nodeName', at: nodeName };
  },
});
