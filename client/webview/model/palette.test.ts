import { describe, expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import type { RolloutResult } from '../engine/messages.ts';
import { run } from '../engine/run.ts';
import { rolloutOf, servedDeployment } from '../testing/rollouts.ts';
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

describe('to one pod of a rollout', () => {
  const rollout = rolloutOf(servedDeployment(3));
  const second = rollout.trace.pods.filter(({ revision }) => revision === 'new')[1]!;
  const pod = { name: second.name, nth: 2, createdAtSeconds: second.createdAtMs / 1000 };
  const atSeconds = pod.createdAtSeconds + 20;
  const restarted = (input: Input) => {
    const { trace } = run(input) as RolloutResult;
    const changes = trace.entries.flatMap((entry) =>
      entry.kind === 'pod' && entry.pod.change === 'restarted' ? [entry.object] : [],
    );
    return [...new Set(changes)];
  };

  test('it happens to that pod only, and again after the same list was changed', () => {
    const once = changedBy(rollout.input, (now) => settingFor('crash', now, atSeconds, 'shop', pod));
    expect(restarted(rollout.input)).toEqual([]);
    expect(restarted(once)).toEqual([`pod/${pod.name}`]);
    expect(movables(once)).toMatchObject([{ what: 'crash', nth: 2, atSeconds }]);
    const twice = changedBy(once, (now) => settingFor('crash', now, atSeconds + 9, 'shop', pod));
    expect(movables(twice, pod).map((one) => one.atSeconds)).toEqual([atSeconds, atSeconds + 9]);
    expect(movables(twice, { ...pod, nth: 3 })).toEqual([]);
    const gone = changedBy(twice, (now) => removed(now, movables(now)[0]!));
    expect(movables(gone).map((one) => one.atSeconds)).toEqual([atSeconds + 9]);
  });

  test('it is deleted by its name', () => {
    const deleted = changedBy(rollout.input, (now) => settingFor('delete', now, atSeconds, 'shop', pod));
    const { trace } = run(deleted) as RolloutResult;
    expect(trace.pods.find(({ name }) => name === pod.name)?.deletedAtMs).toBe(atSeconds * 1000);
    const later = changedBy(deleted, (now) => moved(now, movables(now, pod)[0]!, atSeconds + 5));
    expect(movables(later, pod)).toMatchObject([{ what: 'delete', atSeconds: atSeconds + 5 }]);
    expect(movables(changedBy(later, (now) => removed(now, movables(now)[0]!)))).toEqual([]);
  });

  test('it keeps what happens to all pods', () => {
    const all = changedBy(rollout.input, (now) => settingFor('outage', now, atSeconds + 30, 'shop'));
    const both = changedBy(all, (now) => settingFor('crash', now, atSeconds, 'shop', pod));
    expect(movables(both, pod).map(({ what }) => what)).toEqual(['crash', 'fails', 'answers']);
  });
});
