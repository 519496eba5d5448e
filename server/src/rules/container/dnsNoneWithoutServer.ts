import { defineRule } from '../rule.ts';

/** Upstream: `validatePodDNSConfig`. */
export const dnsNoneWithoutServer = defineRule({
  meta: {
    id: 'dns-none-without-server',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'dnsPolicy: None comes with at least one name server.',
    messages: {
      missing: 'dnsPolicy: None needs a name server in dnsConfig.nameservers.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }) {
    const policy = pod.spec.get('dnsPolicy');
    if (policy.value !== 'None') return;
    const config = pod.spec.get('dnsConfig');
    const servers = config.get('nameservers');
    if (config.unknown || servers.unknown || servers.partial || servers.items().length > 0) return;
    yield { message: 'missing', at: config.isSet ? servers : config, on: policy.span };
  },
});
