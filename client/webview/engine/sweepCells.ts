import { sweep } from '../../../server/src/simulation/sweep.ts';
import { withValue } from '../model/inputPath.ts';
import type { SweepProgress, SweepQuestion } from './sweepMessages.ts';

/** The cells of a sweep, told setting by setting. */
export function sweepCells(
  { input, parameter, setting, readyWithinMs }: SweepQuestion,
  report: (progress: SweepProgress) => void,
): void {
  for (const value of setting.values) {
    const cells = sweep({
      vary: (wanted) => withValue(withValue(input, parameter.path, wanted), setting.path, value),
      parameters: parameter.values,
      settings: [value],
      readyWithinMs,
    });
    report({ cells: [...cells], isDone: false });
  }
  report({ cells: [], isDone: true });
}
