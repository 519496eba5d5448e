import { seconds } from '../../base/message.ts';
import { addMapping, type Plain } from '../../manifest/edit.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { copiedHandler } from '../copiedHandler.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `computeInitContainerActions`: the next container waits until the sidecar has started. */
export const sidecarWithoutStartupProbe = defineRule({
  meta: {
    id: 'sidecar-without-startup-probe',
    severity: 'information',
    mild: { severity: 'hint', profile: 'strict' },
    appliesTo: 'container',
    summary: 'A sidecar that others need says when it has started.',
    messages: {
      asked: {
        text: 'Container {other} starts 0–1 s after this sidecar, even if port {port}, which it asks, does not answer yet.',
        detail: 'No container waits for a readiness probe. With a startupProbe {other} starts when that has succeeded.',
      },
      missing: {
        text: 'The next containers start 0–1 s after this sidecar, even if it does not work yet.',
        detail: 'No container waits for a readiness probe. With a startupProbe they start when that has succeeded.',
      },
      other: 'Container {other}',
      like: 'Add a startupProbe like the readinessProbe, asked every second for up to {limit}',
      connect: 'Add a startupProbe that connects to port {port} every second for up to {limit}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#differences-from-application-containers',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_container.go',
    ],
  },
  *check({ pod, container }) {
    // Who bothers with a port or a readiness probe is needed by somebody.
    const readiness = container.probes.find(({ type }) => type === 'readiness');
    const isNeeded = container.ports.length > 0 || readiness !== undefined;
    if (container.role !== 'sidecar' || !isNeeded || container.node.partial) return;
    const lifecycle = container.node.get('lifecycle');
    if (container.node.get('startupProbe').isSet || lifecycle.get('postStart').isSet || lifecycle.unknown) return;
    const later = [...pod.initContainers.slice(pod.initContainers.indexOf(container) + 1), ...pod.containers];
    const asks = later.flatMap((other) => {
      const port = portAsked(container, other);
      return port === undefined || other.name.value === undefined ? [] : [{ other, port }];
    })[0];
    yield {
      message: asks ? 'asked' : 'missing',
      mild: asks === undefined,
      at: container.node.get('startupProbe'),
      on: container.node.get('restartPolicy').span,
      data: asks ? { other: asks.other.name.value!, port: asks.port } : {},
      related: asks ? [{ at: asks.other.name.node, message: 'other', data: { other: asks.other.name.value! } }] : [],
      fixes: () => {
        const add = (handler: { readonly [key: string]: Plain }) =>
          addMapping(container.node, 'startupProbe', { ...handler, periodSeconds: 1, failureThreshold: 60 });
        const handler = readiness && copiedHandler(readiness);
        if (handler) return [{ title: 'like', data: { limit: seconds(60) }, safe: false, edits: add(handler) }];
        const tcp = container.ports.filter(({ protocol }) => protocol.value === 'TCP');
        const port = asks?.port ?? (tcp.length === 1 ? tcp[0]?.containerPort.value : undefined);
        if (port === undefined) return [];
        return [
          { title: 'connect', data: { port, limit: seconds(60) }, safe: false, edits: add({ tcpSocket: { port } }) },
        ];
      },
    };
  },
});

/** The port of a sidecar that another container speaks of as one of its own machine. */
function portAsked({ ports }: ContainerModel, { node }: ContainerModel): number | undefined {
  const written = node.document.text.slice(node.extent.start, node.extent.end);
  const asked = [...written.matchAll(/\b(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)\b/g)].map(([, port]) => Number(port));
  return ports.find(
    ({ containerPort, protocol }) => protocol.value === 'TCP' && asked.includes(containerPort.value ?? 0),
  )?.containerPort.value;
}
