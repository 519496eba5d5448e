import { checkDns1123Label } from '../../kubernetes/names.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidateStatefulSetSpec`. Names of new StatefulSets are checked since 1.33. */
export const invalidServiceName = defineRule({
  meta: {
    id: 'invalid-service-name',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'serviceName of a StatefulSet can be the name of a Service.',
    messages: {
      invalid: '"{name}" is not a valid name of a Service: {complaint}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/apps/validation/validation.go',
    ],
  },
  *check({ workload }, { kubernetes }) {
    if (workload.kind.kind !== 'StatefulSet' || compareReleases(kubernetes, '1.33') < 0) return;
    const node = workload.object.root.get('spec').get('serviceName');
    const [complaint] = node.string ? checkDns1123Label(node.string) : [];
    if (complaint !== undefined)
      yield { message: 'invalid', at: node, data: { name: node.string!, complaint: plainComplaint(complaint) } };
  },
});
