import { expect, test } from 'vitest';
import { podRun } from '../testing/runs.ts';
import { textOf } from '../text.ts';
import { standingAt } from './standing.ts';

const { trace } = podRun({
  name: 'own',
  containers: { app: { happenings: [{ atSeconds: 3, exitCode: 2 }] } },
});

function statesAt(timeMs: number): string[] {
  return (standingAt(trace, timeMs)?.containers ?? []).map(({ name, state }) => `${name} ${textOf(state)}`);
}

test('a container runs, ends, and waits for the rest of its back-off', () => {
  expect(statesAt(2_600)).toEqual([expect.stringMatching(/^app running for 2/)]);
  const waiting = trace.entries.find(
    (entry) =>
      entry.kind === 'status' &&
      entry.status.containerStatuses.some(
        ({ state }) => state.type === 'waiting' && state.reason === 'CrashLoopBackOff',
      ),
  )!;
  const left = (timeMs: number) => Number(/the next try in ([\d.]+) s$/.exec(statesAt(timeMs)[0]!)?.[1]);
  expect(left(waiting.atMs)).toBeGreaterThan(3);
  expect(left(waiting.atMs) - left(waiting.atMs + 2_000)).toBeCloseTo(2);
});

test('conditions are those of the status; a pod that is gone has none', () => {
  const types = standingAt(trace, 2_600)?.conditions.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['Ready', 'ContainersReady', 'PodScheduled']));
  const gone = podRun({ name: 'own', delete: { atSeconds: 5 } }, { untilMs: 120_000 }).trace;
  expect(standingAt(gone, 119_000)).toBeUndefined();
});
