import { describe, expect, test } from 'vitest';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import type { RolloutInput } from './simulateRollout.ts';
import { type Cell, compareOutcomes, smallestSafe, sweep } from './sweep.ts';
import { cellOf, rolloutOutcomes } from './sweepRollout.ts';

const manifest = servedDeployment(4).replace(
  '  template:',
  '  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n  progressDeadlineSeconds: 60\n  template:',
);
const { input } = rolloutOf(manifest);

function inputOf(startupSeconds: number, maxSurge: number): RolloutInput {
  const { workload } = input;
  if (workload.kind !== 'Deployment') throw new Error('no Deployment');
  return {
    ...input,
    workload: {
      ...workload,
      spec: { ...workload.spec, strategy: { rollingUpdate: { maxSurge, maxUnavailable: 0 } } },
    },
    scenario: { name: 'slow', containers: { shop: { startupSeconds } } },
  };
}

test('a rollout with more pods at once is finished earlier; a start beyond the progress deadline is late', () => {
  const plan = { vary: inputOf, parameters: [0, 20, 90], settings: [1, 2, 4], readyWithinMs: 70_000 };
  const cells: Cell[] = [...sweep(plan)];
  const outcomes = cells.map(({ worst }) => worst.outcome);
  // Without a preStop hook, old pods lose requests while nodes still send them some.
  expect(outcomes).toEqual(['lost', 'late', 'late', 'lost', 'lost', 'late', 'lost', 'lost', 'late']);
  for (const { best, typical, worst } of cells) {
    expect(compareOutcomes(best, typical)).toBeLessThanOrEqual(0);
    expect(compareOutcomes(typical, worst)).toBeLessThanOrEqual(0);
  }
  const took = (setting: number) => cells.find((cell) => cell.setting === setting && cell.parameter === 20)!.typical;
  expect(took(4).readyAfterMs).toBeLessThan(took(1).readyAfterMs!);
  expect(smallestSafe(cells, 20)).toBeUndefined();
});

test('a preStop hook makes it safe', () => {
  const { pod } = input;
  const patient = {
    ...pod,
    spec: {
      ...pod.spec,
      containers: pod.spec.containers.map((one) => ({ ...one, lifecycle: { preStop: { sleep: { seconds: 15 } } } })),
    },
  };
  const vary = (parameter: number, setting: number) => ({ ...inputOf(parameter, setting), pod: patient });
  const cells = [...sweep({ vary, parameters: [0, 20], settings: [1, 2, 4], readyWithinMs: 130_000 })];
  expect(smallestSafe(cells, 20)).toBe(1);
});

describe('what a rollout comes to', () => {
  const fine = { outcome: 'finished' as const, tookMs: 30_000, mostPods: 5 };
  const requests = { sent: 100, lost: 3, podsStopped: 4 };

  test.each([
    ['inTime', fine],
    ['inTime', { ...fine, requests: { ...requests, lost: 0.2 } }],
    ['lost', { ...fine, requests }],
    ['late', { ...fine, tookMs: 61_000, requests }],
    ['late', { ...fine, deadlineExceededAtMs: 20_000 }],
    ['stuck', { outcome: 'unfinished' as const, mostPods: 5 }],
    ['stuck', { outcome: 'failed' as const, tookMs: 10_000, mostPods: 5 }],
    ['stuck', { ...fine, relapse: { atMs: 40_000, fewestAvailable: 1, fewestAtMs: 50_000 } }],
  ] as const)('%s', (wanted, facts) => {
    expect(cellOf(facts, 60_000).outcome).toBe(wanted);
  });

  test('the better one comes first', () => {
    const list = rolloutOutcomes.map((outcome) => ({ outcome, lost: 0 }));
    expect(list.toReversed().toSorted(compareOutcomes)).toEqual(list);
    const [few, many] = [2, 30].map((lost) => ({ outcome: 'lost' as const, lost }));
    expect([many!, few!].toSorted(compareOutcomes)).toEqual([few, many]);
  });
});
