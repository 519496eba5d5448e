import { describe, expect, test } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { explain } from '../explain/explain.ts';
import { describePod } from '../kubectl/describePod.ts';
import { changes } from '../kubectl/row.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import { causes } from '../trace/causes.ts';
import type { Trace } from '../trace/trace.ts';
import type { Deletion, Scenario } from '../world/scenario.ts';

const pod: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
const play = (deletion: Deletion) => simulate(pod, { name: 'own', delete: deletion }, { untilMs: 400_000 });
const removedAt = (trace: ReturnType<typeof play>) =>
  trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed')?.atMs;

test('a finalizer keeps the object until it is taken off, while the containers have ended long ago', () => {
  const trace = play({ atSeconds: 60, finalizerUntilSeconds: 300 });
  const exited = trace.entries.find((entry) => entry.kind === 'cri' && entry.call.op === 'exited');
  expect(exited?.atMs).toBeLessThan(61_000);
  expect(removedAt(trace)).toBe(300_000);
  expect(changes(trace).at(-1)?.row.ready).toBe('0/1');
  // Without one it is gone at once.
  expect(removedAt(play({ atSeconds: 60 }))).toBeLessThan(63_000);
  expect(removedAt(play({ atSeconds: 60, finalizerUntilSeconds: 30 }))).toBeLessThan(63_000);
});

test('the eviction API leaves its condition', () => {
  const status = play({ atSeconds: 60, byEviction: true }).entries.findLast((entry) => entry.kind === 'status')?.status;
  expect(status?.conditions).toContainEqual({
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  });
});

describe('a user changes the pod', () => {
  const changed = (own: Pod, ...edits: NonNullable<Scenario['changes']>) =>
    simulate(own, { name: 'own', changes: edits }, { untilMs: 100_000 });

  test('another image restarts its container, and describe shows it from then on', () => {
    const trace = changed(pod, { atSeconds: 30, images: { app: 'app:2' } });
    const killing = trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === 'Killing')!;
    expect(killing).toMatchObject({
      atMs: 30_000,
      event: { message: 'Container app definition changed, will be restarted' },
    });
    expect(causes(trace, killing.seq).at(-1)).toEqual({ kind: 'scenario', path: 'changes[0]' });
    expect(changes(trace).at(-1)?.row.restarts).toMatch(/^1 /);
    expect(describePod(pod, trace, 29_000)).toContain('app:1');
    expect(describePod(pod, trace, 40_000)).toContain('app:2');
  });

  test('a deadline is taken where there was none or a longer one, and refused where it is longer', () => {
    const hasFailed = (trace: Trace) =>
      trace.entries.some((entry) => entry.kind === 'status' && entry.status.phase === 'Failed');
    expect(hasFailed(changed(pod, { atSeconds: 30, activeDeadlineSeconds: 50 }))).toBe(true);
    const limited = { ...pod, spec: { ...pod.spec, activeDeadlineSeconds: 200 } };
    expect(hasFailed(changed(limited, { atSeconds: 30, activeDeadlineSeconds: 50 }))).toBe(true);
    const trace = changed(limited, { atSeconds: 30, activeDeadlineSeconds: 300 });
    expect(hasFailed(trace)).toBe(false);
    const refused = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'changeRefused')!;
    expect(textOf(explain(trace, refused.seq))).toContain('must be less than or equal to previous value');
  });
});
