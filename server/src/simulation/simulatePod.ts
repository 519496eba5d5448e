/** Simulates one pod for as long as there is something to see, and holds it against what its scenario expects. */
import type { GateSettings } from '../kubernetes/gates.ts';
import type { Pod } from '../kubernetes/pod.ts';
import { judge, type Verdict } from '../lifecycle/expect/judge.ts';
import type { SimulatedRelease } from '../lifecycle/release.ts';
import { simulate } from '../lifecycle/simulate.ts';
import type { Trace, TraceEntry } from '../lifecycle/trace/trace.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { cutTrace } from './cut.ts';
import { scenarioHorizonMs } from './horizon.ts';
import { type ServedBy, trafficOf } from './traffic.ts';

/** All that decides a simulation: plain data, so that it can be run wherever the data goes. */
export interface PodInput {
  readonly pod: Pod;
  readonly scenario: Scenario;
  /** Release to simulate; without it, the one that the engine is compared with. */
  readonly kubernetes?: SimulatedRelease;
  /** Feature gates that the cluster has set otherwise than its release does. */
  readonly gates?: GateSettings;
  /** Whether a Service may select the pod. */
  readonly endpoints: boolean;
  /** Whether that Service publishes pods that are not ready. */
  readonly publishNotReadyAddresses: boolean;
  /** What sends requests to the pods, where anything seems to. */
  readonly served?: ServedBy;
  /** How much of the pod's life; without it, until the pod has settled. */
  readonly untilMs?: number;
}

export interface PodRun {
  readonly trace: Trace;
  /** What became of the scenario's expectations, if it has any. */
  readonly verdicts: readonly Verdict[];
}

const minuteMs = 60_000;
/** How far ahead to look for a pod to settle. */
const searchMs = 10 * minuteMs;

/**
 * Runs the engine once. Without `untilMs` the trace ends shortly after the pod's status has changed for the last time, or
 * after ten minutes if it never comes to rest; expectations are judged as far ahead as they reach.
 */
export function simulatePod({ pod, scenario, untilMs, served, ...options }: PodInput): PodRun {
  const { expect } = scenario;
  const looksAhead = untilMs === undefined || expect !== undefined;
  const runMs = looksAhead ? Math.max(searchMs, scenarioHorizonMs(scenario, searchMs / 2), untilMs ?? 0) : untilMs;
  const traffic = trafficOf(scenario, served);
  const whole = simulate(pod, scenario, {
    ...options,
    ...(traffic === undefined ? {} : { traffic }),
    untilMs: runMs,
    ...(untilMs === undefined && expect === undefined ? { restShownMs: (entries) => settledMs(entries, runMs) } : {}),
  });
  return {
    trace: cutTrace(whole, untilMs ?? settledMs(whole.entries, whole.endMs)),
    verdicts: expect === undefined ? [] : judge(whole, expect),
  };
}

/** When the pod's status has come to rest, with some time after it to see that it stays so; else the whole time. */
function settledMs(entries: readonly TraceEntry[], endMs: number): number {
  const lastChangeMs = entries.findLast(({ kind }) => kind !== 'probe' && kind !== 'event')?.atMs ?? 0;
  if (lastChangeMs > endMs / 2) return endMs;
  const shownMs = Math.max(minuteMs, lastChangeMs * 1.25 + minuteMs / 2);
  return Math.min(endMs, Math.ceil(shownMs / (minuteMs / 2)) * (minuteMs / 2));
}
