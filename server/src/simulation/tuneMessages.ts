/** What the search for settings found: for the editor, the command line and the panel. */
import type { ContainerTiming } from '../analysis/timing.ts';
import { defineMessages, duration, type Message, seconds, timeRange, type Value } from '../base/message.ts';
import { probeField } from '../kubernetes/pod.ts';
import {
  type Contradiction,
  type Tuned,
  type TuneResult,
  type TuneWish,
  type TuneWishes,
  wishWindows,
} from './tune.ts';

export const tuneMessages = defineMessages('tune', {
  probe: '{probe}: {failures} failures in a row, {period} apart.',
  added: 'New {probe}: {failures} failures in a row, {period} apart.',
  unchanged: 'The probes meet the wishes as they are.',
  starts: 'The app may take {duration} to answer for the first time.',
  restarts: 'A hang ends with a restart {window} after it began.',
  outages: 'An outage of up to {duration} restarts nothing.',
  traffic: 'Services send no more requests {window} after a hang began.',
  attempts: 'The probes make {after} attempts an hour; before, they made {before}.',

  restartTooSoon:
    'A restart within {wished} is not possible: it takes {needed}, {missing} more, with this timeoutSeconds and preStop hook.',
  restartBeforeOutage:
    'A restart within {wished} and an outage of {outage} that restarts nothing exclude each other: a restart then takes {needed}, {missing} more.',
  trafficTooSoon: 'Services cannot stop within {wished}: it takes {needed}, {missing} more, with this timeoutSeconds.',
  noHandler: 'The container has no {probe}, and no other probe or port tells what it should ask. Write one first.',
  noContainer: 'There is no container {name} whose probes could be tuned.',
});

const say = tuneMessages;

/** Each probe that changes, what follows, and what it costs; or why there are no such settings. */
export function tuneReport(result: TuneResult, wishes: TuneWishes): readonly Message[] {
  if ('noContainer' in result) return [say.noContainer({ name: result.noContainer })];
  if ('withoutHandler' in result) return [say.noHandler({ probe: probeField[result.withoutHandler] })];
  if ('contradictions' in result) return result.contradictions.map((one) => contradiction(one, wishes));
  const { probes, timing, attemptsPerHour } = result;
  if (probes.length === 0) return [say.unchanged(), ...follows(timing, wishes)];
  const [after, before] = [attemptsPerHour.after, attemptsPerHour.before].map(Math.round) as [number, number];
  return [...probes.map(probe), ...follows(timing, wishes), say.attempts({ after, before })];
}

function probe({ type, failureThreshold: failures, periodSeconds, handler }: Tuned['probes'][number]): Message {
  const data = { probe: probeField[type], failures, period: seconds(periodSeconds) };
  return handler ? say.added(data) : say.probe(data);
}

/** What was wished, as it is now. */
function follows(timing: ContainerTiming, wishes: TuneWishes): Message[] {
  const { startSeconds, restartSeconds, outageSeconds, trafficSeconds } = wishes;
  const {
    startSeconds: start,
    restartSeconds: restart,
    outageSeconds: outage,
    trafficSeconds: traffic,
  } = wishWindows(timing);
  return [
    ...(startSeconds !== undefined && start ? [say.starts({ duration: duration(start.bestMs) })] : []),
    ...(restartSeconds !== undefined && restart ? [say.restarts({ window: timeRange(restart) })] : []),
    ...(outageSeconds && outage ? [say.outages({ duration: duration(outage.bestMs) })] : []),
    ...(trafficSeconds !== undefined && traffic ? [say.traffic({ window: timeRange(traffic) })] : []),
  ];
}

function contradiction({ wishes, neededSeconds, missingSeconds }: Contradiction, wished: TuneWishes): Message {
  const amount = (wish: TuneWish): Value => seconds(wished[wish] ?? 0);
  const data = { needed: seconds(neededSeconds), missing: seconds(missingSeconds) };
  if (wishes.includes('outageSeconds'))
    return say.restartBeforeOutage({ ...data, wished: amount('restartSeconds'), outage: amount('outageSeconds') });
  return wishes.includes('trafficSeconds')
    ? say.trafficTooSoon({ ...data, wished: amount('trafficSeconds') })
    : say.restartTooSoon({ ...data, wished: amount('restartSeconds') });
}
