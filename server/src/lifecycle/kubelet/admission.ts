import type { PodSpec } from '../../kubernetes/pod.ts';
import type { PodNeeds } from '../scheduler/filters.ts';
import { untolerated } from '../scheduler/tolerations.ts';
import type { NodeState } from '../world/cluster.ts';

/** Why the kubelet does not take a pod that was given to its node. */
export interface AdmissionFailure {
  readonly reason: string;
  readonly message: string;
}

/**
 * What the kubelet checks itself before it takes a pod, whoever sent it; the first thing that is wrong counts.
 * Upstream: `generalFilter` in `pkg/kubelet/lifecycle/predicate.go`.
 */
export function admissionFailure(needs: PodNeeds, node: NodeState): AdmissionFailure | undefined {
  const [lacking] = needs.insufficient(node);
  if (lacking !== undefined) {
    const { resource, requested, used, capacity } = lacking;
    return {
      reason: `OutOf${resource}`,
      message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
    };
  }
  if (!needs.affinity.matches(node)) {
    return predicate('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
  }
  if (needs.isPortTaken(node)) {
    return predicate('NodePorts', "node(s) didn't have free ports for the requested pod ports");
  }
  if (untolerated(needs.spec, node.taints, ['NoExecute']) !== undefined) {
    return predicate('TaintToleration', "node(s) had taints that the pod didn't tolerate");
  }
  return undefined;
}

const osLabel = 'kubernetes.io/os';

/**
 * Whether the node's system is the one that the pod is for. A node that nobody describes has the system that the pod asks
 * for by its nodeSelector, and is one of Linux otherwise.
 * Upstream: `rejectPodAdmissionBasedOnOSSelector`, `rejectPodAdmissionBasedOnOSField` in `pkg/kubelet/lifecycle/predicate.go`.
 */
export function systemFailure(
  { os, nodeSelector = {} }: PodSpec,
  node: NodeState | undefined,
): AdmissionFailure | undefined {
  const selected = nodeSelector[osLabel];
  const system = (node === undefined ? selected : node.labels?.[osLabel]) ?? 'linux';
  if (selected !== undefined && selected !== system) {
    return {
      reason: 'PodOSSelectorNodeLabelDoesNotMatch',
      message: "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
    };
  }
  if (os?.name === undefined || os.name === system) return undefined;
  return { reason: 'PodOSNotSupported', message: "Failed to admit pod as the OS field doesn't match node OS" };
}

function predicate(name: string, text: string): AdmissionFailure {
  return { reason: name, message: `Predicate ${name} failed: ${text}` };
}
