import { describe, expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { run } from '../engine/run.ts';
import { podRun } from '../testing/runs.ts';
import type { Input } from './inputPath.ts';
import { failingAttempt, movables, moved, paletteItems, removed, type Setting, settingFor } from './palette.ts';
import { changed, noChanges, withChange } from './whatIf.ts';

const { input } = podRun({ name: 'own' });

function changedBy(before: Input, ...settings: ((now: Input) => Setting)[]): Input {
  let changes = noChanges;
  for (const setting of settings) {
    const { path, value } = setting(changed(before, changes));
    changes = withChange(before, changes, path, value);
  }
  return changed(before, changes);
}

describe('what is dropped happens', () => {
  test.each(paletteItems.map((item) => [item]))('%s', (item) => {
    const dropped = changedBy(input, (now) => settingFor(item, now, 30, 'app'));
    expect(movables(dropped)[0]).toMatchObject({ atSeconds: 30 });
    // Something comes of it at that time, and nothing before.
    const { entries } = run({ ...dropped, untilMs: 400_000 }).trace;
    const { entries: without } = run({ ...input, untilMs: 400_000 }).trace;
    const upTo = (list: readonly { readonly atMs: number }[]) =>
      JSON.stringify(list.filter(({ atMs }) => atMs < 30_000));
    expect(upTo(entries)).toBe(upTo(without));
    expect(JSON.stringify(entries)).not.toBe(JSON.stringify(without));
    // Removed, it is as if it had never been.
    const gone = movables(dropped).reduce(
      (now) => changedBy(now, (again) => removed(again, movables(again)[0]!)),
      dropped,
    );
    expect(movables(gone)).toEqual([]);
    expect(JSON.stringify(run({ ...gone, untilMs: 400_000 }).trace.entries)).toBe(JSON.stringify(without));
  });
});

test('what is moved stays in order, and is where it was put', () => {
  const many = changedBy(
    input,
    (now) => settingFor('outage', now, 30, 'app'),
    (now) => settingFor('hang', now, 90, 'app'),
  );
  fc.assert(
    fc.property(fc.nat(2), fc.integer({ min: -50, max: 500 }), (index, atSeconds) => {
      const one = movables(many)[index]!;
      const next = movables(changedBy(many, (now) => moved(now, one, atSeconds)));
      const times = next.map((other) => other.atSeconds);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(next.filter(({ what }) => what === one.what).map((other) => other.atSeconds)).toContain(
        Math.max(0, atSeconds),
      );
    }),
  );
});

test('one attempt fails, those before and after it do not', () => {
  const { trace } = run({ ...input, untilMs: 120_000 });
  const attempts = trace.entries.filter((entry) => entry.kind === 'probe');
  const readiness = attempts.filter(({ probe }) => probe.type === 'readiness');
  const chosen = readiness[5]!;
  const failing = changedBy(input, (now) =>
    failingAttempt(now, { container: 'app', probe: 'readiness', startMs: chosen.atMs - chosen.probe.tookMs }),
  );
  const results = run({ ...failing, untilMs: 120_000 }).trace.entries.filter((entry) => entry.kind === 'probe');
  const failed = results.filter(({ probe }) => probe.result === 'failure');
  expect(failed.map(({ probe }) => probe.type)).toEqual(['readiness']);
  expect(Math.abs(failed[0]!.atMs - chosen.atMs)).toBeLessThan(500);
});
