/** Follows the schedule of a CronJob; what becomes of its Jobs the engine of rollouts says. */
import type { Message } from '../base/message.ts';
import { cronTimes } from '../kubernetes/cronTimes.ts';
import type { GateSettings } from '../kubernetes/gates.ts';
import type { Pod } from '../kubernetes/pod.ts';
import type { CronJobWorkload } from '../kubernetes/workloadSpec.ts';
import type { JobLife } from '../lifecycle/cron/cronJobController.ts';
import { describeSchedule, type ScheduleFacts, scheduleFacts } from '../lifecycle/cron/describeSchedule.ts';
import type { ScheduleTrace } from '../lifecycle/cron/scheduleTrace.ts';
import { simulateSchedule as simulate } from '../lifecycle/cron/simulateSchedule.ts';
import { rolloutFacts } from '../lifecycle/explain/rolloutFacts.ts';
import type { SimulatedRelease } from '../lifecycle/release.ts';
import { simulateRollout } from '../lifecycle/rollout/simulateRollout.ts';
import type { JobCase, Scenario } from '../lifecycle/world/scenario.ts';
import { simulationMessages as say } from './messages.ts';
import type { SimulationFailure } from './scenarios.ts';

export interface ScheduleInput {
  readonly cronJob: CronJobWorkload;
  readonly pod: Pod;
  readonly scenario: Scenario;
  readonly kubernetes?: SimulatedRelease;
  readonly gates?: GateSettings;
  /** When the CronJob is created, in milliseconds since 1970. */
  readonly startMs: number;
  /** How much time; without it, until the schedule has come {@link usualTimes} times. */
  readonly untilMs?: number;
}

export interface ScheduleRun {
  readonly trace: ScheduleTrace;
  readonly facts: ScheduleFacts;
  readonly message: Message;
}

const usualTimes = 6;
const mostTimes = 10_000;
/** A Job that has not ended by then runs on. */
const longestJobMs = 24 * 3_600_000;

export function simulateSchedule(input: ScheduleInput): ScheduleRun | SimulationFailure {
  const { cronJob, scenario, startMs } = input;
  const { name, spec } = cronJob;
  const untilMs = input.untilMs ?? usualLengthMs(cronJob, startMs);
  if (untilMs === undefined) return { error: say.noSchedule({ workload: name, schedule: spec.schedule }) };
  if (comesTooOften(cronJob, startMs, untilMs)) return { error: say.tooManyTimes({ most: mostTimes }) };
  const changes = (scenario.then ?? []).flatMap(({ atSeconds, suspend }) =>
    suspend === undefined ? [] : [{ atMs: atSeconds * 1_000, spec: { suspend } }],
  );
  const trace = simulate(cronJob, livesOf(input), { startMs, untilMs, changes });
  return { trace, facts: scheduleFacts(trace), message: describeSchedule(spec, trace) };
}

function usualLengthMs({ spec }: CronJobWorkload, startMs: number): number | undefined {
  const times = cronTimes(spec.schedule, spec.timeZone);
  let at: number | undefined = startMs;
  for (let count = 0; count < usualTimes && at !== undefined; count++) at = times?.next(at);
  const next = at === undefined ? undefined : times?.next(at);
  return next === undefined ? undefined : next - startMs;
}

function comesTooOften({ spec }: CronJobWorkload, startMs: number, untilMs: number): boolean {
  const times = cronTimes(spec.schedule, spec.timeZone);
  let at = times?.next(startMs);
  for (let count = 0; at !== undefined && at <= startMs + untilMs; count++) {
    if (count === mostTimes) return true;
    at = times?.next(at);
  }
  return false;
}

/** Jobs that are alike are simulated once; what a scenario times, each counts from its own creation. */
function livesOf({ cronJob, pod, scenario, kubernetes, gates }: ScheduleInput): (number: number) => JobLife {
  const { jobs = [], then: _, ...common } = scenario;
  const workload = { kind: 'Job', name: cronJob.name, namespace: cronJob.namespace, spec: cronJob.job } as const;
  const known = new Map<JobCase | undefined, JobLife>();
  return (number) => {
    const own = jobs.find(({ nth }) => nth === number);
    let life = known.get(own);
    if (life === undefined) {
      const containers = { ...scenario.containers, ...own?.containers };
      const { trace } = simulateRollout(
        workload,
        { updated: { pod, scenario: { ...common, containers } } },
        {
          untilMs: longestJobMs,
          ...(kubernetes === undefined ? {} : { kubernetes }),
          ...(gates === undefined ? {} : { gates }),
        },
      );
      const { outcome, tookMs } = rolloutFacts(workload, trace);
      life = tookMs === undefined ? {} : { endsAfterMs: tookMs, outcome: outcome === 'failed' ? 'Failed' : 'Complete' };
      known.set(own, life);
    }
    return life;
  };
}
