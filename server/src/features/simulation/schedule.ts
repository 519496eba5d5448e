/** Simulates the schedule of a manifest's CronJob: which Jobs it makes, skips, replaces and deletes. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { ScheduleTrace } from '../../lifecycle/cron/scheduleTrace.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { plainCronJob } from '../../manifest/plainWorkload.ts';
import { tooFar } from '../../simulation/horizon.ts';
import { type ReleaseToSimulate, releaseToSimulate } from '../../simulation/release.ts';
import { type SimulationFailure, scenarioFor } from '../../simulation/scenarios.ts';
import {
  type ScheduleInput,
  type ScheduleRun,
  simulateSchedule as simulate,
} from '../../simulation/simulateSchedule.ts';
import { targetOf } from '../target.ts';
import { simulationFailures as say } from './messages.ts';
import { podToSimulate } from './simulation.ts';
import { chooseWorkload, type WorkloadInFile, type WorkloadWish, workloadsIn } from './workloads.ts';

export interface ScheduleRequest extends WorkloadWish {
  /** Name of a preset, or a scenario of one's own; without it the first preset. */
  readonly scenario?: string | Scenario;
  /** When the CronJob is created, in milliseconds since 1970. */
  readonly startMs: number;
  readonly untilMs?: number;
  readonly kubernetes?: string | undefined;
  readonly gates?: GateSettings | undefined;
}

export interface ScheduleSimulation extends ScheduleRun {
  readonly workload: WorkloadInFile;
  readonly release: ReleaseToSimulate;
  readonly input: ScheduleInput;
}

export function simulateSchedule(file: ManifestFile, request: ScheduleRequest): ScheduleSimulation | SimulationFailure {
  const placed = chooseWorkload(workloadsIn(file), request);
  if ('error' in placed) return placed;
  const cronJob = plainCronJob(placed.workload, placed.name);
  if (cronJob === undefined) return { error: say.noSchedule({ workload: placed.label }) };
  const pod = podToSimulate(file, placed);
  if ('error' in pod) return pod;
  const scenario = scenarioFor(pod, request.scenario);
  if ('error' in scenario) return scenario;
  const { startMs, untilMs } = request;
  const far = tooFar(scenario, untilMs);
  if (far !== undefined) return far;
  const { kubernetes, gates } = targetOf(file.text, request.kubernetes, request.gates);
  const release = releaseToSimulate(kubernetes);
  const input: ScheduleInput = {
    cronJob,
    pod,
    scenario,
    kubernetes: release.simulated,
    ...(gates === undefined ? {} : { gates }),
    startMs,
    ...(untilMs === undefined ? {} : { untilMs }),
  };
  const run = simulate(input);
  return 'error' in run ? run : { ...run, workload: placed, release, input };
}

/** The controller's events and the ends of Jobs, at the times of the wall clock in UTC; then what it comes to. */
export function scheduleText({ trace, message }: ScheduleRun, formatter: MessageFormatter): string {
  return [...scheduleLines(trace).map(({ text }) => text), '', formatter.text(message), ''].join('\n');
}

/** What the controller says, each with its time from the creation on. */
export function scheduleLines({
  entries,
  startsAt,
}: ScheduleTrace): { readonly atMs: number; readonly text: string }[] {
  const startMs = Date.parse(startsAt);
  const clock = (atMs: number) => `${new Date(startMs + atMs).toISOString().slice(0, 19)}Z`;
  return entries.flatMap((entry) =>
    entry.kind === 'event'
      ? [{ atMs: entry.atMs, text: `${clock(entry.atMs)}  ${entry.event.reason}: ${entry.event.message}` }]
      : [],
  );
}
