import { percentage } from '../../kubernetes/intOrPercent.ts';
import { resolveFenceposts } from '../../kubernetes/rollingUpdate.ts';
import { deploymentDefaults } from '../../kubernetes/workloadDefaults.ts';
import { addField, addMapping, replaceValue } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { PodModel } from '../../manifest/podModel.ts';
import { defineRule } from '../rule.ts';

interface HostPort {
  readonly port: number;
  readonly at: ManifestNode;
}

/**
 * A pod that claims a port of its node runs only where nobody else has it. A surge starts the new pod while the old one
 * still has it. Upstream: `NodePorts` of the scheduler; pods on the node's network claim their container ports
 * (`defaultHostNetworkPorts` in `pkg/apis/core/v1/defaults.go`).
 */
export const hostPortBlocksSurge = defineRule({
  meta: {
    id: 'host-port-blocks-surge',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'An update that starts new pods first does not need a port of the node that the old ones hold.',
    messages: {
      deployment: {
        text: 'Port {port} of the node is held until an old pod goes, and none goes before a new one is ready.',
        detail:
          'With replicas: {replicas} the update starts a new pod first (maxSurge) and maxUnavailable rounds down to 0. Unless another node is free, the new pod stays Pending (didn’t have free ports) and the update never ends. Set maxUnavailable: 1 and maxSurge: 0, or type: Recreate.',
      },
      daemonSet: {
        text: 'Port {port} of the node is held by the old pod, so with maxSurge the new one can never start.',
        detail:
          'A DaemonSet starts the new pod on the same node first, and it stays Pending (didn’t have free ports). Remove maxSurge and set maxUnavailable: 1.',
      },
      decides: 'The update starts new pods first',
      oneDown: 'Set maxUnavailable to 1 and maxSurge to 0',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/scheduler/framework/plugins/nodeports/node_ports.go',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    const { kind } = workload.kind;
    const [claimed] = hostPorts(pod);
    if (!claimed || (kind !== 'Deployment' && kind !== 'DaemonSet')) return;
    const spec = workload.object.root.get('spec');
    const strategy = spec.get(kind === 'Deployment' ? 'strategy' : 'updateStrategy');
    const type = strategy.get('type');
    const update = strategy.get('rollingUpdate');
    const [surge, unavailable] = [update.get('maxSurge'), update.get('maxUnavailable')];
    const isOpen = [strategy, type, update, surge, unavailable].some((node) => node.unknown) || update.partial;
    if (isOpen || /^(Recreate|OnDelete)$/.test(type.string ?? '') || workspace.mayBePatched(facts)) return;
    const related = surge.isSet ? [{ at: surge, message: 'decides' } as const] : [];
    const fixes = () => {
      const edits = oneDown(strategy, update);
      return [{ title: 'oneDown', safe: false, edits } as const];
    };
    if (kind === 'DaemonSet') {
      const most = amount(surge);
      if (most === undefined || percentage(most) === 0 || most === 0) return;
      yield { message: 'daemonSet', at: claimed.at, data: { port: claimed.port }, related, fixes };
      return;
    }
    const replicas = readField(spec.get('replicas'), { read: asInteger, default: 1 }).value;
    if (!replicas || replicas < 1 || workspace.isAutoscaled(facts)) return;
    const bounds = resolveFenceposts(
      surge.isSet ? amount(surge) : deploymentDefaults.maxSurge,
      unavailable.isSet ? amount(unavailable) : deploymentDefaults.maxUnavailable,
      replicas,
    );
    if (bounds.maxSurge === 0 || bounds.maxUnavailable > 0) return;
    yield {
      message: 'deployment',
      at: claimed.at,
      data: { port: claimed.port, replicas },
      related,
      fixes,
    };
  },
});

function amount(node: ManifestNode): number | string | undefined {
  return node.integer ?? node.string;
}

/** The ports of its node that a pod certainly claims. */
function hostPorts({ spec, containers, initContainers }: PodModel): HostPort[] {
  const network = spec.get('hostNetwork');
  const onHost = !network.unknown && network.value === true;
  const running = [...containers, ...initContainers.filter(({ runsOn }) => runsOn)];
  return running.flatMap(({ ports }) =>
    ports.flatMap(({ node, containerPort }) => {
      const hostPort = node.get('hostPort');
      if (hostPort.unknown) return [];
      if (hostPort.integer) return [{ port: hostPort.integer, at: hostPort }];
      return onHost && containerPort.value ? [{ port: containerPort.value, at: containerPort.node }] : [];
    }),
  );
}

function oneDown(strategy: ManifestNode, update: ManifestNode) {
  if (!strategy.isSet)
    return addMapping(strategy.parent!, String(strategy.path.at(-1)), {
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
  if (!update.isSet) return addMapping(strategy, 'rollingUpdate', { maxSurge: 0, maxUnavailable: 1 });
  const edits = ['maxSurge', 'maxUnavailable'].map((name) => {
    const value = name === 'maxSurge' ? '0' : '1';
    return update.get(name).isSet ? replaceValue(update.get(name), value) : addField(update, name, value);
  });
  return edits.some((edit) => edit === undefined) ? undefined : edits.flatMap((edit) => edit!);
}
