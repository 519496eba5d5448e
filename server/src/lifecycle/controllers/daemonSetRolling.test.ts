import { describe, expect, test } from 'vitest';
import type { WorkloadPod } from '../workload/workloadPods.ts';
import { daemonSetFenceposts, type PodsOnNode, podsToReplace, podsToSurge, surplusPods } from './daemonSetRolling.ts';

const rolling = (bounds: { maxSurge?: number | string; maxUnavailable?: number | string }) => ({
  updateStrategy: { rollingUpdate: bounds },
});

// The tables of pkg/controller/daemon/update_test.go, by their names there.
describe('TestGetUnavailableNumbers', () => {
  test.each([
    ['No nodes', { maxUnavailable: 0 }, 0, 0, 1],
    ['Two nodes with ready pods', { maxUnavailable: 1 }, 2, 0, 1],
    ['Two nodes, one node without pods', { maxUnavailable: 0 }, 2, 0, 1],
    ['Two nodes, one node without pods, surge', { maxSurge: 0, maxUnavailable: 0 }, 2, 0, 1],
    ['Two nodes with pods, MaxUnavailable in percents', { maxUnavailable: '50%' }, 2, 0, 1],
    ['Two nodes with pods, MaxUnavailable in percents, surge', { maxSurge: '50%', maxUnavailable: 0 }, 2, 1, 0],
    ['Two nodes with pods, MaxUnavailable is 100%, surge', { maxSurge: '100%', maxUnavailable: 0 }, 2, 2, 0],
    ['Two nodes with pods, MaxUnavailable in percents, pod terminating', { maxUnavailable: '50%' }, 3, 0, 2],
  ])('%s', (_, bounds, nodes, maxSurge, maxUnavailable) => {
    expect(daemonSetFenceposts(rolling(bounds), nodes)).toEqual({ maxSurge, maxUnavailable });
  });
});

/** One letter per pod: `N` new and available, `n` new and not, `O` and `o` old likewise. */
const nodesOf = (...nodes: readonly string[]): PodsOnNode[] =>
  nodes.map((letters, node) => ({
    node,
    pods: [...letters].map(
      (letter, n) => ({ name: `${letter}${node}${n}`, view: { isReady: /[NO]/.test(letter) } }) as WorkloadPod,
    ),
    isNew: ({ name }) => /^[nN]/.test(name),
    isAvailable: ({ view }) => view.isReady,
  }));
const names = (pods: readonly WorkloadPod[]) => pods.map(({ name }) => name);

describe('without surge', () => {
  test.each([
    ['TestDaemonSetUpdatesPods', ['O', 'O', 'O', 'O', 'O'], 2, ['O00', 'O10']],
    ['a node whose pod is gone counts', ['', 'O', 'O'], 2, ['O10']],
    ['TestDaemonSetUpdatesWhenNewPodIsNotReady', ['n', 'n', 'n', 'O', 'O'], 3, []],
    ['TestDaemonSetUpdatesSomeOldPodsNotReady', ['o', 'o', 'O', 'O', 'O'], 2, ['o00', 'o10']],
    ['TestDaemonSetUpdatesSaveOldHealthyPods', ['n', 'n', 'O', 'O'], 1, []],
    ['one more is allowed than are unavailable', ['n', 'n', 'O', 'O'], 3, ['O20']],
    ['TestDaemonSetUpdatesAllOldNotReadyPodsAndNewNotReadyPods', ['o', 'o', 'n', 'n'], 1, ['o00', 'o10']],
    ['TestDaemonSetUpdatesAllOldPodsNotReady', ['o', 'o', 'o'], 1, ['o00', 'o10', 'o20']],
    ['TestDaemonSetUpdatesNoTemplateChanged', ['N', 'N', 'N'], 3, []],
    ['several of a kind are left to the other half of the controller', ['OO', 'O'], 1, []],
  ])('%s: %j with %i', (_, nodes, maxUnavailable, expected) => {
    expect(names(podsToReplace(nodesOf(...nodes), maxUnavailable))).toEqual(expected);
  });
});

describe('with surge', () => {
  const all = [0, 1, 2, 3, 4];
  test.each([
    ['TestDaemonSetUpdatesPodsWithMaxSurge', ['O', 'O', 'O', 'O', 'O'], 2, [0, 1], []],
    ['TestDaemonSetUpdatesAllOldPodsNotReadyMaxSurge', ['o', 'o', 'o', 'o', 'o'], 2, all, []],
    ['new ones on their way', ['On', 'On', 'O', 'O', 'O'], 2, [], []],
    ['an available new pod replaces the old one', ['ON', 'On', 'O', 'O', 'O'], 2, [2], ['O00']],
    ['an old pod that is not available is no candidate, but replaced at once', ['o', 'On', 'O', 'O', 'O'], 1, [0], []],
  ])('%s: %j', (_, nodes, maxSurge, create, remove) => {
    const found = podsToSurge(nodesOf(...nodes), { maxSurge, desired: all });
    expect({ ...found, remove: names(found.remove) }).toEqual({ create, remove });
  });

  test('TestDaemonSetUpdatesPodsNotMatchTainstWithMaxSurge: a node that takes none keeps its old pod until it is spare', () => {
    const desired = [1, 2];
    const remove = (...nodes: readonly string[]) =>
      names(podsToSurge(nodesOf(...nodes), { maxSurge: 1, desired }).remove);
    expect(remove('O', 'N', 'n')).toEqual([]);
    expect(remove('O', 'N', 'N')).toEqual(['O00']);
    expect(remove('o', 'N', 'n')).toEqual(['o00']);
  });
});

test.each([
  ['OO', false, ['O01']],
  ['O', false, []],
  ['On', true, []],
  ['ON', true, ['O00']],
  ['on', true, ['o00']],
  ['OOn', true, ['O01']],
])('of %s on a node, surge %s, %j are too many', (letters, allowsSurge, expected) => {
  expect(names(surplusPods(nodesOf(letters)[0]!, allowsSurge))).toEqual(expected);
});
