import { type Instant, seconds } from '../kernel/time.ts';
import type { NetworkBehaviour, NodeBehaviour } from './clusterBehaviour.ts';

const never = Number.POSITIVE_INFINITY;

/** When the node can talk to the control plane, the kubelet to its container runtime, and pods can get a network. */
export class NodeConnection {
  readonly lostAt: Instant;
  readonly backAt: Instant;
  readonly runtimeDownAt: Instant;
  readonly runtimeBackAt: Instant;
  readonly networkDownAt: Instant;
  readonly networkBackAt: Instant;

  constructor(node: NodeBehaviour, network: NetworkBehaviour) {
    const { lostAtSeconds, backAtSeconds, runtimeDownAtSeconds, runtimeDownUntilSeconds } = node;
    [this.lostAt, this.backAt] = span(lostAtSeconds, backAtSeconds, false);
    [this.runtimeDownAt, this.runtimeBackAt] = span(runtimeDownAtSeconds, runtimeDownUntilSeconds, true);
    const { notReadyAtSeconds, notReadyUntilSeconds } = network;
    [this.networkDownAt, this.networkBackAt] = span(notReadyAtSeconds, notReadyUntilSeconds, true);
  }

  isLost(now: Instant): boolean {
    return now >= this.lostAt && now < this.backAt;
  }

  isRuntimeDown(now: Instant): boolean {
    return now >= this.runtimeDownAt && now < this.runtimeBackAt;
  }

  isNetworkDown(now: Instant): boolean {
    return now >= this.networkDownAt && now < this.networkBackAt;
  }
}

/** @param fromStart whether an end without a beginning means from the pod's creation on */
function span(from: number | undefined, until: number | undefined, fromStart: boolean): [Instant, Instant] {
  const begin = from ?? (fromStart && until !== undefined ? 0 : undefined);
  if (begin === undefined) return [never, never];
  return [seconds(begin), until === undefined ? never : seconds(until)];
}
