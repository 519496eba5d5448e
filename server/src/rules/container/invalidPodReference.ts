import { isGateOn } from '../../kubernetes/gates.ts';
import { checkDns1123Label, checkDns1123Subdomain, type NameCheck } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule, type RawFinding } from '../rule.ts';

const fields: Readonly<Record<string, NameCheck>> = {
  serviceAccountName: checkDns1123Subdomain,
  nodeName: checkDns1123Subdomain,
  priorityClassName: checkDns1123Subdomain,
  runtimeClassName: checkDns1123Subdomain,
  hostname: checkDns1123Label,
  subdomain: checkDns1123Label,
};

const longestHostname = 64;

/** Upstream: `ValidatePodSpec`. A StatefulSet sets host name and subdomain itself, whatever is written. */
export const invalidPodReference = defineRule({
  meta: {
    id: 'invalid-pod-reference',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'The names of objects that a pod refers to are valid.',
    messages: {
      invalid: '"{value}" is not a valid {field}: {complaint}.',
      long: 'hostnameOverride must have 64 characters at most, and has {length}.',
      beside: 'A pod with {field}: true must not have hostnameOverride.',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ workload, pod }, { kubernetes, gates }) {
    if (isGateOn('HostnameOverride', kubernetes, gates)) yield* checkHostnameOverride(pod.spec);
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

/** Upstream: `validatePodHostName`. */
function* checkHostnameOverride(spec: ManifestNode): Generator<RawFinding<'invalid' | 'long' | 'beside'>> {
  const node = spec.get('hostnameOverride');
  const value = node.isSet ? node.string : undefined;
  if (value === undefined) return;
  for (const field of ['setHostnameAsFQDN', 'hostNetwork']) {
    if (spec.get(field).value === true) yield { message: 'beside', at: node, on: 'key', data: { field } };
  }
  if (value.length > longestHostname) yield { message: 'long', at: node, data: { length: value.length } };
  const [complaint] = checkDns1123Subdomain(value);
  if (complaint !== undefined) {
    const data = { value, field: 'hostnameOverride', complaint: plainComplaint(complaint) };
    yield { message: 'invalid', at: node, data };
  }
}
