import { describe, expect, test } from 'vitest';
import type { Pod, Toleration } from '../../kubernetes/pod.ts';
import { simulate } from '../simulate.ts';
import type { ClusterNode, Taint } from '../world/clusterBehaviour.ts';
import type { Scenario } from '../world/scenario.ts';

const podWith = (...tolerations: readonly Toleration[]): Pod => ({
  metadata: { name: 'pod1' },
  spec: { containers: [{ name: 'app', image: 'app:1' }], tolerations },
});
const tolerated = (number: number, tolerationSeconds?: number): Toleration => ({
  key: `testTaint${number}`,
  value: `test${number}`,
  effect: 'NoExecute',
  ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
});
const taint = (number: number): Taint => ({ key: `testTaint${number}`, value: `test${number}`, effect: 'NoExecute' });

function play(pod: Pod, scenario: Partial<Scenario>) {
  const { entries } = simulate(pod, { name: 'own', ...scenario }, { untilMs: 1_000_000 });
  const deleted = entries.find((entry) => entry.kind === 'api' && entry.call === 'deleted');
  return { entries, deletedAtSeconds: deleted === undefined ? undefined : deleted.atMs / 1_000 };
}

/** When the pod is deleted, in seconds; its node gets these taints after 60 s, and loses them some seconds later. */
function deletionOn(taints: readonly Taint[], pod: Pod, goneAfter?: number): number | undefined {
  const changes = [
    { atSeconds: 60, taints },
    ...(goneAfter === undefined ? [] : [{ atSeconds: 60 + goneAfter, taints: [] }]),
  ];
  const nodes: readonly ClusterNode[] = [{ name: 'node1', changes }];
  return play(pod, { scheduling: { nodes } }).deletedAtSeconds;
}

// The tables of pkg/controller/tainteviction/taint_eviction_test.go, by their names there.
describe('TestUpdateNode', () => {
  test.each([
    ['Added taint, expect node patched and deleted', [taint(1)], podWith(), undefined, 60],
    ['Added tolerated taint', [taint(1)], podWith(tolerated(1, 100)), undefined, 160],
    ['Added taint, tolerated without end', [taint(1)], podWith(tolerated(1)), undefined, undefined],
    ['schedule on tainted Node with infinite invalid toleration', [taint(1)], podWith(tolerated(2)), undefined, 60],
    ['Only one added taint tolerated', [taint(1), taint(2)], podWith(tolerated(1, 100)), undefined, 60],
    ['Taint removed', [taint(1)], podWith(tolerated(1, 10)), 5, undefined],
    [
      'Pod with multiple tolerations are evicted when first one runs out',
      [taint(1), taint(2)],
      podWith(tolerated(1, 10), tolerated(2, 100)),
      undefined,
      70,
    ],
  ])('%s', (_, taints, pod, goneAfter, expected) => expect(deletionOn(taints, pod, goneAfter)).toBe(expected));
});

describe('TestGetMinTolerationTime', () => {
  test.each([
    ['no toleration', [], 60],
    ['without end', [tolerated(1)], undefined],
    ['the shorter one', [tolerated(1, 1), tolerated(2, 2)], 61],
    ['a limit beside none', [tolerated(1, 1), tolerated(2)], 61],
    ['none beside a limit', [tolerated(1), tolerated(2, 1)], 61],
    ['less than nothing', [tolerated(1, -5)], 60],
  ])('%s', (_, tolerations, expected) => {
    const taints = tolerations.length === 2 ? [taint(1), taint(2)] : [taint(1)];
    expect(deletionOn(taints, podWith(...tolerations))).toBe(expected);
  });
});

// As pkg/controller/nodelifecycle/node_lifecycle_controller_test.go has it, in the terms of one pod.
describe('TestMonitorNodeHealthUpdateStatus', () => {
  /** When the node is held for not ready, and when for ready again. */
  const heldFor = (scenario: Partial<Scenario>) => {
    const { entries } = play(podWith(), scenario);
    const at = (type: string) => {
      const entry = entries.find((one) => one.kind === 'world' && one.fact.type === type);
      return entry === undefined ? undefined : entry.atMs / 1_000;
    };
    return [at('nodeNotReady'), at('nodeReadyAgain')];
  };

  test('within the grace period nothing is changed', () => {
    expect(heldFor({ node: { lostAtSeconds: 61, backAtSeconds: 100 } })).toEqual([undefined, undefined]);
  });

  test('after it, the first look of the monitor counts: the last report was at 60 s, the grace is 50 s', () => {
    expect(heldFor({ node: { lostAtSeconds: 61 } })).toEqual([115, undefined]);
    expect(heldFor({ node: { lostAtSeconds: 69 } })).toEqual([115, undefined]);
    expect(heldFor({ node: { lostAtSeconds: 71 } })).toEqual([125, undefined]);
  });

  test('with the first report after the way back it is ready', () => {
    expect(heldFor({ node: { lostAtSeconds: 61, backAtSeconds: 222 } })).toEqual([115, 235]);
  });
});

describe('TestMonitorNodeHealthMarkPodsNotReady', () => {
  const events = (scenario: Partial<Scenario>) =>
    play(podWith(), scenario).entries.flatMap((entry) =>
      entry.kind === 'event' && entry.event.reason === 'NodeNotReady' ? [entry.atMs / 1_000] : [],
    );

  test('a ready pod is called not ready once', () => {
    expect(events({ node: { lostAtSeconds: 61 } })).toEqual([115]);
  });

  test('one that is not ready anyway is left alone', () => {
    const crashing = { containers: { app: { runs: [{ exitAfterSeconds: 1, exitCode: 1 }] } } };
    expect(events({ ...crashing, node: { lostAtSeconds: 61 } })).toEqual([]);
  });
});

describe('TestApplyNoExecuteTaintsToUnreachableNode', () => {
  test('a pod has five minutes by default, its own toleration, or no end', () => {
    const lost = { node: { lostAtSeconds: 61 } };
    const unreachable = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' } as const;
    const notReady = { ...unreachable, key: 'node.kubernetes.io/not-ready' };
    expect(play(podWith(), lost).deletedAtSeconds).toBe(415);
    expect(play(podWith({ ...unreachable, tolerationSeconds: 30 }), lost).deletedAtSeconds).toBe(145);
    expect(play(podWith(unreachable), lost).deletedAtSeconds).toBeUndefined();
    expect(play(podWith({ ...notReady, tolerationSeconds: 30 }), lost).deletedAtSeconds).toBe(415);
  });

  test('a node that comes back in time keeps its pod', () => {
    const { deletedAtSeconds, entries } = play(podWith(), { node: { lostAtSeconds: 61, backAtSeconds: 200 } });
    expect(deletedAtSeconds).toBeUndefined();
    const messages = entries.flatMap((entry) => (entry.kind === 'event' ? [entry.event.message] : []));
    expect(messages).toContain('Cancelling deletion of Pod default/pod1');
  });
});
