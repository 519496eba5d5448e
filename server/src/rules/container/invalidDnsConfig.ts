import { isIpAddress } from '../../kubernetes/addresses.ts';
import { checkDns1123Subdomain } from '../../kubernetes/names.ts';
import { compareReleases } from '../../schema/release.ts';
import { plainComplaint } from '../complaint.ts';
import { objectsIn, textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';

const mostServers = 3;
const mostSearches = 32;
const longestSearchList = 2048;

/** Upstream: `validatePodDNSConfig`, `ValidateHostAliases`. */
export const invalidDnsConfig = defineRule({
  meta: {
    id: 'invalid-dns-config',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'dnsConfig and hostAliases hold addresses and names.',
    messages: {
      address: '"{value}" is not an IP address.',
      tooManyServers: 'dnsConfig can have at most {limit} name servers, not {count}.',
      tooManyDomains: 'dnsConfig can have at most {limit} search domains, not {count}.',
      tooLong: 'The search list can have at most {limit} characters, not {count}.',
      name: '"{value}" is not a DNS name: {complaint}.',
      option: 'This option needs a name.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ pod }, { kubernetes }) {
    const isStrict = compareReleases(kubernetes, '1.36') >= 0;
    const config = pod.spec.get('dnsConfig');
    const servers = config.get('nameservers');
    const isWithout = pod.spec.get('dnsPolicy').value === 'None' && servers.items().length === 0;
    // dns-none-without-server says it all.
    if (!isWithout) {
      const searches = config.get('searches');
      for (const { list, message, limit } of [
        { list: servers, message: 'tooManyServers', limit: mostServers },
        { list: searches, message: 'tooManyDomains', limit: mostSearches },
      ] as const) {
        const count = list.items().length;
        if (count > limit) yield { message, at: list, on: 'key', data: { count, limit } };
      }
      for (const item of servers.items()) {
        const value = textOf(item);
        if (value !== undefined && !isIpAddress(value, isStrict))
          yield { message: 'address', at: item, data: { value } };
      }
      const list = searches.items().map(textOf);
      const count = list.join(' ').length;
      if (!list.includes(undefined) && count > longestSearchList)
        yield { message: 'tooLong', at: searches, on: 'key', data: { count, limit: longestSearchList } };
      // Upstream: RelaxedDNSSearchValidation.
      const isRelaxed = compareReleases(kubernetes, '1.33') >= 0;
      for (const item of searches.items()) {
        const value = textOf(item);
        if (value === undefined || (isRelaxed && value === '.')) continue;
        const name = value.replace(/\.$/, '');
        const [complaint] = checkDns1123Subdomain(isRelaxed ? name.replaceAll('_', 'a') : name);
        if (complaint !== undefined)
          yield { message: 'name', at: item, data: { value, complaint: plainComplaint(complaint) } };
      }
      for (const option of objectsIn(config.get('options'))) {
        if (textOf(option.get('name')) === '') yield { message: 'option', at: option, on: 'key' };
      }
    }
    for (const alias of objectsIn(pod.spec.get('hostAliases'))) {
      const ip = alias.get('ip');
      if (ip.string && !isIpAddress(ip.string, isStrict))
        yield { message: 'address', at: ip, data: { value: ip.string } };
      for (const item of alias.get('hostnames').items()) {
        const value = textOf(item);
        const [complaint] = value === undefined ? [] : checkDns1123Subdomain(value);
        if (complaint !== undefined)
          yield { message: 'name', at: item, data: { value: value!, complaint: plainComplaint(complaint) } };
      }
    }
  },
});
