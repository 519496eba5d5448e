/** The engine runs once, as far ahead as anything is looked for; what is shown is the beginning of that run. */

import type { Rollout } from '../lifecycle/rollout/simulateRollout.ts';
import { type Requests, requestsUntil } from '../lifecycle/trace/requests.ts';
import type { RolloutTrace } from '../lifecycle/trace/rolloutTrace.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import { PodTraces } from '../lifecycle/workload/podTraces.ts';

/** The trace of a simulation that would have run only until `untilMs`; one that ends earlier stays as it is. */
export function cutTrace(trace: Trace, untilMs: number): Trace {
  if (untilMs >= trace.endMs) return trace;
  const { truncated: _, ...rest } = trace;
  return { ...rest, entries: upTo(trace.entries, untilMs), ...cutRequests(trace, untilMs), endMs: untilMs };
}

function cutRequests({ requests }: Trace | RolloutTrace, untilMs: number): { readonly requests?: Requests } {
  return requests === undefined ? {} : { requests: requestsUntil(requests, untilMs) };
}

/** The same of a rollout. The lives of its pods are cut, too: each where the youngest pod that lives it is at the end. */
export function cutRollout(rollout: Rollout, untilMs: number): Rollout {
  const { trace, pods } = rollout;
  if (untilMs >= trace.endMs) return rollout;
  const lives = new Map<Trace, number>();
  const kept = trace.pods.flatMap((pod, index) => {
    const life = pods.shared(index);
    return pod.createdAtMs > untilMs || life === undefined ? [] : [{ pod, life }];
  });
  for (const { pod, life } of kept) lives.set(life, Math.max(lives.get(life) ?? 0, untilMs - pod.createdAtMs));
  const cut = new Map([...lives].map(([life, ageMs]) => [life, cutTrace(life, ageMs)]));
  const { truncated: _, ...rest } = trace;
  return {
    trace: {
      ...rest,
      pods: kept.map(({ pod }) => cutPod(pod, untilMs)),
      entries: upTo(trace.entries, untilMs),
      ...cutRequests(trace, untilMs),
      endMs: untilMs,
    },
    pods: new PodTraces(kept.map(({ pod, life }) => ({ name: pod.name, trace: cut.get(life) ?? life }))),
  };
}

function cutPod(pod: RolloutTrace['pods'][number], untilMs: number): RolloutTrace['pods'][number] {
  const { deletedAtMs, goneAtMs, ...rest } = pod;
  return {
    ...rest,
    ...(deletedAtMs === undefined || deletedAtMs > untilMs ? {} : { deletedAtMs }),
    ...(goneAtMs === undefined || goneAtMs > untilMs ? {} : { goneAtMs }),
  };
}

/** Entries are ordered by time. */
function upTo<T extends { readonly atMs: number }>(entries: readonly T[], untilMs: number): readonly T[] {
  const later = entries.findIndex(({ atMs }) => atMs > untilMs);
  return later < 0 ? entries : entries.slice(0, later);
}
