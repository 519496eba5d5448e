import type { PodInput, PodRun } from '../../../server/src/simulation/simulatePod.ts';
import type { MomentWindow } from '../protocol.ts';

/** To the worker: what to run. */
export interface RunRequest {
  readonly id: number;
  readonly input: PodInput;
}

/** From the worker. */
export interface RunAnswer {
  readonly id: number;
  readonly run: WhatIfRun;
}

export interface WhatIfRun extends PodRun {
  readonly windows: readonly MomentWindow[];
}
