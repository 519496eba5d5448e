import { checkDns1123Subdomain } from '../../kubernetes/names.ts';
import { removeField } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateService` and the checks of traffic policies that it calls. */
export const serviceTypeContradiction = defineRule({
  meta: {
    id: 'service-type-contradiction',
    severity: 'error',
    appliesTo: 'object',
    summary: 'What a Service sets fits its type.',
    messages: {
      headless: 'A Service of type {type} can’t be headless: it is reached from outside. Remove clusterIP: None.',
      noClusterIp: 'An ExternalName must not have {field}: it is only a DNS record. Remove it.',
      externalName: 'A Service of type ExternalName needs externalName: the DNS name that clients are sent to.',
      externalNameInvalid: '"{value}" is not a DNS name.',
      onlyLoadBalancer: '{field} is allowed only with type: LoadBalancer. Remove it.',
      onlyExternal: '{field} is allowed only with type: NodePort or LoadBalancer. Remove it.',
      healthCheckPort: '{field} must be a number from 1 to 65535, not {value}.',
      healthCheck: '{field} is allowed only with type: LoadBalancer and externalTrafficPolicy: Local. Remove it.',
      internal: 'internalTrafficPolicy must be Cluster or Local. Remove it, or set one of them.',
      affinityTimeout: 'timeoutSeconds of the session affinity must be from 1 to 86400, not {value}.',
      remove: 'Remove {field}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ object }) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') return;
    const spec = object.root.get('spec');
    const typeNode = spec.get('type');
    if (typeNode.unknown || spec.unknown || (typeNode.isSet && typeNode.string === undefined)) return;
    const type = typeNode.string || 'ClusterIP';
    const unfit = (name: string, message: 'noClusterIp' | 'onlyLoadBalancer' | 'onlyExternal' | 'healthCheck') => {
      const node = spec.get(name);
      return {
        message,
        at: node,
        on: 'key',
        data: { field: name },
        fixes: () => [{ title: 'remove', safe: false, edits: removeField(node) } as const],
      } as const;
    };
    const has = (name: string) => spec.get(name).isSet && !spec.get(name).unknown && spec.get(name).value !== '';
    const addresses = spec.get('clusterIPs').items();
    // Where only one of the two is written, the API server fills in the list.
    const [address = spec.get('clusterIP')] = addresses;
    if ((type === 'NodePort' || type === 'LoadBalancer') && address.value === 'None' && addresses.length < 2)
      yield { message: 'headless', at: address, path: [...spec.path, 'clusterIPs', 0], data: { type } };
    if (type === 'ExternalName') {
      const name = spec.get('externalName');
      const value = name.isSet ? name.string : '';
      const host = value?.replace(/\.$/, '');
      if (host === '' && !name.partial) yield { message: 'externalName', at: name };
      else if (host && checkDns1123Subdomain(host).length > 0)
        yield { message: 'externalNameInvalid', at: name, data: { value: value! } };
      for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
        const node = spec.get(field);
        // A policy that is empty is written all the same.
        const isThere = node.isList ? node.items().length > 0 : has(field) || (field.endsWith('Policy') && node.isSet);
        if (!isThere || node.unknown) continue;
        yield {
          ...unfit(field, 'noClusterIp'),
          ...(field === 'clusterIP' ? { path: [...spec.path, 'clusterIPs'] } : {}),
        };
      }
    }
    if (type !== 'LoadBalancer') {
      if (has('allocateLoadBalancerNodePorts')) yield unfit('allocateLoadBalancerNodePorts', 'onlyLoadBalancer');
      if (has('loadBalancerClass')) yield unfit('loadBalancerClass', 'onlyLoadBalancer');
      if (spec.get('loadBalancerSourceRanges').items().length > 0)
        yield {
          ...unfit('loadBalancerSourceRanges', 'onlyLoadBalancer'),
          path: [...spec.path, 'LoadBalancerSourceRanges'],
        };
    }
    const hasAddresses = type === 'ClusterIP' && spec.get('externalIPs').items().length > 0;
    const isExternal = type === 'NodePort' || type === 'LoadBalancer' || hasAddresses;
    if (!isExternal && has('externalTrafficPolicy') && !spec.get('externalIPs').unknown)
      yield unfit('externalTrafficPolicy', 'onlyExternal');
    const isLocal = spec.get('externalTrafficPolicy').value === 'Local' || spec.get('externalTrafficPolicy').unknown;
    const healthCheckPort = spec.get('healthCheckNodePort');
    const { integer: port = 0 } = healthCheckPort;
    if (port !== 0 && !(type === 'LoadBalancer' && isLocal)) yield unfit('healthCheckNodePort', 'healthCheck');
    else if (port < 0 || port > 65535)
      yield {
        message: 'healthCheckPort',
        at: healthCheckPort,
        data: { field: 'healthCheckNodePort', value: port },
      };
    const affinity = spec.get('sessionAffinity');
    const timeout = spec.at(['sessionAffinityConfig', 'clientIP', 'timeoutSeconds']);
    // Without ClientIP the configuration is dropped.
    if (
      affinity.value === 'ClientIP' &&
      timeout.integer !== undefined &&
      (timeout.integer < 1 || timeout.integer > 86400)
    )
      yield { message: 'affinityTimeout', at: timeout, data: { value: timeout.integer } };
    const internal = spec.get('internalTrafficPolicy');
    if (internal.value === '') yield { message: 'internal', at: internal };
  },
});
