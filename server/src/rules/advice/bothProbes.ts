import { defineRule } from '../rule.ts';

export const bothProbes = defineRule({
  meta: {
    id: 'both-probes',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'container',
    summary: 'A container that serves has a readiness probe and a liveness probe.',
    messages: {
      neither:
        'This container has neither a readiness nor a liveness probe: it gets requests while it starts, and stays as it is when it hangs. Configure both.',
      liveness:
        'This container has no liveness probe: if it hangs, it stays out of the endpoints and is never restarted. Add a livenessProbe that is more patient than the readinessProbe, if a restart would help.',
    },
    references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  },
  *check({ workload, container }) {
    const { node, ports, role } = container;
    if (!workload.kind.servedByServices || role !== 'regular' || ports.length === 0 || node.partial) return;
    const [liveness, readiness] = [node.get('livenessProbe'), node.get('readinessProbe')];
    // Only readiness missing: `liveness-without-readiness` says so to everybody.
    if (liveness.isSet || liveness.unknown || readiness.unknown) return;
    yield {
      message: readiness.isSet ? 'liveness' : 'neither',
      at: liveness,
      on: container.name.node.isSet ? container.name.node.span : node.keySpan,
    };
  },
});
