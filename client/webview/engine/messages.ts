import type { Difference } from '../../../server/src/simulation/compare.ts';
import type { RolloutInput } from '../../../server/src/simulation/simulateRollout.ts';
import type { Input } from '../model/inputPath.ts';
import type { PodSimulation, RolloutSimulation } from '../protocol.ts';
import type { TuneQuestion } from './tuneQuestion.ts';

/** To the worker: what to run. */
export type Question = RunQuestion | CompareQuestion | TuneQuestion | PodLifeQuestion;

export interface RunQuestion {
  readonly input: Input;
}

/** Both are simulated for equally long. */
export interface CompareQuestion {
  readonly before: Input;
  readonly after: Input;
}

/** The life of one pod of a rollout. */
export interface PodLifeQuestion {
  readonly input: RolloutInput;
  /** In the rollout's trace. */
  readonly podIndex: number;
}

export interface PodLife extends Pick<PodSimulation, 'input' | 'trace' | 'windows'> {
  readonly podIndex: number;
}

/** What a run gives, in the form in which the extension sends it. */
export type WhatIfRun = PodResult | RolloutResult;

export type PodResult = Pick<PodSimulation, 'input' | 'trace' | 'verdicts' | 'windows'>;

export type RolloutResult = Pick<
  RolloutSimulation,
  'input' | 'trace' | 'verdicts' | 'summary' | 'statusLines' | 'lives' | 'lifeOf'
>;

export interface Comparison {
  /** None where people would see no difference. */
  readonly differences: readonly Difference[];
}

/** To and from the worker: answers bear the number of their question. */
export interface Numbered<T> {
  readonly id: number;
  readonly of: T;
}
