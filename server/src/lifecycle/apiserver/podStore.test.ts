import { expect, test } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { changes } from '../kubectl/row.ts';
import { simulate } from '../simulate.ts';
import type { Deletion } from '../world/scenario.ts';

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
