/** Whether requests are sent to the pods, and which. */

import type { Scenario } from '../lifecycle/world/scenario.ts';
import { defaultTraffic, type Traffic } from '../lifecycle/world/traffic.ts';

/** What sends requests to the pods: a Service in view, or one that their ports are declared for. */
export interface ServedBy {
  /** The port of the pod that it names, where it is in view. */
  readonly targetPort?: number | string;
}

/** What clients send: as the scenario says, otherwise as `defaultTraffic`; nothing where nothing seems to serve. */
export function trafficOf({ traffic, expect }: Scenario, served: ServedBy | undefined): Traffic | undefined {
  const isAssumed = traffic === undefined && expect?.failedRequests === undefined;
  if (isAssumed && served === undefined) return undefined;
  return { ...defaultTraffic, ...served, ...traffic, ...(isAssumed ? { isAssumed } : {}) };
}
