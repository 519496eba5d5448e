import type { RecordedEntry, RecordedTimeline } from './recording.ts';

/** Rounding and the zero-length steps of a real machine. */
const toleranceSeconds = 0.05;
/** After so long without a difference a race is over: a relist later the kubelet has seen everything. */
const calmSeconds = 2;

export type Kind = RecordedEntry['kind'];
export const kinds: readonly Kind[] = ['status', 'event', 'probe', 'hook', 'cri', 'api'];

export interface Comparison {
  readonly name: string;
  readonly passed: boolean;
  /** Entries expected and entries met, by kind, against the closest variant. */
  readonly byKind: Readonly<Record<Kind, { readonly expected: number; readonly met: number }>>;
  readonly missing: readonly RecordedEntry[];
  readonly unexpected: readonly RecordedEntry[];
}

/**
 * Holds what the engine did against what was recorded. Of a racy case any variant that was seen is right. Races at
 * different times are independent of each other, so each stretch of difference may be that of another variant.
 */
export function compare(recorded: RecordedTimeline, actual: readonly RecordedEntry[]): Comparison {
  const { timeline, variants = [] } = recorded;
  const whole = [timeline, ...variants.map((variant) => apply(variant, timeline))].map((expected) =>
    compareEntries(recorded, expected, actual),
  );
  const nearest = whole.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  return nearest.passed || variants.length === 0 ? nearest : compareStretches(recorded, actual);
}

/**
 * Puts the stretches of several runs together. Counts of events are left out: they follow from the events before, of
 * which each run has its own.
 */
function compareStretches(recorded: RecordedTimeline, actual: readonly RecordedEntry[]): Comparison {
  const timeline = withoutCounts(recorded.timeline);
  const differences = (recorded.variants ?? []).map((variant): Difference => {
    const added = withoutCounts(variant.added ?? []);
    const removed = withoutCounts(variant.removed ?? []);
    return { added: without(added, removed), removed: without(removed, added) };
  });
  const got = withoutCounts(actual);
  const outcome = (expected: readonly RecordedEntry[]): Outcome => ({
    expected,
    comparison: compareEntries(recorded, expected, got),
  });
  const stretches = differences.flatMap(stretchesOf);
  const follow = (start: Outcome): Outcome => {
    let best = start;
    for (let improved = true; improved && !best.comparison.passed; ) {
      improved = false;
      for (const stretch of stretches) {
        const next = outcome(apply(stretch, best.expected));
        if (distance(next.comparison) >= distance(best.comparison)) continue;
        best = next;
        improved = true;
      }
    }
    return best;
  };
  const ofTimeline = outcome(timeline);
  const nearest = closest([ofTimeline, ...differences.map((difference) => outcome(apply(difference, timeline)))]);
  return closest([follow(nearest), follow(ofTimeline)]).comparison;
}

interface Outcome {
  readonly expected: readonly RecordedEntry[];
  readonly comparison: Comparison;
}

function closest(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((best, next) => (distance(next.comparison) < distance(best.comparison) ? next : best));
}

type Difference = Pick<NonNullable<RecordedTimeline['variants']>[number], 'added' | 'removed'>;

function withoutCounts(entries: readonly RecordedEntry[]): RecordedEntry[] {
  return entries.map(({ count: _count, ...rest }) => rest as RecordedEntry);
}

function without(entries: readonly RecordedEntry[], others: readonly RecordedEntry[]): RecordedEntry[] {
  const left = others.map(textOf);
  return entries.filter((entry) => {
    const index = left.indexOf(textOf(entry));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function textOf(entry: RecordedEntry): string {
  return JSON.stringify(sorted(entry));
}

/** A variant's entries, from those of another one. */
function apply({ added = [], removed = [] }: Difference, timeline: readonly RecordedEntry[]): RecordedEntry[] {
  return [...without(timeline, removed), ...added];
}

/** Cuts a difference where for a while there is none. */
function stretchesOf({ added = [], removed = [] }: Difference): Difference[] {
  const times = [...added, ...removed].map(({ t }) => t).sort((a, b) => a - b);
  const ends = times.filter((time, index) => (times[index + 1] ?? Number.POSITIVE_INFINITY) - time > calmSeconds);
  return ends.map((end, index) => {
    const within = ({ t }: RecordedEntry) => t <= end && t > (ends[index - 1] ?? Number.NEGATIVE_INFINITY);
    return { added: added.filter(within), removed: removed.filter(within) };
  });
}

function compareEntries(
  recorded: RecordedTimeline,
  expected: readonly RecordedEntry[],
  actual: readonly RecordedEntry[],
): Comparison {
  const end = recorded.case.untilSeconds - toleranceSeconds;
  const actualByKey = byKey(actual);
  const expectedByKey = byKey(expected);
  const missing: RecordedEntry[] = [];
  const unexpected: RecordedEntry[] = [];
  for (const key of new Set([...actualByKey.keys(), ...expectedByKey.keys()])) {
    const wanted = [...(expectedByKey.get(key) ?? [])].sort(byTime);
    const got = [...(actualByKey.get(key) ?? [])].sort(byTime);
    while (wanted.length > 0 || got.length > 0) {
      const [want] = wanted;
      const [have] = got;
      if (want !== undefined && have !== undefined && matches(want, have)) {
        wanted.shift();
        got.shift();
      } else if (have === undefined || (want !== undefined && want.t <= have.t)) {
        missing.push(wanted.shift()!);
      } else {
        unexpected.push(got.shift()!);
      }
    }
  }
  // What happens in the last instant may fall on either side of the end.
  const inTime = (entry: RecordedEntry) => entry.t < end;
  const relevantMissing = missing.filter(inTime).sort(byTime);
  const relevantUnexpected = unexpected.filter(inTime).sort(byTime);
  const byKind = Object.fromEntries(
    kinds.map((kind) => {
      const all = expected.filter((entry) => entry.kind === kind).length;
      const missed = relevantMissing.filter((entry) => entry.kind === kind).length;
      return [kind, { expected: all, met: all - missed }];
    }),
  ) as Comparison['byKind'];
  return {
    name: recorded.name,
    passed: relevantMissing.length === 0 && relevantUnexpected.length === 0,
    byKind,
    missing: relevantMissing,
    unexpected: relevantUnexpected,
  };
}

function matches(a: RecordedEntry, b: RecordedEntry): boolean {
  const close = (x = 0, y = 0) => Math.abs(x - y) <= toleranceSeconds + 1e-9;
  const times = timesIn(b);
  return close(a.t, b.t) && close(a.took, b.took) && timesIn(a).every((time, index) => close(time, times[index]));
}

/** Times within a status: when containers started and ended. */
function timesIn({ inits, containers }: RecordedEntry): number[] {
  return [...statuses(inits), ...statuses(containers)].flatMap(({ startedAt, finishedAt, last }) => [
    startedAt ?? 0,
    finishedAt ?? 0,
    Number(/@(.*)$/.exec(last ?? '')?.[1] ?? 0),
  ]);
}

interface RecordedStatus {
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly last?: string;
}

function statuses(value: unknown): readonly RecordedStatus[] {
  return Array.isArray(value) ? (value as RecordedStatus[]) : [];
}

/** Whether a container started is a fact, when it did is a time. */
function withoutTimes(status: RecordedStatus): unknown {
  const { startedAt, finishedAt, last, ...rest } = status;
  return {
    ...rest,
    last: last?.replace(/@.*$/, ''),
    hasStarted: startedAt !== undefined,
    hasEnded: finishedAt !== undefined,
  };
}

function distance({ missing, unexpected }: Comparison): number {
  return missing.length + unexpected.length;
}

function byTime(a: RecordedEntry, b: RecordedEntry): number {
  return a.t - b.t;
}

function byKey(entries: readonly RecordedEntry[]): Map<string, RecordedEntry[]> {
  const groups = new Map<string, RecordedEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

function keyOf({ t: _t, took: _took, inits, containers, ...rest }: RecordedEntry): string {
  return JSON.stringify(
    sorted({ ...rest, inits: statuses(inits).map(withoutTimes), containers: statuses(containers).map(withoutTimes) }),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

/** The earliest thing that differs, for a reader. */
export function firstDifference({ missing, unexpected }: Comparison): string {
  const first = Math.min(missing[0]?.t ?? Number.POSITIVE_INFINITY, unexpected[0]?.t ?? Number.POSITIVE_INFINITY);
  const near = (entries: readonly RecordedEntry[]) => entries.filter((entry) => entry.t <= first + 0.5).slice(0, 4);
  return [
    ...near(missing).map((entry) => `  - ${JSON.stringify(entry)}`),
    ...near(unexpected).map((entry) => `  + ${JSON.stringify(entry)}`),
  ].join('\n');
}
