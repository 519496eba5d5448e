import type { Message } from '../../../server/src/base/message.ts';
import type { Pod } from '../../../server/src/kubernetes/pod.ts';
import type { Contradiction, TunedProbe, TuneWish, TuneWishes } from '../../../server/src/simulation/tune.ts';

/** To the worker: which settings of a container's probes do what is wished. */
export interface TuneQuestion {
  readonly pod: Pod;
  readonly container: string;
  readonly wishes: TuneWishes;
}

export interface TuneAnswer {
  /** The settings and what follows, or why there are none. */
  readonly report: readonly Message[];
  /** Those that change; undefined where no settings do what is wished. */
  readonly probes: readonly TunedProbe[] | undefined;
  readonly contradictions: readonly Contradiction[];
  readonly now: WishTimes;
  /** With the settings, where there are any. */
  readonly tuned?: WishTimes;
}

/** At the earliest and at the latest; nothing where nothing of the kind happens, as without the probe. */
export type WishTimes = Readonly<Partial<Record<TuneWish, { readonly bestMs: number; readonly worstMs: number }>>>;
