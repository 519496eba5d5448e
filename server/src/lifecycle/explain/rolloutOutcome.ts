import { duration, type Message, paragraph } from '../../base/message.ts';
import type { RolloutTrace } from '../trace/rolloutTrace.ts';
import type { RolloutFacts } from './rolloutFacts.ts';
import { rolloutMessages as say } from './rolloutMessages.ts';

/** Whether and when a roll-out was finished, and what it cost on the way. */
export function tellOutcome(trace: RolloutTrace, facts: RolloutFacts): Message {
  return paragraph([tellEnd(trace, facts), ...deadline(facts), ...endpoints(facts), ...relapse(trace, facts)]);
}

/** Whether and when it was finished. */
export function tellEnd({ kind, createdAtMs, endMs }: RolloutTrace, { outcome, tookMs = 0 }: RolloutFacts): Message {
  const isUpdate = createdAtMs < 0;
  if (outcome === 'failed') return say.jobFailed({ took: duration(tookMs) });
  if (outcome === 'finished') {
    const tell = kind === 'Job' ? say.jobFinished : isUpdate ? say.updateFinished : say.rolloutFinished;
    return tell({ took: duration(tookMs) });
  }
  const tell = kind === 'Job' ? say.jobUnfinished : isUpdate ? say.updateUnfinished : say.rolloutUnfinished;
  return tell({ ran: duration(endMs) });
}

function deadline({ outcome, deadlineExceededAtMs }: RolloutFacts): Message[] {
  if (deadlineExceededAtMs === undefined || outcome === 'failed') return [];
  const at = duration(deadlineExceededAtMs);
  return [outcome === 'finished' ? say.deadlineWasExceeded({ at }) : say.deadlineExceeded({ at })];
}

function endpoints({ outcome, readyEndpoints }: RolloutFacts): Message[] {
  if (readyEndpoints === undefined || outcome === 'failed') return [];
  const { before, fewest, fewestAtMs } = readyEndpoints;
  if (fewest === before) return [say.endpointsStay({ count: fewest })];
  return [say.endpointsLost({ count: fewest, before, at: duration(fewestAtMs) })];
}

function relapse({ desired }: RolloutTrace, { relapse }: RolloutFacts): Message[] {
  if (relapse === undefined) return [];
  const { atMs, fewestAvailable: available, fewestAtMs } = relapse;
  const given = { at: duration(atMs), available, desired };
  return [fewestAtMs === atMs ? say.relapse(given) : say.relapseLater({ ...given, worstAt: duration(fewestAtMs) })];
}
