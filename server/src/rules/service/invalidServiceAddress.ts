import { isCidr, isIpAddress, isSpecialAddress } from '../../kubernetes/addresses.ts';
import { checkQualifiedName } from '../../kubernetes/names.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';
import { checkClusterIps, clusterIpMessages } from './clusterIps.ts';

/** Upstream: `ValidateService`, `ValidateServiceClusterIPsRelatedFields`. */
export const invalidServiceAddress = defineRule({
  meta: {
    id: 'invalid-service-address',
    severity: 'error',
    appliesTo: 'object',
    summary: 'The addresses of a Service are IP addresses and ranges.',
    messages: {
      address: '"{value}" is not an IP address.',
      ...clusterIpMessages,
      special: '{value} can’t be an external address: it is not reachable from outside the node.',
      range: '"{value}" is not a range of IP addresses, such as 10.0.0.0/8.',
      className: '"{value}" is not a valid loadBalancerClass: {complaint}.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ object }, { kubernetes }) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') return;
    const isStrict = compareReleases(kubernetes, '1.36') >= 0;
    const spec = object.root.get('spec');
    const type = textOf(spec.get('type'));
    if (type !== undefined && type !== 'ExternalName') yield* checkClusterIps(spec, isStrict);
    for (const item of spec.get('externalIPs').items()) {
      const value = textOf(item);
      if (value === undefined) continue;
      if (!isIpAddress(value, isStrict)) yield { message: 'address', at: item, data: { value } };
      else if (isSpecialAddress(value)) yield { message: 'special', at: item, data: { value } };
    }
    const ranges = spec.get('loadBalancerSourceRanges');
    for (const [index, item] of ranges.items().entries()) {
      const value = textOf(item);
      if (value !== undefined && !isCidr(value.trim()))
        yield { message: 'range', at: item, path: [...spec.path, 'LoadBalancerSourceRanges', index], data: { value } };
    }
    const className = spec.get('loadBalancerClass');
    const [complaint] = className.string === undefined ? [] : checkQualifiedName(className.string);
    if (complaint !== undefined && type === 'LoadBalancer')
      yield {
        message: 'className',
        at: className,
        data: { value: className.string!, complaint: plainComplaint(complaint) },
      };
  },
});
