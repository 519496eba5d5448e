import { allOf } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/** The ports that Services usually have, whatever the port of the container is. */
const servicePorts: ReadonlySet<number> = new Set([80, 443]);

/**
 * A probe asks the pod itself, never through a Service. A container may listen on a port that it does not declare, so only
 * the ports are reported that Services usually have.
 */
export const probeAsksServicePort = defineRule({
  meta: {
    id: 'probe-asks-service-port',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'A probe asks a port of the container, not the port of its Service.',
    messages: {
      undeclared: {
        text: 'The {probe} probe asks port {port}, but this container declares only {own}: the probe most likely fails.',
        detail:
          'The kubelet asks the pod directly, so the port of a Service does not count. Use the port on which the container listens.',
      },
      use: 'Use port {own}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/prober.go',
    ],
  },
  *check({ container, pod }) {
    const { node, ports } = container;
    const list = node.get('ports');
    if (node.partial || list.partial || list.unknown || ports.length === 0) return;
    const own = ports.flatMap(({ containerPort }) => containerPort.value ?? []);
    const network = pod.spec.get('hostNetwork');
    if (own.length < ports.length || network.unknown || network.value === true) return;
    // Who declares a port for metrics alone does not declare those for requests.
    if (ports.every(({ name }) => /metric|prom|monitor/.test(name.value ?? ''))) return;
    for (const { type, node: handler, probe } of checkedHandlers(container)) {
      const at = handler.get('port');
      const port = at.integer;
      if (!probe || type === 'exec' || type === 'sleep' || port === undefined || !servicePorts.has(port)) continue;
      if (handler.get('host').isSet || handler.get('host').unknown) continue;
      // Another container of the pod may be meant.
      const mayBeDeclared = pod.allContainers.some(
        (other) =>
          other.node.get('ports').unknown ||
          other.node.get('ports').partial ||
          other.ports.some(({ containerPort: { value } }) => value === undefined || value === port),
      );
      if (mayBeDeclared) continue;
      const [only, ...more] = own;
      yield {
        message: 'undeclared',
        at,
        data: { probe: probe.type, port, own: allOf(own.map(String)) },
        fixes: () =>
          only !== undefined && more.length === 0
            ? [{ title: 'use', data: { own: only }, safe: false, edits: replaceValue(at, String(only)) }]
            : [],
      };
    }
  },
});
