import { describeWindow } from '../../analysis/describe.ts';
import { checkPortName } from '../../kubernetes/names.ts';
import type { ProbeType } from '../../kubernetes/pod.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { ifAlwaysFailing } from '../consequence.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';
import { timingOf } from '../timing.ts';

/**
 * A port's name is looked up each time, in the ports of the probe's own container. Upstream: `ResolveContainerPort` in
 * `pkg/kubelet/util/` and `FindPort` of the prober; an unknown name ends as `strconv.Atoi: parsing "…"`,
 * an error, and errors are discarded (`pkg/kubelet/prober/worker.go`).
 */
export const unresolvedPortName = defineRule({
  meta: {
    id: 'unresolved-port-name',
    severity: 'warning',
    appliesTo: 'container',
    summary: 'The port name in a probe or hook is one of the container’s own ports.',
    messages: {
      liveness:
        'No port of this container is named "{name}". The API server accepts that, but each attempt ends as an error, which is neither success nor failure: the liveness probe never restarts the container{meant}. Use a port’s number or name it in ports.',
      readiness:
        'No port of this container is named "{name}". The API server accepts that, but each attempt ends as an error: {consequence}. Use a port’s number or name it in ports.',
      startup:
        'No port of this container is named "{name}". The API server accepts that, but each attempt ends as an error: the container never counts as started, so it never becomes ready and its liveness is never looked at. Use a port’s number or name it in ports.',
      hook: 'No port of this container is named "{name}". The API server accepts that, but then the {owner} fails each time. Use a port’s number or name it in ports.',
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
      const meant = probe?.type === 'liveness' && timingOf(workload, container)?.stopsAnswering?.error.killed;
      yield {
        message: owner.endsWith('hook') ? 'hook' : (owner.split(' ')[0] as ProbeType),
        at: node,
        data: {
          name,
          owner,
          meant: meant ? `, which it should ${describeWindow(meant)} after a hang begins` : '',
          consequence: probe ? ifAlwaysFailing(workload, container, probe) : '',
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
