import { asInteger, readField } from '../../manifest/field.ts';
import { shownName } from '../../manifest/index/facts.ts';
import { sameData } from '../../manifest/index/sameData.ts';
import type { IndexedService } from '../../manifest/index/workspaceIndex.ts';
import { readLabels } from '../../manifest/labels.ts';
import { defineRule } from '../rule.ts';

/**
 * Only a headless Service makes its pods known under names of their own, and its own name lead to all of them.
 * Upstream: `StatefulSetSpec.ServiceName` in `staging/src/k8s.io/api/apps/v1/types.go`; sections 2.3 and 2.4 of Kubernetes'
 * DNS specification.
 */
export const governingServiceNotHeadless = defineRule({
  meta: {
    id: 'governing-service-not-headless',
    severity: 'warning',
    mild: { severity: 'hint', profile: 'strict' },
    appliesTo: 'workloadInWorkspace',
    summary: 'The Service that gives the pods of a StatefulSet their names is there and headless.',
    messages: {
      notHeadless: {
        text: 'Service {service} is not headless: its name leads to one address, not to the pods of this StatefulSet.',
        detail:
          'Kubernetes promises names such as {pod}.{service} only under a headless Service. Name one with clusterIP: None here; clients can keep this one.',
      },
      missing: {
        text: 'Service {service} is not in view: without it the pods have no DNS names such as {pod}.{service}.',
        detail:
          'The API server does not look whether it exists. Add a headless Service (clusterIP: None) of this name, or name the right one.',
      },
      service: 'Service {service} has no clusterIP: None',
      selects: 'Service {other} selects these pods',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
      'https://github.com/kubernetes/dns/blob/master/docs/specification.md',
    ],
  },
  *check({ workload, facts, workspace }) {
    const { kind, object } = workload;
    if (kind.kind !== 'StatefulSet' || typeof facts.name !== 'string') return;
    const spec = object.root.get('spec');
    const at = spec.get('serviceName');
    const service = at.string;
    if (!service || workspace.mayBePatched(facts)) return;
    const data = { service, pod: `${facts.name}-0` };
    // A single pod has no peers that could look for it.
    const mild = readField(spec.get('replicas'), { read: asInteger, default: 1 }).value === 1;
    const governing = workspace.serviceNamed(service, facts.namespace);
    const [found] = governing;
    if (found) {
      if (governing.some(({ facts }) => !hasOneAddress(facts) || workspace.mayBePatched(facts))) return;
      yield { message: 'notHeadless', mild, at, data, related: [{ at: found, message: 'service', data }] };
      return;
    }
    const isElsewhere = workspace.objectsNamed('Service', service).length > 0;
    if (!workspace.complete || workspace.isKustomized() || isElsewhere) return;
    const others = workspace.servicesFor(facts);
    if (others.some(({ facts: { name } }) => typeof name !== 'string')) return;
    const own = readLabels(spec.get('selector').get('matchLabels'));
    const other = others.find(({ facts: { service } }) => sameData(service.selector?.pairs, own));
    if (!other) return;
    const selects = { at: other, message: 'selects', data: { other: shownName(other.facts) } } as const;
    yield { message: 'missing', mild, at, data, related: [selects] };
  },
});

/** Whether it is known that the name leads to one virtual address; who fills a Service without selector, decides more. */
function hasOneAddress({ service }: IndexedService['facts']): boolean {
  return service.headless === false && service.selector !== undefined;
}
