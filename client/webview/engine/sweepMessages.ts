import type { Cell } from '../../../server/src/simulation/sweep.ts';
import type { Input, InputPath } from '../model/inputPath.ts';

/** To the worker: which runs to make. */
export interface SweepQuestion {
  readonly input: Input;
  readonly parameter: Axis;
  readonly setting: Axis;
  readonly readyWithinMs: number;
}

/** A number of the input, and what to set it to. */
export interface Axis {
  readonly path: InputPath;
  readonly values: readonly number[];
}

/** From the worker: cells as they are known. */
export interface SweepProgress {
  readonly cells: readonly Cell[];
  readonly isDone: boolean;
}
