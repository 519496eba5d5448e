import type { Toleration } from './pod.ts';

/** Taints that no pod of a DaemonSet minds: it belongs to its node. */
const tolerated = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
] as const;

/**
 * The tolerations of a DaemonSet's pod: those of its template and those that its controller adds.
 * Upstream: `AddOrUpdateDaemonPodTolerations` in `pkg/controller/daemon/util/daemonset_util.go`.
 */
export function daemonPodTolerations(own: readonly Toleration[], hostNetwork: boolean): Toleration[] {
  const added = [
    ...tolerated,
    ...(hostNetwork ? [['node.kubernetes.io/network-unavailable', 'NoSchedule'] as const] : []),
  ].map(([key, effect]): Toleration => ({ key, operator: 'Exists', effect }));
  const isReplaced = ({ key, effect }: Toleration) =>
    added.some((toleration) => toleration.key === key && toleration.effect === effect);
  return [...own.filter((toleration) => !isReplaced(toleration)), ...added];
}
