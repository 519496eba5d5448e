/** `probewise rollout --schedule`: which Jobs a CronJob makes, skips, replaces and deletes. */
import { InvalidArgumentError } from 'commander';
import {
  type ScheduleRequest,
  scheduleLines,
  scheduleText,
  simulateSchedule,
} from '../../features/simulation/schedule.ts';
import { isAllWell } from '../../lifecycle/cron/describeSchedule.ts';
import { forEveryWorkload } from '../everyWorkload.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { harmless } from '../plainText.ts';
import { replay } from '../replay.ts';
import { chooseWorkload, readScenarioArgument } from '../simulationArguments.ts';
import { readSimulationFile } from '../simulationFiles.ts';
import { reportNotes } from '../simulationNotes.ts';
import type { Terminal } from '../terminal.ts';
import { reportTruncation } from '../truncation.ts';
import { UsageError } from '../usageError.ts';
import { speedOf } from '../watchOption.ts';
import { rolloutMessages as say } from './messages.ts';
import { type RolloutArguments, refuseTogether } from './rollout.ts';

/** A Monday. */
export const defaultStart = '2026-01-05T00:00:00Z';

/** A time of the wall clock with its zone, in milliseconds since 1970. */
export function parseStart(text: string): number {
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = isWhole ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError(formatter.text(say.badStart({ text })));
  return ms;
}

export async function schedule(path: string, args: RolloutArguments, terminal: Terminal): Promise<ExitCode> {
  const { format, workload, anyway, watch } = args;
  refuseFormats(args);
  const request = await requestOf(args, terminal);
  const { file, target } = await readSimulationFile(path, args, terminal);
  const chosen = chooseWorkload(file, workload, path);
  const simulation = simulateSchedule(file, { ...request, ...target, workload: chosen.id });
  if ('error' in simulation) throw new UsageError(simulation.error, path);
  const isRejected = reportNotes(file, path, simulation, terminal);
  const { trace, facts, message } = simulation;
  const speed = speedOf(watch);
  if (speed !== undefined) {
    await replay(
      [...scheduleLines(trace), { atMs: trace.endMs, text: `\n${formatter.text(message)}` }],
      speed,
      terminal,
    );
  } else if (format === 'json') {
    terminal.stdout.write(
      `${JSON.stringify({ ...trace, summary: { ...facts, sentence: formatter.text(message) } })}\n`,
    );
  } else {
    terminal.stdout.write(harmless(scheduleText(simulation, formatter)));
    reportTruncation(trace, terminal);
  }
  if (isRejected && anyway !== true) return exitCodes.found;
  return isAllWell(facts) ? exitCodes.ok : exitCodes.found;
}

/** The schedule of each CronJob, in one line; other workloads have none. */
export async function scheduleAll(path: string, args: RolloutArguments, terminal: Terminal): Promise<ExitCode> {
  refuseFormats(args);
  const request = await requestOf(args, terminal);
  return forEveryWorkload(
    path,
    args,
    (file, { id }, target) => {
      const simulation = simulateSchedule(file, { ...request, ...target, workload: id });
      if ('error' in simulation) return { outcome: 'skipped', summary: simulation.error };
      return { outcome: isAllWell(simulation.facts) ? 'ok' : 'failed', summary: simulation.message };
    },
    terminal,
  );
}

function refuseFormats(args: RolloutArguments): void {
  refuseTogether(args);
  if (args.format !== 'status' && args.format !== 'json') throw new UsageError(say.noTable());
}

async function requestOf(
  { scenario, until, start }: RolloutArguments,
  terminal: Terminal,
): Promise<Omit<ScheduleRequest, 'workload'>> {
  return {
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    startMs: start ?? parseStart(defaultStart),
    ...(until === undefined ? {} : { untilMs: until }),
  };
}
