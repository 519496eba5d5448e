import type { PodSpec } from '../../kubernetes/pod.ts';
import type { NodeState } from '../world/cluster.ts';
import type { Plugin, PodNeeds, Rejection } from './filters.ts';

/** What is said of a node that has too little of something, for a scenario that says no more. */
export function noNodeFits({ release }: PodNeeds): string {
  const claims = release.saysNoClaims ? `${noClaims}, ` : '';
  return `${available(1)} 1 Insufficient cpu. ${claims}preemption: ${available(1)} 1 ${noVictims}.`;
}

/** What came out of a look at all nodes. */
export interface Verdict {
  readonly feasible: readonly NodeState[];
  readonly rejections: readonly Rejection[];
  /** The scheduler's words, if no node is feasible. */
  readonly message: string;
}

/** Upstream: `ErrNoNodesAvailable` in `pkg/scheduler/scheduler.go`. */
const noNodes = 'no nodes available to schedule pods';
/** Upstream: `pkg/scheduler/framework/plugins/interpodaffinity`. */
const conflict = 'pod affinity terms conflict';
/** Upstream: `pkg/scheduler/framework/preemption/preemption.go`. */
const notHelpful = 'Preemption is not helpful for scheduling';
/** Upstream: `SelectVictimsOnNode` in `pkg/scheduler/framework/plugins/defaultpreemption`. */
const noVictims = 'No preemption victims found for incoming pod';
/** Upstream: `PostFilter` of `pkg/scheduler/framework/plugins/dynamicresources`. */
const noClaims = 'no new claims to deallocate';
/** Upstream: `PodEligibleToPreemptOthers` in `pkg/scheduler/framework/plugins/defaultpreemption`. */
const neverPreempts = 'not eligible due to preemptionPolicy=Never.';

/** Upstream: `findNodesThatFitPod` in `pkg/scheduler/schedule_one.go`. */
export function findNodes(needs: PodNeeds, nodes: readonly NodeState[]): Verdict {
  if (nodes.length === 0) return { feasible: [], rejections: [], message: noNodes };
  const names = needs.affinity.nodeNames();
  if (names?.size === 0) {
    const rejection: Rejection = { plugin: 'NodeAffinity', reasons: [conflict], isUnresolvable: true };
    const rejections = nodes.map(() => rejection);
    return { feasible: [], rejections, message: fitError(needs, rejections, conflict) };
  }
  const feasible: NodeState[] = [];
  const rejections: Rejection[] = [];
  for (const node of nodes) {
    const rejection = names === undefined || names.has(node.name) ? needs.rejection(node) : notNamed;
    if (rejection === undefined) feasible.push(node);
    else rejections.push(rejection);
  }
  return { feasible, rejections, message: feasible.length === 0 ? fitError(needs, rejections) : '' };
}

/** Upstream: `pkg/scheduler/schedule_one.go`. */
const notNamed: Rejection = {
  plugin: 'NodeAffinity',
  reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"],
  isUnresolvable: true,
};

/** Upstream: `FitError.Error` in `pkg/scheduler/framework/types.go`. */
function fitError({ spec, release }: PodNeeds, rejections: readonly Rejection[], preFilterMessage?: string): string {
  const count = rejections.length;
  const reasons = preFilterMessage ?? histogram(rejections.flatMap((rejection) => rejection.reasons));
  // The plugin for resource claims misses what it would have noted, had the pod got past the first look.
  const isCutShort = release.hasResourceClaims && preFilterMessage !== undefined;
  const postFilters = [...(release.saysNoClaims ? [noClaims] : []), preemption(spec, rejections)];
  return `${available(count)} ${reasons}. ${isCutShort ? 'not found' : postFilters.join(', ')}`;
}

/** Why evicting others would not help either. The scenario's other pods are as important as this one. */
function preemption(spec: PodSpec, rejections: readonly Rejection[]): string {
  if (spec.preemptionPolicy === 'Never') return `preemption: ${neverPreempts}`;
  const reasons = rejections.map(({ isUnresolvable }) => (isUnresolvable ? notHelpful : noVictims));
  return `preemption: ${available(rejections.length)} ${histogram(reasons)}.`;
}

/** Upstream: `NoNodeAvailableMsg` in `pkg/scheduler/framework/types.go`. */
function available(count: number): string {
  return `0/${count} nodes are available:`;
}

/** `3 Insufficient cpu`, sorted as text. */
function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const entries = [...counts].map(([reason, count]) => `${count} ${reason}`);
  return entries.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(', ');
}

/** The plugins that rejected a node, in the order of the nodes. */
export function rejectors(verdict: Verdict): ReadonlySet<Plugin> {
  return new Set(verdict.rejections.map(({ plugin }) => plugin));
}
