import { expect, test } from 'vitest';
import type { Container } from '../../kubernetes/pod.ts';
import type { SimulatedRelease } from '../release.ts';
import { simulate } from '../simulate.ts';
import type { Scenario } from '../world/scenario.ts';

const readiness = { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 } };

function restarted(
  container: Partial<Container>,
  scenario: Partial<Scenario> = {},
  kubernetes: SimulatedRelease = '1.37',
  gates = {},
) {
  const pod = { spec: { containers: [{ name: 'app', image: 'app:1', ...container }] } };
  const node = { kubeletRestartsAtSeconds: 60 };
  return simulate(pod, { name: 'restart', node, ...scenario }, { kubernetes, gates, untilMs: 180_000 });
}

/** When the pod became ready or not ready after the restart. */
function readyChanges({ entries }: ReturnType<typeof restarted>): string[] {
  let before: string | undefined;
  return entries.flatMap((entry) => {
    if (entry.kind !== 'status') return [];
    const ready = entry.status.conditions.find(({ type }) => type === 'Ready')?.status;
    const hasChanged = ready !== before;
    before = ready;
    return hasChanged && entry.atMs >= 60_000 ? [ready ?? ''] : [];
  });
}

test('since 1.35 what is ready stays ready when the kubelet is started again', () => {
  expect(readyChanges(restarted(readiness))).toEqual([]);
  expect(readyChanges(restarted(readiness, {}, '1.35'))).toEqual([]);
});

test('before, or with the gate, it is not ready until its next probe', () => {
  expect(readyChanges(restarted(readiness, {}, '1.34'))).toEqual(['False', 'True']);
  const gates = { ChangeContainerStatusOnKubeletRestart: true };
  expect(readyChanges(restarted(readiness, {}, '1.37', gates))).toEqual(['False', 'True']);
});

test('a container that was started less than 10 s before is not ready until its next probe', () => {
  const node = { kubeletRestartsAtSeconds: 8 };
  const { entries } = restarted(readiness, { node });
  const ready = entries.flatMap((entry) =>
    entry.kind === 'status' ? [entry.status.conditions.find(({ type }) => type === 'Ready')?.status] : [],
  );
  expect(ready.slice(-3)).toEqual(['True', 'False', 'True']);
});

test('the back-off of a crash loop is forgotten: the container is started at once', () => {
  const containers = { app: { runs: [{ exitAfterSeconds: 1, exitCode: 1 }] } };
  const { entries } = restarted({}, { containers });
  const starts = entries.flatMap((entry) => (entry.kind === 'cri' && entry.call.op === 'start' ? [entry.atMs] : []));
  expect(starts.some((atMs) => atMs > 60_000 && atMs < 62_000)).toBe(true);
  expect(entries.some((entry) => entry.kind === 'world' && entry.fact.type === 'kubeletRestarts')).toBe(true);
});

test('a container that got SIGTERM ends by itself, and the next kubelet goes on with the termination', () => {
  const containers = { app: { runs: [{ sigtermSeconds: 15, sigtermExitCode: 0 }] } };
  const { entries } = restarted(readiness, { containers, delete: { atSeconds: 55 } });
  const exits = entries.flatMap((entry) => (entry.kind === 'cri' && entry.call.op === 'exited' ? [entry.atMs] : []));
  const stops = entries.flatMap((entry) => (entry.kind === 'cri' && entry.call.op === 'stop' ? [entry.atMs] : []));
  expect(stops).toHaveLength(2);
  expect(exits).toEqual([stops[0]! + 15_000]);
  expect(entries.some((entry) => entry.kind === 'api' && entry.call === 'removed')).toBe(true);
});

test('a kubelet that is started again before the pod comes changes nothing', () => {
  const node = { kubeletRestartsAtSeconds: 5 };
  const scheduling = { unschedulableUntilSeconds: 20 };
  const whole = restarted(readiness, { node, scheduling }).entries.map(({ kind }) => kind);
  expect(whole).not.toContain('world');
  expect(readyChanges(restarted(readiness, { node, scheduling: { unschedulableUntilSeconds: 70 } }))).toContain('True');
});
