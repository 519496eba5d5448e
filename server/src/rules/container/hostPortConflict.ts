import { replaceValue } from '../../manifest/edit.ts';
import type { ContainerModel, PortModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

/**
 * Upstream: `checkHostPortConflicts` (init containers each for itself, as they run one by one) and
 * `validatePodHostNetworkDeps`. With hostNetwork a bare Pod's host ports default to its container ports.
 */
export const hostPortConflict = defineRule({
  meta: {
    id: 'host-port-conflict',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'Two ports of a pod don’t claim the same port of the node.',
    messages: {
      duplicate: 'This pod uses port {port} of the node twice. Give one of them another number.',
      first: 'Also uses port {port} of the node',
      mustMatch: {
        text: 'With hostNetwork, hostPort must be the containerPort, {containerPort}. Set it so, or remove it.',
        detail: 'The container listens on the node itself.',
      },
      use: 'Set hostPort to {containerPort}',
    },
    references: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go'],
  },
  *check({ workload, pod }) {
    const network = pod.spec.get('hostNetwork');
    if (network.unknown) return;
    const onHost = network.value === true;
    const hostPortOf = ({ node, containerPort }: PortModel) =>
      node.get('hostPort').integer ||
      (onHost && workload.kind.kind === 'Pod' && !node.get('hostPort').unknown ? containerPort.value : undefined);
    for (const containers of [pod.containers, ...pod.initContainers.map((container) => [container])]) {
      const claimed = new Map<string, PortModel>();
      for (const { port, hostPort } of portsOf(containers, hostPortOf)) {
        const ip = port.node.get('hostIP');
        if (ip.unknown || port.protocol.value === undefined) continue;
        const key = `${port.protocol.value} ${ip.string ?? ''} ${hostPort}`;
        const first = claimed.get(key);
        if (!first) claimed.set(key, port);
        else {
          yield {
            message: 'duplicate',
            at: port.node.get('hostPort'),
            data: { port: hostPort },
            related: [{ at: first.node.get('hostPort'), message: 'first' }],
          };
        }
      }
    }
    if (!onHost) return;
    for (const { ports } of pod.containers) {
      for (const port of ports) {
        const node = port.node.get('hostPort');
        const containerPort = port.containerPort.value;
        if (!node.integer || containerPort === undefined || node.integer === containerPort) continue;
        yield {
          message: 'mustMatch',
          at: node,
          data: { containerPort },
          fixes: () => [{ title: 'use', safe: false, edits: replaceValue(node, String(containerPort)) }],
        };
      }
    }
  },
});

function portsOf(containers: readonly ContainerModel[], hostPortOf: (port: PortModel) => number | undefined) {
  return containers.flatMap(({ ports }) =>
    ports.flatMap((port) => {
      const hostPort = hostPortOf(port);
      return hostPort ? [{ port, hostPort }] : [];
    }),
  );
}
