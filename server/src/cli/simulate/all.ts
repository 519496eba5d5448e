/** `probewise simulate --all`: one line for the pod of each workload. */
import { allOf } from '../../base/message.ts';
import { checkOptions, diagnose } from '../../features/diagnostics/diagnostics.ts';
import { rejectionsIn } from '../../features/simulation/rejections.ts';
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
  const { scenario: named, kubernetes, featureGates, anyway, until, ...given } = args;
  const scenario = named === undefined ? undefined : await readScenarioArgument(named, terminal);
  const release = kubernetes === undefined ? {} : { kubernetes };
  return forEveryWorkload(
    path,
    { ...given, ...release },
    (file, workload) => {
      const simulation = simulateWorkload(file, {
        workload: workload.id,
        ...(scenario === undefined ? {} : { scenario }),
        ...(until === undefined ? {} : { untilMs: until }),
        ...release,
        gates: featureGates,
      });
      if ('error' in simulation) return { outcome: 'skipped', summary: simulation.error };
      const { trace, verdicts } = simulation;
      const failed = verdicts.filter(({ holds }) => !holds);
      const options = checkOptions({
        kubernetesVersion: simulation.release.target,
        ...(featureGates === undefined ? {} : { featureGates }),
      });
      const [rejection] = anyway === true ? [] : rejectionsIn(diagnose(file, options), workload);
      if (rejection !== undefined) return { outcome: 'failed', summary: say.rejected({ reason: rejection.message }) };
      if (failed.length === 0) return { outcome: 'ok', summary: podSummary(trace) };
      return { outcome: 'failed', summary: say.notMet({ expectations: allOf(failed.map(({ message }) => message)) }) };
    },
    terminal,
  );
}
