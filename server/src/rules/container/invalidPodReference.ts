import { checkDns1123Label, checkDns1123Subdomain, type NameCheck } from '../../kubernetes/names.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

const fields: Readonly<Record<string, NameCheck>> = {
  serviceAccountName: checkDns1123Subdomain,
  nodeName: checkDns1123Subdomain,
  priorityClassName: checkDns1123Subdomain,
  runtimeClassName: checkDns1123Subdomain,
  hostname: checkDns1123Label,
  subdomain: checkDns1123Label,
};

/** Upstream: `ValidatePodSpec`. A StatefulSet sets host name and subdomain itself, whatever is written. */
export const invalidPodReference = defineRule({
  meta: {
    id: 'invalid-pod-reference',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'What a pod refers to by name can have that name.',
    messages: {
      invalid: '"{value}" is not a valid {field}: {complaint}.',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ workload, pod }) {
    for (const [field, check] of Object.entries(fields)) {
      if (workload.kind.kind === 'StatefulSet' && (field === 'hostname' || field === 'subdomain')) continue;
      const own = pod.spec.get(field);
      // The field's old name.
      const node = field === 'serviceAccountName' && !own.isSet && !own.unknown ? pod.spec.get('serviceAccount') : own;
      // Only runtimeClassName tells the empty text from nothing.
      const isGiven = node.string || (field === 'runtimeClassName' && node.string === '');
      const [complaint] = isGiven ? check(node.string!) : [];
      if (complaint !== undefined)
        yield {
          message: 'invalid',
          at: node,
          path: own.path,
          data: { value: node.string!, field, complaint: plainComplaint(complaint) },
        };
    }
  },
});
