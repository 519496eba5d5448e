/** What the outcomes of a sweep look like, and what they are called. */
import { duration, type Message } from '../../../server/src/base/message.ts';
import { outcomes, type RunOutcome } from '../../../server/src/simulation/sweep.ts';
import { rolloutOutcomes } from '../../../server/src/simulation/sweepRollout.ts';
import { sweepMessages as say } from './sweepMessages.ts';

type Outcome = RunOutcome['outcome'];

const signs: Readonly<Record<Outcome, string>> = {
  inTime: '✓',
  lost: 'R',
  late: 'L',
  restarted: 'n',
  crashLoop: 'C',
  never: '–',
  stuck: '–',
};

export function signOf({ outcome, restarts = 0 }: RunOutcome): string {
  return outcome === 'restarted' ? `${restarts}` : signs[outcome];
}

/** What the signs mean. */
export function legendOf(
  isRollout: boolean,
): { readonly outcome: Outcome; readonly sign: string; readonly means: Message }[] {
  const means = isRollout ? ofRollouts : ofPods;
  const shown: readonly Outcome[] = isRollout ? rolloutOutcomes : outcomes;
  return shown.map((outcome) => ({ outcome, sign: signs[outcome], means: means[outcome]!() }));
}

const ofPods: Readonly<Partial<Record<Outcome, () => Message>>> = {
  inTime: say.legendInTime,
  late: say.legendLate,
  restarted: say.legendRestarted,
  crashLoop: say.legendCrashLoop,
  never: say.legendNever,
};

const ofRollouts: Readonly<Partial<Record<Outcome, () => Message>>> = {
  inTime: say.legendFinished,
  lost: say.legendLost,
  late: say.legendFinishedLate,
  stuck: say.legendStuck,
};

export function outcomeText({ outcome, restarts: count = 0, lost, readyAfterMs = 0 }: RunOutcome): Message {
  const time = duration(readyAfterMs);
  switch (outcome) {
    case 'inTime':
      return lost === undefined ? say.inTime({ time }) : say.finished({ time });
    case 'late':
      if (lost === undefined) return say.late({ time });
      return lost === 0 ? say.finishedLate({ time }) : say.finishedLateLost({ time, count: lost });
    case 'lost':
      return say.lost({ time, count: lost ?? 0 });
    case 'restarted':
    case 'crashLoop':
      return say[outcome]({ count });
    case 'never':
    case 'stuck':
      return say[outcome]();
  }
}
