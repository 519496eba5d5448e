import type { Input } from '../model/inputPath.ts';
import type { PodSimulation, RolloutSimulation } from '../protocol.ts';

/** To the worker: what to run. */
export interface RunRequest {
  readonly id: number;
  readonly input: Input;
}

/** From the worker. */
export interface RunAnswer {
  readonly id: number;
  readonly run: WhatIfRun;
}

/** What a run gives, in the form in which the extension sends it. */
export type WhatIfRun = PodResult | RolloutResult;

export type PodResult = Pick<PodSimulation, 'input' | 'trace' | 'verdicts' | 'windows'>;

export type RolloutResult = Pick<
  RolloutSimulation,
  'input' | 'trace' | 'verdicts' | 'summary' | 'statusLines' | 'lives' | 'lifeOf'
>;
