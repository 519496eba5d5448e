import type { PodSpec, Resources } from './pod.ts';
import { parseQuantity } from './quantity.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

const counted = ['cpu', 'memory'];

/** The pod's quality of service, which follows from its requests and limits. Upstream: `pkg/apis/core/v1/helper/qos`. */
export function qosClass({ containers, initContainers = [], resources }: PodSpec): QosClass {
  const all: readonly (Resources | undefined)[] =
    resources === undefined ? [...containers, ...initContainers].map((container) => container.resources) : [resources];
  const requests = new Map<string, number>();
  const limits = new Map<string, number>();
  let isGuaranteed = true;
  for (const { requests: requested, limits: limited } of all.map((one) => one ?? {})) {
    addAll(requests, requested);
    const limitedResources = addAll(limits, limited);
    if (limitedResources < counted.length) isGuaranteed = false;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const isSame = requests.size === limits.size && [...requests].every(([name, amount]) => limits.get(name) === amount);
  return isGuaranteed && isSame ? 'Guaranteed' : 'Burstable';
}

/** Adds what counts, and says how many of the resources were there. */
function addAll(sums: Map<string, number>, amounts: Readonly<Record<string, string>> | undefined): number {
  let found = 0;
  for (const name of counted) {
    const quantity = amounts?.[name];
    const parsed = quantity === undefined ? undefined : parseQuantity(quantity);
    if (parsed === undefined || 'error' in parsed || parsed.value <= 0) continue;
    found++;
    sums.set(name, (sums.get(name) ?? 0) + parsed.value);
  }
  return found;
}
