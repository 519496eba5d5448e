/** `probewise rollout --schedule`: which Jobs a CronJob makes, skips, replaces and deletes. */
import { InvalidArgumentError } from 'commander';
import { scheduleText, simulateSchedule } from '../../features/simulation/schedule.ts';
import { isAllWell } from '../../lifecycle/cron/describeSchedule.ts';
import { parseManifest } from '../../manifest/file.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { harmless } from '../plainText.ts';
import { chooseWorkload, readManifest, readScenarioArgument } from '../simulationArguments.ts';
import { reportNotes } from '../simulationNotes.ts';
import type { Terminal } from '../terminal.ts';
import { reportTruncation } from '../truncation.ts';
import { UsageError } from '../usageError.ts';
import { rolloutMessages as say } from './messages.ts';
import type { RolloutArguments } from './rollout.ts';

/** A Monday. */
export const defaultStart = '2026-01-05T00:00:00Z';

/** A time of the wall clock with its zone, in milliseconds since 1970. */
export function parseStart(text: string): number {
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = isWhole ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError(formatter.text(say.badStart({ text })));
  return ms;
}

export async function schedule(
  path: string,
  { format, workload, scenario, kubernetes, featureGates, anyway, until, start, ...given }: RolloutArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  if (format !== 'status' && format !== 'json') throw new UsageError(say.noTable());
  const file = parseManifest(
    await readManifest(path, { ...given, ...(kubernetes === undefined ? {} : { kubernetes }) }, terminal),
  );
  const chosen = chooseWorkload(file, workload, path);
  const simulation = simulateSchedule(file, {
    workload: chosen.id,
    ...(scenario === undefined ? {} : { scenario: await readScenarioArgument(scenario, terminal) }),
    startMs: start ?? parseStart(defaultStart),
    kubernetes,
    gates: featureGates,
    ...(until === undefined ? {} : { untilMs: until }),
  });
  if ('error' in simulation) throw new UsageError(simulation.error, path);
  const isRejected = reportNotes(file, path, simulation, terminal);
  const { trace, facts, message } = simulation;
  if (format === 'json') {
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
