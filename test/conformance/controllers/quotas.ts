/** Cases in which a ResourceQuota allows fewer pods than a workload asks for, and later perhaps more. */
import type { LaterChange } from './recording.ts';
import {
  type Case,
  daemonSet,
  deployment,
  each,
  fails,
  indexed,
  job,
  policy,
  ready,
  replicaSet,
  rolling,
  slowStop,
  statefulSet,
  succeeds,
} from './scripts.ts';

const quota = (podQuota: number, ...later: readonly LaterChange[]): Case => ({
  podQuota,
  ...(later.length === 0 ? {} : { later }),
});
const raised = (at: number, podQuota: number): LaterChange => ({ at, podQuota });

const well = { old: each(ready(2.3)), new: each(ready(5.4)) };
const created = { new: each(ready(5.4)) };

export const quotas: readonly Case[] = [
  deployment('quota, created', { replicas: 3 }, created, { ...quota(2), untilSeconds: 60 }),
  deployment('quota of none, created', { replicas: 2 }, created, quota(0)),
  // The controller tries again when its wait is over, not when there is room.
  deployment('quota of none, raised', { replicas: 4 }, created, quota(0, raised(30.5, 5))),
  deployment('quota, no room for a surge', { replicas: 3, progressDeadlineSeconds: 30 }, well, quota(3)),
  deployment('quota, no room for a surge, old ones may go', { replicas: 3, ...rolling(1, 1) }, well, quota(3)),
  deployment('quota, room for one of two', { replicas: 4, ...rolling(2, 0) }, well, { ...quota(5), untilSeconds: 60 }),
  deployment('quota, recreated', { replicas: 3, strategy: { type: 'Recreate' } }, well, quota(3)),
  deployment(
    'quota, recreated while old ones stop',
    { replicas: 2, ...rolling(1, 1) },
    { old: each(slowStop(ready(2.3))), new: each(ready(5.4)) },
    quota(2),
  ),
  deployment('quota, raised on the way', { replicas: 3 }, well, quota(3, raised(20.5, 4))),
  deployment('quota, scaled down', { replicas: 5 }, created, quota(3, { at: 30.5, set: { replicas: 3 } })),
  replicaSet('quota', { replicas: 4 }, created, quota(3)),
  replicaSet('quota, a pod ends', { replicas: 3 }, { new: each(fails(20.3), ready(3.2)) }, quota(2)),
  {
    ...replicaSet('', { replicas: 3 }, created, quota(1)),
    name: 'replicationcontroller/quota',
    kind: 'ReplicationController',
  },
  statefulSet('quota', { replicas: 3 }, created, quota(2)),
  statefulSet('quota, raised', { replicas: 3 }, created, quota(1, raised(30.5, 3))),
  statefulSet('quota, parallel', { replicas: 3, ...policy('Parallel') }, created, { ...quota(1), untilSeconds: 8 }),
  statefulSet('quota, updated', { replicas: 2 }, well, quota(2)),
  daemonSet('quota', 4, {}, created, quota(3)),
  daemonSet('quota, raised', 3, {}, created, quota(1, raised(30.5, 3))),
  job('quota', { completions: 4, parallelism: 4 }, each(succeeds(9.3)), quota(2)),
  job('quota of none', { completions: 2, parallelism: 2 }, each(succeeds(9.3)), quota(0)),
  job('quota, raised', { completions: 4, parallelism: 4 }, each(succeeds(60.3)), quota(1, raised(30.5, 4))),
  job('quota, indexed', { completions: 2, parallelism: 2, ...indexed }, each(succeeds(9.3)), quota(1)),
  job('quota, one after the other', { completions: 3, parallelism: 1 }, each(succeeds(9.3)), quota(1)),
  job('quota, pods fail', { completions: 2, parallelism: 2 }, each(fails(4.2), succeeds(9.3)), quota(1)),
];
