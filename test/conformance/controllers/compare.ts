import type { SimulatedRelease } from '../../../server/src/lifecycle/release.ts';
import type { RecordedRollout, RecordedSchedule, RolloutFact } from './recording.ts';
import { canonical, replay, replaySchedule } from './replay.ts';

export const factKinds = ['pod', 'job', 'scale', 'status', 'condition', 'event'] as const;

export interface RolloutComparison {
  readonly name: string;
  readonly missing: readonly RolloutFact[];
  readonly unexpected: readonly RolloutFact[];
  readonly byKind: Readonly<Record<RolloutFact['kind'], { readonly expected: number; readonly met: number }>>;
}

const toleranceSeconds = 0.05;

/** Holds the engine against a case; of several recorded outcomes the nearest one counts. */
export function compareRollout(
  recorded: RecordedRollout | RecordedSchedule,
  release: SimulatedRelease = '1.34',
): RolloutComparison {
  const actual = recorded.kind === 'CronJob' ? replaySchedule(recorded) : replay(recorded, release);
  // The controller of CronJobs looks again before it has seen its own status, and then says again what it said.
  const said = recorded.kind === 'CronJob' ? once : (facts: readonly RolloutFact[]) => facts;
  const outcomes = [recorded.timeline, ...(recorded.variants ?? [])].map((timeline) =>
    match(said(timeline), said(actual)),
  );
  const wrong = ({ missing, unexpected }: ReturnType<typeof match>) => missing.length + unexpected.length;
  const best = outcomes.reduce((a, b) => (wrong(b) < wrong(a) ? b : a));
  const count = (facts: readonly RolloutFact[], kind: string) => facts.filter((fact) => fact.kind === kind).length;
  const tally = (kind: RolloutFact['kind']) => {
    const expected = count(best.expected, kind);
    return { expected, met: expected - count(best.missing, kind) };
  };
  return {
    name: recorded.name,
    missing: best.missing,
    unexpected: best.unexpected,
    byKind: {
      pod: tally('pod'),
      job: tally('job'),
      scale: tally('scale'),
      status: tally('status'),
      condition: tally('condition'),
      event: tally('event'),
    },
  };
}

/** Facts of a moment that are alike, once. */
function once(facts: readonly RolloutFact[]): readonly RolloutFact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const text = canonical(fact);
    return !seen.has(text) && seen.add(text);
  });
}

function match(expected: readonly RolloutFact[], actual: readonly RolloutFact[]) {
  const left = [...actual];
  const missing = expected.filter((fact) => {
    const text = canonical(fact.value);
    const index = left.findIndex(
      (own) =>
        own.kind === fact.kind &&
        own.key === fact.key &&
        Math.abs(own.t - fact.t) <= toleranceSeconds &&
        canonical(own.value) === text,
    );
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
  return { expected, missing, unexpected: left };
}
