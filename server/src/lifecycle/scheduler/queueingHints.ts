import type { NodeEvent, NodeState } from '../world/cluster.ts';
import type { Plugin, PodNeeds } from './filters.ts';
import { type Amounts, amounts, rounded } from './podRequests.ts';

/**
 * Whether something that happened to a node is a reason to try the pod again: only if one of the plugins that rejected it
 * may think otherwise now. Upstream: `EventsToRegister` and `isSchedulableAfter…` in `pkg/scheduler/framework/plugins`.
 */
export function isWorthATry(needs: PodNeeds, rejectedBy: ReadonlySet<Plugin>, event: NodeEvent): boolean {
  const { before, after } = event;
  // A node that leaves helps nobody.
  if (after === undefined) return false;
  // Without any rejector there was no node at all.
  if (rejectedBy.size === 0) return true;
  return [...rejectedBy].some((plugin) => mayThinkOtherwise(plugin, needs, before, after));
}

function mayThinkOtherwise(plugin: Plugin, needs: PodNeeds, before: NodeState | undefined, after: NodeState): boolean {
  switch (plugin) {
    case 'NodeUnschedulable':
      return after.unschedulable !== true && (before === undefined || before.unschedulable === true);
    case 'TaintToleration':
    case 'NodeAffinity':
      return (
        needs.reject(plugin, after) === undefined &&
        (before === undefined || needs.reject(plugin, before) !== undefined)
      );
    case 'NodePorts':
      return before === undefined || (needs.isPortTaken(before) && !needs.isPortTaken(after));
    case 'NodeResourcesFit': {
      const { requested: _, ...empty } = after;
      if (needs.insufficient(empty).length > 0) return false;
      if (before === undefined) return true;
      return (
        anyMore(before.allocatable, after.allocatable, needs.requests) ||
        anyMore(after.requested, before.requested, needs.requests)
      );
    }
    case 'Scenario':
      return false;
  }
}

/** Whether there is more of anything that the pod asks for, or of room for pods. */
function anyMore(
  before: Readonly<Record<string, string | number>> | undefined,
  after: Readonly<Record<string, string | number>> | undefined,
  requests: Amounts,
): boolean {
  const [old, now] = [rounded(amounts(before)), rounded(amounts(after))];
  return ['pods', ...Object.keys(requests)].some(
    (resource) => (now[resource] ?? 0) > (old[resource] ?? 0) && (resource === 'pods' || (requests[resource] ?? 0) > 0),
  );
}
