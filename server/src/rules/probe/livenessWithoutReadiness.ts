import { defineRule } from '../rule.ts';

export const livenessWithoutReadiness = defineRule({
  meta: {
    id: 'liveness-without-readiness',
    severity: 'hint',
    appliesTo: 'container',
    yieldsTo: ['served-without-readiness'],
    summary: 'A container that is restarted by a liveness probe usually needs a readiness probe too.',
    messages: {
      missing:
        'This container has a liveness probe but no readiness probe, so it counts as ready the moment it starts, and Services send it requests before it can answer. Add a readinessProbe.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe',
    ],
  },
  *check({ workload, container }) {
    if (!workload.kind.servedByServices || container.role !== 'regular' || container.node.partial) return;
    if (container.node.get('readinessProbe').isSet) return;
    const liveness = container.probes.find(({ type }) => type === 'liveness');
    const isServed = container.ports.length > 0 || liveness?.port !== undefined;
    if (liveness && isServed)
      yield { message: 'missing', at: container.node.get('readinessProbe'), on: liveness.node.keySpan };
  },
});
