import { defineRule } from '../rule.ts';

/** Upstream: `computeInitContainerActions`: the next container waits until the sidecar has started. */
export const sidecarWithoutStartupProbe = defineRule({
  meta: {
    id: 'sidecar-without-startup-probe',
    severity: 'hint',
    profile: 'strict',
    appliesTo: 'container',
    summary: 'A sidecar that others need says when it has started.',
    messages: {
      missing:
        'The next containers start as soon as this sidecar runs, whether it works already or not; its readiness makes nobody wait. With a startupProbe they wait until it has succeeded.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#differences-from-application-containers',
    ],
  },
  *check({ container }) {
    // Who bothers with a port or a readiness probe is needed by somebody.
    const isNeeded = container.ports.length > 0 || container.probes.some(({ type }) => type === 'readiness');
    if (container.role !== 'sidecar' || !isNeeded || container.node.partial) return;
    const lifecycle = container.node.get('lifecycle');
    if (container.node.get('startupProbe').isSet || lifecycle.get('postStart').isSet || lifecycle.unknown) return;
    yield { message: 'missing', at: container.node.get('startupProbe'), on: container.node.get('restartPolicy').span };
  },
});
