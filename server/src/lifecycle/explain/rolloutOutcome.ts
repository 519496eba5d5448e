import { duration, type Message, paragraph } from '../../base/message.ts';
import type { RolloutTrace } from '../trace/rolloutTrace.ts';
import { describeLostRequests } from './describeRequests.ts';
import type { RolloutFacts } from './rolloutFacts.ts';
import { rolloutMessages as say } from './rolloutMessages.ts';

/** Whether and when a roll-out was finished, and what it cost on the way. */
export function describeOutcome(trace: RolloutTrace, facts: RolloutFacts): Message {
  return paragraph([
    describeEnd(trace, facts),
    ...deadline(facts),
    ...served(trace, facts),
    ...relapse(trace, facts),
    ...(trace.kind === 'DaemonSet' && trace.desired === 0 ? [say.noNodeTakesIt()] : []),
    ...(trace.assumedNodes === undefined ? [] : [say.assumedNodes({ count: trace.assumedNodes })]),
  ]);
}

/** Whether and when it was finished. */
export function describeEnd(
  { kind, createdAtMs, endMs }: RolloutTrace,
  { outcome, tookMs = 0, changedAtMs }: RolloutFacts,
): Message {
  const isUpdate = createdAtMs < 0;
  if (outcome === 'failed') return say.jobFailed({ took: duration(tookMs) });
  if (changedAtMs !== undefined && kind !== 'Job') {
    const changedAt = duration(changedAtMs);
    return outcome === 'finished'
      ? say.changeFinished({ at: duration(tookMs), changedAt, took: duration(tookMs - changedAtMs) })
      : say.changeUnfinished({ changedAt, ran: duration(endMs) });
  }
  if (outcome === 'finished') {
    const message = kind === 'Job' ? say.jobFinished : isUpdate ? say.updateFinished : say.rolloutFinished;
    return message({ took: duration(tookMs) });
  }
  const message = kind === 'Job' ? say.jobUnfinished : isUpdate ? say.updateUnfinished : say.rolloutUnfinished;
  return message({ ran: duration(endMs) });
}

function deadline({ outcome, deadlineExceededAtMs }: RolloutFacts): Message[] {
  if (deadlineExceededAtMs === undefined || outcome === 'failed') return [];
  const at = duration(deadlineExceededAtMs);
  return [outcome === 'finished' ? say.deadlineWasExceeded({ at }) : say.deadlineExceeded({ at })];
}

/** How many endpoints are ready reassures only where no request is lost. */
function served({ requests, endMs }: RolloutTrace, facts: RolloutFacts): Message[] {
  const lost = requests === undefined ? [] : describeLostRequests(requests, endMs, facts.requests?.podsStopped ?? 0);
  return [...endpoints(facts, lost.length > 0), ...lost];
}

function endpoints({ outcome, readyEndpoints }: RolloutFacts, hasLost: boolean): Message[] {
  if (readyEndpoints === undefined || outcome === 'failed') return [];
  const { before, fewest, fewestAtMs } = readyEndpoints;
  if (fewest === before && hasLost) return [];
  if (fewest === before) return [say.endpointsStay({ count: fewest })];
  return [say.endpointsLost({ count: fewest, before, at: duration(fewestAtMs) })];
}

function relapse({ desired }: RolloutTrace, { relapse }: RolloutFacts): Message[] {
  if (relapse === undefined) return [];
  const { atMs, fewestAvailable: available, fewestAtMs } = relapse;
  const given = { at: duration(atMs), available, desired };
  return [fewestAtMs === atMs ? say.relapse(given) : say.relapseLater({ ...given, worstAt: duration(fewestAtMs) })];
}
