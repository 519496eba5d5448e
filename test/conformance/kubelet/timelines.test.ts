import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, firstDifference } from './compare.ts';
import type { RecordedTimeline } from './recording.ts';
import { replay } from './replay.ts';

const text = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
const given = JSON.parse(text('kubelet-1.34.json')) as RecordedTimeline[];
const lines = (file: string) =>
  text(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedTimeline);
const recorded = lines('recorded-1.34.json');
const newer = lines('recorded-1.35.json');

/** Cases that the engine does not meet yet. Only ever gets shorter: a case that passes must be taken out. */
const notMetYet: readonly string[] = [];

describe.each([
  ['1.33', lines('recorded-1.33.json')],
  ['1.34', [...given, ...recorded, ...lines('losses-1.34.json'), ...lines('changes-1.34.json')]],
  ['1.35', newer],
  ['1.36', [...lines('given-1.36.json'), ...lines('recorded-1.36.json')]],
  [
    '1.37',
    [
      ...lines('given-1.37.json'),
      ...lines('recorded-1.37.json'),
      ...lines('losses-1.37.json'),
      ...lines('changes-1.37.json'),
    ],
  ],
] as const)('the engine does what the kubelet of Kubernetes %s was recorded to do', (_release, recordings) => {
  it.each(recordings.map((recorded) => [recorded.name, recorded] as const))('%s', (name, recorded) => {
    const comparison = compare(recorded, replay(recorded));
    if (notMetYet.includes(name)) expect(comparison.passed, 'passes now: take it out of the list').toBe(false);
    else expect(firstDifference(comparison)).toBe('');
  });
});

describe('the comparison', () => {
  it('notices a time that is off, an entry that is missing and one too many', () => {
    const [recorded] = given;
    const actual = replay(recorded!);
    const late = actual.map((entry, index) => (index === 10 ? { ...entry, t: entry.t + 0.2 } : entry));
    expect(compare(recorded!, late).passed).toBe(false);
    expect(compare(recorded!, actual.slice(0, 10).concat(actual.slice(11))).passed).toBe(false);
    expect(compare(recorded!, [...actual, actual[10]!]).passed).toBe(false);
  });

  it('takes each stretch of time from any variant, and nothing that no variant has', () => {
    const entry = (t: number, op: string) => ({ t, kind: 'cri', op }) as const;
    const racy: RecordedTimeline = {
      ...recorded[0]!,
      case: { ...recorded[0]!.case, untilSeconds: 60 },
      timeline: [entry(1, 'create'), entry(20, 'start')],
      racy: true,
      variants: [
        { count: 1, added: [entry(2, 'create')], removed: [entry(1, 'create')] },
        { count: 1, added: [entry(21, 'start')], removed: [entry(20, 'start')] },
      ],
    };
    expect(compare(racy, [entry(2, 'create'), entry(21, 'start')]).passed).toBe(true);
    expect(compare(racy, [entry(2, 'create')]).passed).toBe(false);
    expect(compare(racy, [entry(2, 'create'), entry(22, 'start')]).passed).toBe(false);
  });
});
