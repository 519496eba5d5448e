/** How the time windows of two versions of a pod differ, in words. */
import { type ContainerTiming, podTiming } from '../analysis/timing.ts';
import type { TimeWindow } from '../analysis/window.ts';
import { duration, type Message, timeRange, type Value } from '../base/message.ts';
import type { Pod } from '../kubernetes/pod.ts';
import type { Difference } from './compare.ts';
import { compareMessages as say } from './compareMessages.ts';

/** Container by container in the order of the pod, then the end of the pod. */
export function compareTimings(before: Pod, after: Pod): Difference[] {
  const [b, a] = [podTiming(before), podTiming(after)];
  const old = new Map([...b.containers.values()].map((timing) => [timing.name, timing]));
  const now = [...a.containers.values()];
  const names = new Set(now.map(({ name }) => name));
  return [
    ...now.flatMap((timing) => {
      const past = old.get(timing.name);
      return past ? containerDifferences(past, timing) : [other(say.containerNew({ container: timing.name }))];
    }),
    ...[...old.keys()].filter((name) => !names.has(name)).map((container) => other(say.containerGone({ container }))),
    ...shifted(b.terminated.heeds, a.terminated.heeds, say.termination),
    ...shifted(b.terminated.ignores, a.terminated.ignores, say.terminationIgnored),
  ];
}

type Builder = (data: { readonly container: string; readonly before: Value; readonly after: Value }) => Message;

function containerDifferences(before: ContainerTiming, after: ContainerTiming): Difference[] {
  const container = after.name;
  const window = (
    read: (timing: ContainerTiming) => TimeWindow | undefined,
    words: { readonly changed: Builder; readonly now: Builder; readonly noLonger: Builder },
  ): Difference[] => {
    const [b, a] = [read(before), read(after)];
    if (b === undefined && a === undefined) return [];
    const data = { container, before: b ? timeRange(b) : '', after: a ? timeRange(a) : '' };
    if (b === undefined) return [{ message: words.now(data), effect: 'better' }];
    if (a === undefined) return [{ message: words.noLonger(data), effect: 'worse' }];
    return isSame(b, a) ? [] : [{ message: words.changed(data), effect: effectOf(b, a) }];
  };
  return [
    ...(isSame(before.ready, after.ready)
      ? []
      : [
          {
            message: say.readyWindow({ container, before: timeRange(before.ready), after: timeRange(after.ready) }),
            effect: effectOf(before.ready, after.ready),
          },
        ]),
    ...allowance(before, after),
    ...window(({ stopsAnswering }) => stopsAnswering?.hang.restarted?.heeds, {
      changed: say.restartWindow,
      now: say.restartNow,
      noLonger: say.noRestart,
    }),
    ...window(({ removedFromEndpoints }) => removedFromEndpoints?.hang, {
      changed: say.trafficWindow,
      now: say.trafficWindowNow,
      noLonger: say.noTrafficWindow,
    }),
  ];
}

/** How long an app may take to start; what is longer is safer, but a dead app is noticed later. */
function allowance(before: ContainerTiming, after: ContainerTiming): Difference[] {
  const container = after.name;
  const [b, a] = [before, after].map(({ startupAllowance }) => startupAllowance?.window.bestMs);
  if (b === a) return [];
  if (b === undefined) return [other(say.startLimited({ container, after: duration(a!) }))];
  if (a === undefined) return [other(say.startUnlimited({ container, before: duration(b) }))];
  return [other(say.startAllowance({ container, before: duration(b), after: duration(a) }))];
}

function shifted(
  before: TimeWindow,
  after: TimeWindow,
  word: (data: { readonly before: Value; readonly after: Value }) => Message,
): Difference[] {
  return isSame(before, after) ? [] : [other(word({ before: timeRange(before), after: timeRange(after) }))];
}

function isSame(a: TimeWindow, b: TimeWindow): boolean {
  return a.bestMs === b.bestMs && a.worstMs === b.worstMs;
}

function effectOf(before: TimeWindow, after: TimeWindow): Difference['effect'] {
  return after.worstMs < before.worstMs ? 'better' : after.worstMs > before.worstMs ? 'worse' : 'other';
}

function other(message: Message): Difference {
  return { message, effect: 'other' };
}
