import { type Instant, seconds } from '../kernel/time.ts';
import type { NodeBehaviour } from './scenario.ts';

/** When the node can talk to the control plane, and the kubelet to its container runtime. */
export class NodeConnection {
  readonly lostAt: Instant;
  readonly backAt: Instant;
  readonly runtimeBackAt: Instant;

  constructor(behaviour: NodeBehaviour) {
    const { lostAtSeconds, backAtSeconds, runtimeDownUntilSeconds = 0 } = behaviour;
    this.lostAt = lostAtSeconds === undefined ? Number.POSITIVE_INFINITY : seconds(lostAtSeconds);
    this.backAt = backAtSeconds === undefined ? Number.POSITIVE_INFINITY : seconds(backAtSeconds);
    this.runtimeBackAt = seconds(runtimeDownUntilSeconds);
  }

  isLost(now: Instant): boolean {
    return now >= this.lostAt && now < this.backAt;
  }
}
