import type { SimulatedRelease } from '../../../server/src/lifecycle/release.ts';
import type { RecordedRollout, RolloutFact } from './recording.ts';
import { canonical, replay } from './replay.ts';

export const factKinds = ['pod', 'scale', 'status', 'condition', 'event'] as const;

export interface RolloutComparison {
  readonly name: string;
  readonly missing: readonly RolloutFact[];
  readonly unexpected: readonly RolloutFact[];
  readonly byKind: Readonly<Record<RolloutFact['kind'], { readonly expected: number; readonly met: number }>>;
}

const toleranceSeconds = 0.05;

/** Holds the engine against a case; of several recorded outcomes the nearest one counts. */
export function compareRollout(recorded: RecordedRollout, release: SimulatedRelease = '1.34'): RolloutComparison {
  const actual = replay(recorded, release);
  const outcomes = [recorded.timeline, ...(recorded.variants ?? [])].map((timeline) => match(timeline, actual));
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
      scale: tally('scale'),
      status: tally('status'),
      condition: tally('condition'),
      event: tally('event'),
    },
  };
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
