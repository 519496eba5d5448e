import { checkDns1123Label, checkDns1123Subdomain } from '../../kubernetes/names.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validatePodResourceClaims`, `validateResourceClaimNames`. Claims are dropped unseen before 1.34. */
export const invalidResourceClaim = defineRule({
  meta: {
    id: 'invalid-resource-claim',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Containers use resource claims that their pod has.',
    messages: {
      duplicate: 'Two resource claims are named "{value}". Names must differ.',
      name: '"{value}" is not a valid {field}: {complaint}.',
      both: 'A claim must have either resourceClaimName or resourceClaimTemplateName, not both.',
      neither: 'A claim needs resourceClaimName or resourceClaimTemplateName.',
      missing: 'The name of a claim is required here.',
      unknown: 'This pod has no resource claim "{value}". Add it to resourceClaims.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }, { kubernetes }) {
    if (compareReleases(kubernetes, '1.34') < 0) return;
    const claims = pod.spec.get('resourceClaims');
    const names = new Set<string>();
    for (const claim of objectsIn(claims)) {
      const node = claim.get('name');
      const value = node.string;
      const [complaint] = value ? checkDns1123Label(value) : [];
      if (value && names.has(value)) yield { message: 'duplicate', at: node, data: { value } };
      else if (complaint !== undefined)
        yield {
          message: 'name',
          at: node,
          data: { value: value!, field: 'name', complaint: plainComplaint(complaint) },
        };
      if (value) names.add(value);
      const sources = ['resourceClaimName', 'resourceClaimTemplateName'].map((field) => claim.get(field));
      if (sources.every((source) => source.isSet)) yield { message: 'both', at: claim, on: 'key' };
      else if (sources.every((source) => !source.isSet && !source.unknown) && !claim.partial)
        yield { message: 'neither', at: claim, on: 'key' };
      for (const source of sources) {
        const [fault] = source.string === undefined ? [] : checkDns1123Subdomain(source.string);
        const field = String(source.path.at(-1));
        if (fault !== undefined)
          yield {
            message: 'name',
            at: source,
            data: { value: source.string!, field, complaint: plainComplaint(fault) },
          };
      }
    }
    const isOpen = claims.unknown || claims.partial || objectsIn(claims).some((claim) => claim.get('name').unknown);
    for (const { node, role } of pod.allContainers) {
      if (role === 'ephemeral') continue;
      const used = new Set<string>();
      for (const claim of objectsIn(node.get('resources').get('claims'))) {
        const value = textOf(claim.get('name'));
        if (value === '') yield { message: 'missing', at: claim, on: 'key' };
        if (!value) continue;
        const request = claim.get('request');
        const [complaint] = request.string ? checkDns1123Label(request.string) : [];
        const key = request.string ? `${value}/${request.string}` : value;
        const overlaps =
          used.has(value) || (!request.string && [...used].some((other) => other.startsWith(`${value}/`)));
        if (complaint !== undefined && !used.has(value))
          yield {
            message: 'name',
            at: request,
            data: { value: request.string!, field: 'request', complaint: plainComplaint(complaint) },
          };
        if (overlaps || used.has(key)) yield { message: 'duplicate', at: claim, on: 'key', data: { value: key } };
        used.add(key);
        if (!names.has(value) && !isOpen) yield { message: 'unknown', at: claim, on: 'key', data: { value } };
      }
    }
  },
});
