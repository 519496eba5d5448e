import { expect, it } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import { simulate } from '../simulate.ts';
import { causes } from '../trace/causes.ts';
import type { Trace } from '../trace/trace.ts';

const pod: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
const nodes = [{ name: 'node-1', removedAtSeconds: 65 }, { name: 'node-2' }];

function lastStatus({ entries }: Trace) {
  return entries.findLast((entry) => entry.kind === 'status')!.status;
}

it('deletes a pod whose node has left, between 40 and 60 s later', () => {
  const own = { ...pod, spec: { ...pod.spec, nodeName: 'node-1' } };
  const trace = simulate(own, { name: 'leaves', scheduling: { nodes } }, { untilMs: 300_000 });
  const removed = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed')!;
  expect(removed.atMs).toBe(120_000);
  expect(causes(trace, removed.seq).at(-1)).toEqual({ kind: 'scenario', path: 'scheduling.nodes[0].removedAtSeconds' });
  const { phase, conditions } = lastStatus(trace);
  expect(phase).toBe('Failed');
  expect(conditions).toContainEqual(expect.objectContaining({ type: 'DisruptionTarget', reason: 'DeletionByPodGC' }));
  // Nothing runs on a machine that is switched off.
  const exited = trace.entries.filter((entry) => entry.kind === 'cri' && entry.call.op === 'exited');
  expect(exited.map(({ atMs }) => atMs)).toEqual([65_000]);
});

it('deletes a pod that names a node that there is not', () => {
  const own = { ...pod, spec: { ...pod.spec, nodeName: 'node-9' } };
  const trace = simulate(own, { name: 'missing', scheduling: { nodes } }, { untilMs: 300_000 });
  expect(trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed')?.atMs).toBe(40_000);
});

it('lets a Deployment replace it', () => {
  const scheduling = {
    nodes: [
      { name: 'node-1', removedAtSeconds: 65, labels: { pool: 'old' } },
      { name: 'node-2', addedAtSeconds: 60 },
    ],
  };
  const { trace } = simulateRollout(
    { kind: 'Deployment', name: 'web', namespace: 'default', spec: {} },
    { updated: { pod, scenario: { name: 'leaves', scheduling } } },
    { untilMs: 170_000 },
  );
  expect(trace.pods.map(({ createdAtMs, goneAtMs }) => [createdAtMs, goneAtMs])).toEqual([
    [0, 120_000],
    [120_000, undefined],
  ]);
});
