import { type Instant, millisecond, type Span, second, seconds } from './kernel/time.ts';

/**
 * What the real kubelet leaves to chance or to the machine, made explicit: where its clocks stand when the pod arrives,
 * how far jittered waits are stretched, and how long the container runtime takes. All lengths in seconds.
 */
export interface Environment {
  /** Place of every jittered wait between its shortest (0) and its longest (1), or one value per wait, in turn. */
  readonly jitter: number | (() => number);
  /** From the kubelet's last look at the container runtime (relist, every second) to the pod's arrival. */
  readonly plegPhase: number;
  /** From a relist to the next tick of the sync loop, which ticks every second too. */
  readonly loopPhase: number;
  /** From the kubelet's start to its first relist; its rarer duties are counted from its start. */
  readonly startPhase: number;
  /** From the last whole second of the wall clock to the pod's arrival; the API cuts times to whole seconds. */
  readonly wallPhase: number;
  /** How long the kubelet had been running when the pod arrived. */
  readonly uptimeSeconds: number;
  readonly sandbox: number;
  readonly create: number;
  readonly start: number;
  readonly exec: number;
  readonly stop: number;
  /** A write to the API server. */
  readonly api: number;
  /** Whether the pod has a volume that the volume manager must set up, e.g. a service account token. */
  readonly volume: boolean;
  /** Whether the container runtime writes logs, which the kubelet keeps in mind to count restarts. */
  readonly logs: boolean;
}

/** Neutral: no latencies, whole seconds from the pod's creation, jitter in the middle. */
export const defaultEnvironment: Environment = {
  jitter: 0.5,
  plegPhase: 0.4,
  loopPhase: 0.15,
  startPhase: 0.6,
  wallPhase: 0,
  uptimeSeconds: 86_400,
  sandbox: 0,
  create: 0,
  start: 0,
  exec: 0,
  stop: 0,
  api: 0,
  volume: false,
  logs: true,
};

const volumeLoop: Span = 100 * millisecond;

/** The node's clocks and latencies in the engine's own units. */
export class NodeClock {
  readonly environment: Environment;
  readonly sandbox: Span;
  readonly create: Span;
  readonly start: Span;
  readonly exec: Span;
  readonly stop: Span;
  readonly api: Span;
  readonly #relistOffset: Span;
  readonly #tickOffset: Span;
  readonly #wallOffset: Span;
  readonly #restartedAt: Instant | undefined;

  /** @param restartedAt when the kubelet was started again, of the clocks that it has since */
  constructor(environment: Environment, restartedAt?: Instant) {
    this.environment = environment;
    this.#restartedAt = restartedAt;
    this.sandbox = seconds(environment.sandbox);
    this.create = seconds(environment.create);
    this.start = seconds(environment.start);
    this.exec = seconds(environment.exec);
    this.stop = seconds(environment.stop);
    this.api = seconds(environment.api);
    this.#relistOffset =
      restartedAt === undefined ? -seconds(environment.plegPhase) : restartedAt + seconds(environment.startPhase);
    this.#tickOffset = this.#relistOffset + seconds(environment.loopPhase);
    this.#wallOffset = -seconds(environment.wallPhase);
  }

  /** `length` stretched as `wait.Jitter(length, factor)` does. */
  jitter(length: Span, factor: number): Span {
    return length + Math.round(this.random() * factor * length);
  }

  random(): number {
    const { jitter } = this.environment;
    return typeof jitter === 'number' ? jitter : jitter();
  }

  lastRelistAt(time: Instant): Instant {
    return lastOf(this.#relistOffset, second, time);
  }

  /** The first relist after `time`. */
  nextRelistAfter(time: Instant): Instant {
    return this.lastRelistAt(time) + second;
  }

  /** The first tick of the sync loop after `time`. */
  nextTickAfter(time: Instant): Instant {
    return lastOf(this.#tickOffset, second, time) + second;
  }

  /** The first tick of the sync loop at or after `time`. */
  tickFrom(time: Instant): Instant {
    return this.nextTickAfter(time - 1);
  }

  /** The kubelet's housekeeping runs every two seconds, on a tick of the sync loop. */
  lastHousekeepingAt(time: Instant): Instant {
    return lastOf(this.#tickOffset, 2 * second, time);
  }

  nextHousekeepingAfter(time: Instant): Instant {
    return this.lastHousekeepingAt(time) + 2 * second;
  }

  /** The kubelet asks its container runtime every five seconds how it is. */
  lastRuntimeCheckAt(time: Instant): Instant {
    return lastOf(this.#relistOffset, 5 * second, time);
  }

  /** The first such question at or after `time`. */
  runtimeCheckFrom(time: Instant): Instant {
    return Number.isFinite(time) ? this.lastRuntimeCheckAt(time - 1) + 5 * second : time;
  }

  /**
   * When a pod's volumes are gone that stopped at `time`. Of the volume manager's loops, ten turns a second each, one no
   * longer wants them at its next turn, and the other unmounts them at the turn after that.
   */
  volumesReleasedAt(time: Instant): Instant {
    return lastOf(this.#relistOffset, volumeLoop, time) + 2 * volumeLoop;
  }

  /** `time` as the API stores it: cut to the wall clock's whole second. */
  wallSecond(time: Instant): Instant {
    return lastOf(this.#wallOffset, second, time);
  }

  /** The first relist of a kubelet that was started again. */
  get firstRelistAt(): Instant {
    return this.#relistOffset;
  }

  /** When the sync loop of the kubelet begins, if that was started again in the pod's life. */
  get syncLoopBeginsAt(): Instant {
    return this.#restartedAt === undefined ? Number.NEGATIVE_INFINITY : this.#tickOffset;
  }

  /** When the kubelet started, mostly long before the pod. */
  get kubeletStart(): Instant {
    if (this.#restartedAt !== undefined) return this.#restartedAt;
    const { uptimeSeconds, startPhase } = this.environment;
    return lastOf(this.#relistOffset - seconds(startPhase), second, -seconds(uptimeSeconds));
  }
}

function lastOf(offset: Span, period: Span, time: Instant): Instant {
  return offset + Math.floor((time - offset) / period) * period;
}
