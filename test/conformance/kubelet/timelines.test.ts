import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, firstDifference } from './compare.ts';
import type { RecordedTimeline } from './recording.ts';
import { replay } from './replay.ts';

const file = path.join(import.meta.dirname, 'kubelet-1.34.json');
const recordings = JSON.parse(readFileSync(file, 'utf8')) as RecordedTimeline[];

/** Cases that the engine does not meet yet. Only ever gets shorter: a case that passes must be taken out. */
const notMetYet: readonly string[] = [];

describe('the engine does what the kubelet of Kubernetes 1.34 was recorded to do', () => {
  it.each(recordings.map((recorded) => [recorded.name, recorded] as const))('%s', (name, recorded) => {
    const comparison = compare(recorded, replay(recorded));
    if (notMetYet.includes(name)) expect(comparison.passed, 'passes now: take it out of the list').toBe(false);
    else expect(firstDifference(comparison)).toBe('');
  });

  it('notices a time that is off, an entry that is missing and one too many', () => {
    const [recorded] = recordings;
    const actual = replay(recorded!);
    const late = actual.map((entry, index) => (index === 10 ? { ...entry, t: entry.t + 0.2 } : entry));
    expect(compare(recorded!, late).passed).toBe(false);
    expect(compare(recorded!, actual.slice(0, 10).concat(actual.slice(11))).passed).toBe(false);
    expect(compare(recorded!, [...actual, actual[10]!]).passed).toBe(false);
  });
});
