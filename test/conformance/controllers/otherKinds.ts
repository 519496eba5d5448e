/** Cases of the kinds that came later: DaemonSets on several nodes, and ReplicaSets that no Deployment has made. */
import fc from 'fast-check';
import type { LaterChange } from './recording.ts';
import {
  anyDaemonSet,
  anyReplicaSet,
  type Case,
  crashing,
  daemonSet,
  each,
  fails,
  flapping,
  neverReady,
  pendingForEver,
  ready,
  replicaSet,
  slowStop,
  succeeds,
  unbound,
} from './scripts.ts';

const later = (...changes: readonly LaterChange[]): Case => ({ later: changes });
const unavailable = (maxUnavailable: number | string) => ({ updateStrategy: { rollingUpdate: { maxUnavailable } } });
const surge = (maxSurge: number | string) => ({ updateStrategy: { rollingUpdate: { maxSurge, maxUnavailable: 0 } } });
const onDelete = { updateStrategy: { type: 'OnDelete' } };
const well = { old: each(ready(2.3)), new: each(ready(5.4)) };
const stuck = { old: each(ready(2.3)), new: each(neverReady) };
const repaired = { ...stuck, next: each(ready(3.4)) };
const revert = (at: number): LaterChange => ({ at, template: 'old' });
const repair = (at: number): LaterChange => ({ at, template: 'next' });
const set = (at: number, spec: object): LaterChange => ({ at, set: spec });

const daemonSets: readonly Case[] = [
  daemonSet('created', 3, {}, { new: each(ready(5.4)) }),
  daemonSet('no nodes', 0, {}, { new: each(ready(5.4)) }),
  daemonSet('created, one never ready', 3, {}, { new: each(ready(2.2), neverReady) }),
  daemonSet('created with minReadySeconds', 2, { minReadySeconds: 7 }, { new: each(ready(5.4)) }),
  daemonSet('created, one unbound', 2, {}, { new: each(ready(2.2), unbound) }),
  daemonSet('updated', 3, {}, well),
  ...[1, 2, 3, 5, '1%', '40%', '100%'].flatMap((amount) => [
    daemonSet(`unavailable ${amount}`, 4, unavailable(amount), well),
    daemonSet(`surge ${amount}`, 4, surge(amount), well),
  ]),
  daemonSet('updated with minReadySeconds', 2, { minReadySeconds: 8 }, well),
  daemonSet('surge with minReadySeconds', 2, { minReadySeconds: 8, ...surge(1) }, well),
  daemonSet(
    'surge with minReadySeconds, flapping',
    2,
    { minReadySeconds: 8, ...surge(1) },
    {
      ...well,
      new: each(flapping),
    },
  ),
  daemonSet('stuck', 3, {}, stuck),
  daemonSet('stuck, two at a time', 4, unavailable(2), stuck),
  daemonSet('surge gets stuck', 3, surge(1), stuck),
  daemonSet('surge gets stuck, all at once', 3, surge('100%'), stuck),
  daemonSet('crashing', 3, {}, { ...stuck, new: each(crashing) }),
  daemonSet('crashing beside the old one', 3, surge(2), { ...stuck, new: each(crashing) }),
  daemonSet('old ones not ready', 3, {}, { old: each(neverReady), new: each(ready(5.4)) }),
  daemonSet('old ones not ready, surge', 3, surge(1), { old: each(neverReady), new: each(ready(5.4)) }),
  daemonSet('old ones pending', 3, {}, { old: each(pendingForEver), new: each(ready(5.4)) }),
  daemonSet('old ones unbound, surge', 2, surge(1), { old: each(unbound), new: each(ready(5.4)) }),
  daemonSet('slow to stop', 3, {}, { old: each(slowStop(ready(2.3))), new: each(ready(5.4)) }),
  daemonSet('slow to stop, surge', 3, surge(1), { old: each(slowStop(ready(2.3))), new: each(ready(5.4)) }),
  daemonSet('on delete', 2, onDelete, well, later({ at: 20, delete: 'old at -120.0, life 0' })),
  daemonSet('on delete, nobody deletes', 2, onDelete, well),
  daemonSet('a pod deleted', 2, {}, { new: each(ready(5.4)) }, later({ at: 30, delete: 'new at 0.0, life 0' })),
  daemonSet('pods fail', 1, {}, { new: each(fails(3.3)) }),
  daemonSet('pods fail on three nodes', 3, {}, { new: each(fails(3.3)) }),
  daemonSet('a pod fails once', 2, {}, { new: each(fails(3.3), ready(2.2)) }),
  daemonSet('pods fail at once', 1, {}, { new: each(fails(1.2)) }, { untilSeconds: 400 }),
  daemonSet('pods succeed', 2, {}, { new: each(succeeds(6.6)) }, { untilSeconds: 60 }),
  daemonSet('pods fail while they are updated', 2, {}, { ...well, new: each(fails(4.4), ready(3.3)) }),
  daemonSet('pods fail beside the old ones', 2, surge(1), { ...well, new: each(fails(4.4), ready(3.3)) }),
  daemonSet('flapping', 2, {}, { ...well, new: each(flapping) }),
  daemonSet(
    'updated before it is ready',
    3,
    {},
    { old: each(ready(30.4)), new: each(ready(5.4)) },
    { runningForSeconds: 20 },
  ),
  daemonSet('reverted on the way', 4, {}, well, later(revert(12))),
  daemonSet('stuck, reverted', 3, {}, stuck, later(revert(30))),
  daemonSet('surge stuck, reverted', 3, surge(1), stuck, later(revert(30))),
  daemonSet('stuck, repaired', 3, {}, repaired, later(repair(30))),
  daemonSet('surge stuck, repaired', 3, surge(2), repaired, later(repair(30))),
  daemonSet('more unavailable on the way', 5, {}, well, later(set(9, unavailable(4)))),
  daemonSet('surge instead on the way', 4, {}, well, later(set(9, surge(2)))),
  daemonSet('on delete on the way', 4, {}, well, later(set(9, onDelete))),
  daemonSet('a node joins', 2, {}, { new: each(ready(5.4)) }, later({ at: 30, node: 'node-2' })),
  daemonSet('a node joins on the way', 3, {}, well, later({ at: 9, node: 'node-3' })),
  daemonSet('a node joins on the way, surge', 3, surge(1), well, later({ at: 9, node: 'node-3' })),
  daemonSet(
    'a node takes no more pods',
    2,
    {},
    { new: each(ready(5.4)) },
    later({ at: 30, node: 'node-1', taint: 'NoSchedule' }, { at: 60, node: 'node-1', taint: '' }),
  ),
  daemonSet(
    'a node takes no pods at all',
    2,
    {},
    { new: each(ready(5.4)) },
    later({ at: 30, node: 'node-1', taint: 'NoExecute' }, { at: 60, node: 'node-1', taint: '' }),
  ),
  daemonSet(
    'a node takes no more pods, then an update',
    3,
    {},
    { new: each(ready(5.4)), next: each(ready(3.4)) },
    later({ at: 30, node: 'node-1', taint: 'NoSchedule' }, repair(60)),
  ),
  daemonSet(
    'a node takes no more pods, then an update with surge',
    3,
    surge(1),
    { new: each(ready(5.4)), next: each(ready(3.4)) },
    later({ at: 30, node: 'node-1', taint: 'NoSchedule' }, repair(60)),
  ),
];

const replicaSets: readonly Case[] = [
  replicaSet('created', { replicas: 3 }, { new: each(ready(5.4)) }),
  replicaSet('no replicas', { replicas: 0 }, { new: each(ready(5.4)) }),
  replicaSet(
    'created with minReadySeconds',
    { replicas: 3, minReadySeconds: 7 },
    { new: each(ready(5.4), ready(8.8)) },
  ),
  replicaSet('one never ready', { replicas: 3 }, { new: each(neverReady, ready(5.4)) }),
  replicaSet('updated', { replicas: 3 }, well),
  replicaSet('updated, a pod deleted', { replicas: 1 }, well, later({ at: 20, delete: 'old at -120.0, life 0' })),
  replicaSet('updated, scaled', { replicas: 2 }, well, later(set(20, { replicas: 4 }), set(50, { replicas: 1 }))),
  replicaSet('scaled up', { replicas: 2 }, { new: each(ready(5.4)) }, later(set(30, { replicas: 5 }))),
  replicaSet('scaled down', { replicas: 5 }, { new: each(ready(5.4)) }, later(set(30, { replicas: 1 }))),
  replicaSet(
    'scaled to none and back',
    { replicas: 2, minReadySeconds: 4 },
    { new: each(ready(5.4)) },
    later(set(30, { replicas: 0 }), set(50, { replicas: 2 })),
  ),
  replicaSet('pods fail', { replicas: 2 }, { new: each(fails(7.7), ready(5.5)) }),
  replicaSet('pods succeed', { replicas: 2 }, { new: each(succeeds(7.7), succeeds(9.1), ready(5.5)) }),
  replicaSet(
    'a pod deleted slowly',
    { replicas: 1 },
    { new: each(slowStop(ready(5.4))) },
    later({ at: 30, delete: 'new at 0.0, life 0' }),
  ),
];
/** The same, by its older name. */
const replicationControllers = replicaSets.map((own) => ({
  ...own,
  name: (own.name as string).replace('replicaset', 'replicationcontroller'),
  kind: 'ReplicationController',
}));

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => [
  ...fc.sample(arbitrary, { seed: 1, numRuns }).entries(),
];

export const otherKinds: readonly Case[] = [
  ...daemonSets,
  ...replicaSets,
  ...replicationControllers,
  ...sample(anyDaemonSet, 40).map(([n, { spec, nodes, ...lives }]) => daemonSet(`random ${n}`, nodes, spec, lives)),
  ...sample(anyReplicaSet, 10).map(([n, { spec, ...lives }]) => replicaSet(`random ${n}`, spec, lives)),
];
