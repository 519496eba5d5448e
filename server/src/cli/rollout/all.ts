/** `probewise rollout --all`: one line for the rollout of each workload. */
import { simulateRollout } from '../../features/simulation/rollout.ts';
import { forEveryWorkload } from '../everyWorkload.ts';
import type { ExitCode } from '../exitCodes.ts';
import type { Terminal } from '../terminal.ts';
import { isFine, type RolloutArguments, refuseTogether, requestOf } from './rollout.ts';

/** One that does not finish, or not as its scenario expects, or that the API server rejects, makes the exit code 1. */
export async function rolloutAll(path: string, args: RolloutArguments, terminal: Terminal): Promise<ExitCode> {
  refuseTogether(args);
  const request = await requestOf(args, terminal);
  return forEveryWorkload(
    path,
    args,
    (file, { id }, target) => {
      const simulation = simulateRollout(file, { ...request, ...target, workload: id });
      if ('error' in simulation) return { outcome: 'skipped', summary: simulation.error };
      return { outcome: isFine(simulation) ? 'ok' : 'failed', summary: simulation.summary.message };
    },
    terminal,
  );
}
