import { defineRule } from '../rule.ts';

export const bothProbes = defineRule({
  meta: {
    id: 'both-probes',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'container',
    summary: 'A container that serves has a readiness probe and a liveness probe.',
    messages: {
      neither: {
        text: 'Without probes this container gets requests while it starts, and is not restarted when it hangs.',
        detail: 'Add a readinessProbe and a livenessProbe.',
      },
      liveness: {
        text: 'Without a liveness probe this container is not restarted when it hangs; it stays out of the endpoints.',
        detail: 'If a restart would help, add a livenessProbe that is more patient than the readinessProbe.',
      },
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
