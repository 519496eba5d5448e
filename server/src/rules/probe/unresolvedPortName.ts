import { timeRange } from '../../base/message.ts';
import { checkPortName } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { ifAlwaysFailing } from '../consequence.ts';
import { checkedHandlers, namedPorts } from '../handlers.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/**
 * A port's name is looked up each time, in the ports of the probe's own container. Upstream: `ResolveContainerPort` in
 * `pkg/probe/util.go`; an unknown name ends as an error, before 1.37 `strconv.Atoi: parsing "…"`, and errors are discarded (`pkg/kubelet/prober/worker.go`).
 */
export const unresolvedPortName = defineRule({
  meta: {
    id: 'unresolved-port-name',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'The port name in a probe or hook is one of the container’s own ports.',
    messages: {
      liveness: {
        text: 'No port is named "{name}". Every attempt errors, so this probe never restarts the container.',
        detail:
          '{named} The API server accepts the name, but an attempt that ends as an error neither succeeds nor fails. Use a port’s number, or name it in ports.',
      },
      livenessTimed: {
        text: 'No port is named "{name}". Every attempt errors, so this probe never restarts the container.',
        detail:
          '{named} The API server accepts the name, but an attempt that ends as an error neither succeeds nor fails. It should restart the container {meant} after a hang begins.',
      },
      readiness: {
        text: 'No port is named "{name}", so every attempt errors. {consequence}',
        detail: '{named} The API server accepts the name, but the kubelet does not find it.',
      },
      startup: {
        text: 'No port is named "{name}". Every attempt errors, so the container never counts as started or ready.',
        detail:
          '{named} The API server accepts the name, but an attempt that ends as an error neither succeeds nor fails. The liveness probe never begins.',
      },
      hook: {
        text: 'No port is named "{name}", so the {owner} fails each time.',
        detail: '{named} The API server accepts the name, but the kubelet does not find it.',
      },
      elsewhere: 'Another container names its port "{name}", but a probe sees only the ports of its own container.',
      use: 'Use port {port}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/probe/util.go',
    ],
  },
  *check({ workload, container, pod }) {
    for (const { type, node: handler, owner, probe } of checkedHandlers(container)) {
      if (type !== 'httpGet' && type !== 'tcpSocket') continue;
      const node = handler.get('port');
      const name = node.string;
      if (name === undefined || checkPortName(name).length > 0) continue;
      const { ports } = container;
      if (ports.some((port) => port.name.value === name || port.name.origin === 'unknown')) continue;
      if (container.node.get('ports').partial || container.node.get('ports').unknown) continue;
      const elsewhere = pod.allContainers.flatMap((other) => other.ports).find((port) => port.name.value === name);
      const meant =
        probe?.type === 'liveness' ? timingOf(workload, container)?.stopsAnswering?.error.killed : undefined;
      yield {
        message: !probe ? 'hook' : meant ? 'livenessTimed' : probe.type,
        at: node,
        data: {
          name,
          owner,
          named: namedPorts(container),
          ...(meant ? { meant: timeRange(meant) } : {}),
          ...(probe ? { consequence: ifAlwaysFailing(workload, container, probe) } : {}),
        },
        related: elsewhere ? [{ at: elsewhere.name.node, message: 'elsewhere' }] : [],
        fixes: () => {
          const usable = ports.filter((port) => port.protocol.value === 'TCP');
          const names = usable.flatMap((port) => (port.name.value ? [port.name.value] : []));
          const close = suggest(name, names);
          const others = usable
            .map((port) => port.name.value || port.containerPort.value)
            .filter((port) => port !== undefined && port !== close)
            .map(String);
          return [...(close ? [close] : []), ...others].map((port) => ({
            title: 'use' as const,
            data: { port },
            safe: false,
            edits: replaceValue(node, port),
          }));
        },
      };
    }
  },
});
