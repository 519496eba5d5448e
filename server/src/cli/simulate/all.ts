/** `probewise simulate --all`: one line for the pod of each workload. */
import { allOf } from '../../base/message.ts';
import { simulateWorkload } from '../../features/simulation/simulation.ts';
import { podSummary } from '../../lifecycle/explain/podSummary.ts';
import { forEveryWorkload } from '../everyWorkload.ts';
import type { ExitCode } from '../exitCodes.ts';
import { readScenarioArgument } from '../simulationArguments.ts';
import type { Terminal } from '../terminal.ts';
import { simulateMessages as say } from './messages.ts';
import { refuseTogether, type SimulateArguments } from './simulate.ts';

/** An expectation that fails, or a workload that the API server rejects, makes the exit code 1. */
export async function simulateAll(path: string, args: SimulateArguments, terminal: Terminal): Promise<ExitCode> {
  refuseTogether(args);
  const { scenario: named, until } = args;
  const scenario = named === undefined ? undefined : await readScenarioArgument(named, terminal);
  return forEveryWorkload(
    path,
    args,
    (file, { id }, target) => {
      const simulation = simulateWorkload(file, {
        workload: id,
        ...(scenario === undefined ? {} : { scenario }),
        ...(until === undefined ? {} : { untilMs: until }),
        ...target,
      });
      if ('error' in simulation) return { outcome: 'skipped', summary: simulation.error };
      const { trace, verdicts } = simulation;
      const failed = verdicts.filter(({ holds }) => !holds);
      if (failed.length === 0) return { outcome: 'ok', summary: podSummary(trace) };
      return { outcome: 'failed', summary: say.notMet({ expectations: allOf(failed.map(({ message }) => message)) }) };
    },
    terminal,
  );
}
