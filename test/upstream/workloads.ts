/** After Kubernetes' test/e2e/apps: Deployments, StatefulSets, DaemonSets, ReplicaSets, changes in mid-course. */
import type { ContainerBehaviour } from '../../server/src/lifecycle/world/containerBehaviour.ts';
import type { LaterChange } from '../../server/src/lifecycle/world/scenario.ts';
import { daemonSet, deployment, replicaSet, statefulSet } from './manifests.ts';
import type { Case } from './play.ts';

const never: ContainerBehaviour = { startupSeconds: 99_999 };
const stuck = { app: never };
const changed = (...changes: readonly LaterChange[]) => ({ ['then' as const]: changes });
const at = (atSeconds: number, change: Omit<LaterChange, 'atSeconds'>): LaterChange => ({ atSeconds, ...change });
const nodes = (count: number) => ({ nodes: Array.from({ length: count }, (_, n) => ({ name: `n${n}` })) });

export const workloads: readonly Case[] = [
  {
    name: 'deployment.go: RollingUpdateDeployment should delete old pods and create new ones',
    course: 'updated',
    manifest: deployment('replicas: 1'),
    scenario: { expect: { outcome: 'finished', endpointsAtLeast: 1 } },
  },
  {
    name: 'deployment.go: RecreateDeployment should delete old pods and create new ones',
    course: 'updated',
    manifest: deployment('replicas: 2\nstrategy: {type: Recreate}'),
    scenario: { expect: { outcome: 'finished', readyWithin: 10 } },
  },
  {
    name: 'deployment.go: deployment should support rollover',
    course: 'updated',
    manifest: deployment('replicas: 3\nminReadySeconds: 10'),
    scenario: { containers: stuck, ...changed(at(20, { update: {} })), expect: { outcome: 'finished' } },
  },
  {
    name: 'deployment.go: deployment should support rollback (a revision that never gets ready)',
    course: 'updated',
    manifest: deployment('replicas: 3'),
    scenario: { containers: stuck, ...changed(at(60, { revert: true })), expect: { outcome: 'finished' } },
  },
  {
    name: 'deployment.go: deployment should support proportional scaling',
    course: 'updated',
    manifest: deployment('replicas: 10\nstrategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}'),
    scenario: {
      containers: stuck,
      ...changed(at(30, { replicas: 30 })),
      expect: { outcome: 'unfinished', endpointsAtLeast: 8 },
    },
  },
  {
    name: 'deployment.go: iterative rollouts should eventually progress (paused and resumed)',
    course: 'updated',
    manifest: deployment('replicas: 6'),
    scenario: {
      ...changed(at(3, { paused: true }), at(20, { replicas: 4 }), at(40, { paused: false })),
      expect: { outcome: 'finished' },
    },
  },
  {
    name: 'deployment.go: should not complete while it is paused',
    course: 'updated',
    manifest: deployment('replicas: 2\npaused: true'),
    scenario: { expect: { outcome: 'unfinished' } },
  },
  {
    name: 'deployment_util: a progress deadline that is exceeded does not stop the rollout',
    course: 'updated',
    manifest: deployment('replicas: 1\nprogressDeadlineSeconds: 30'),
    scenario: { containers: { app: { startupSeconds: 90 } }, expect: { outcome: 'finished', endpointsAtLeast: 1 } },
  },
  {
    name: 'deployment.go: should lower the deadline of a stuck rollout',
    course: 'updated',
    manifest: deployment('replicas: 1'),
    scenario: {
      containers: stuck,
      ...changed(at(60, { progressDeadlineSeconds: 30 })),
      expect: { outcome: 'unfinished' },
    },
  },
  {
    name: 'statefulset.go: should perform rolling updates and roll backs of template modifications',
    course: 'updated',
    manifest: statefulSet('replicas: 3'),
    scenario: { ...changed(at(60, { revert: true })), expect: { outcome: 'finished' } },
  },
  {
    name: 'statefulset.go: should perform canary updates and phased rolling updates of template modifications',
    course: 'updated',
    manifest: statefulSet('replicas: 3\nupdateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}'),
    scenario: {
      ...changed(at(20, { partition: 2 }), at(60, { partition: 0 })),
      expect: { outcome: 'finished', endpointsAtLeast: 2 },
    },
  },
  {
    name: 'statefulset.go: should implement legacy replacement when the update strategy is OnDelete',
    course: 'updated',
    manifest: statefulSet('replicas: 2\nupdateStrategy: {type: OnDelete}'),
    scenario: { ...changed(at(10, { deletePods: 'old' })), expect: { outcome: 'finished' } },
  },
  {
    name: 'statefulset.go: Scaling should happen in predictable order and halt if any stateful pod is unhealthy',
    course: 'created',
    manifest: statefulSet('replicas: 3'),
    scenario: {
      pods: [{ index: 1, containers: stuck }],
      expect: { outcome: 'unfinished', endpointsAtLeast: 1 },
    },
  },
  {
    name: 'statefulset.go: Burst scaling should run to completion even with unhealthy pods',
    course: 'created',
    manifest: statefulSet('replicas: 3\npodManagementPolicy: Parallel'),
    scenario: { pods: [{ index: 1, containers: stuck }], expect: { outcome: 'unfinished', endpointsAtLeast: 2 } },
  },
  {
    name: 'statefulset.go: Should recreate evicted statefulset',
    course: 'created',
    manifest: statefulSet('replicas: 2'),
    scenario: { ...changed(at(30, { deletePods: 'w-0' })), expect: { outcome: 'finished' } },
  },
  {
    name: 'statefulset.go: should have a working scale subresource',
    course: 'created',
    manifest: statefulSet('replicas: 1'),
    scenario: { ...changed(at(30, { replicas: 3 })), expect: { outcome: 'finished', endpointsAtLeast: 1 } },
  },
  {
    name: 'kubernetes#67250: a StatefulSet whose update never got ready stays stuck when it is reverted',
    course: 'updated',
    manifest: statefulSet('replicas: 2'),
    scenario: { containers: stuck, ...changed(at(60, { revert: true })), expect: { outcome: 'unfinished' } },
  },
  {
    name: 'statefulset.go: should provide basic identity (one stateful pod after the other)',
    course: 'created',
    manifest: statefulSet('replicas: 3\nminReadySeconds: 10'),
    scenario: { expect: { outcome: 'finished', completesWithin: 60 } },
  },
  {
    name: 'daemon_set.go: should run and stop simple daemon',
    course: 'created',
    manifest: daemonSet(),
    scenario: { scheduling: nodes(3), expect: { outcome: 'finished', endpointsAtLeast: 3 } },
  },
  {
    name: 'daemon_set.go: should run and stop complex daemon with node affinity',
    course: 'created',
    manifest: daemonSet('minReadySeconds: 0', 'nodeSelector: {color: blue}'),
    scenario: {
      scheduling: { nodes: [{ name: 'a' }, { name: 'b', changes: [{ atSeconds: 30, labels: { color: 'blue' } }] }] },
      expect: { outcome: 'finished' },
    },
  },
  {
    name: 'daemon_set.go: should retry creating failed daemon pods',
    course: 'created',
    manifest: daemonSet(),
    scenario: {
      scheduling: nodes(2),
      ...changed(at(20, { deletePods: 'all' })),
      expect: { outcome: 'finished', eventsSeen: ['SuccessfulCreate'] },
    },
  },
  {
    name: 'daemon_set.go: Should update pod when spec was updated and update strategy is RollingUpdate',
    course: 'updated',
    manifest: daemonSet(),
    scenario: { scheduling: nodes(3), expect: { outcome: 'finished', endpointsAtLeast: 2 } },
  },
  {
    name: 'daemon_set.go: Should not update pod when spec was updated and update strategy is OnDelete',
    course: 'updated',
    manifest: daemonSet('updateStrategy: {type: OnDelete}'),
    scenario: { scheduling: nodes(3), expect: { outcome: 'unfinished', endpointsAtLeast: 3 } },
  },
  {
    name: 'daemon_set.go: should rollback without unnecessary restarts',
    course: 'updated',
    manifest: daemonSet(),
    scenario: {
      scheduling: nodes(3),
      containers: stuck,
      ...changed(at(30, { revert: true })),
      expect: { outcome: 'finished', neverRestarted: true, endpointsAtLeast: 2 },
    },
  },
  {
    name: 'daemon_set.go: should surge pods onto nodes when spec was updated and update strategy is RollingUpdate',
    course: 'updated',
    manifest: daemonSet('updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}'),
    scenario: { scheduling: nodes(3), expect: { outcome: 'finished', endpointsAtLeast: 3 } },
  },
  {
    name: 'replica_set.go: should serve a basic image on each replica',
    course: 'created',
    manifest: replicaSet('replicas: 2'),
    scenario: { expect: { outcome: 'finished', completesWithin: 15 } },
  },
  {
    name: 'replica_set.go: Replicaset should have a working scale subresource',
    course: 'created',
    manifest: replicaSet('replicas: 1'),
    scenario: { ...changed(at(20, { replicas: 2 })), expect: { outcome: 'finished' } },
  },
  {
    name: 'replica_set.go: a template that changes leaves pods as they are',
    course: 'updated',
    manifest: replicaSet('replicas: 2'),
    scenario: { expect: { outcome: 'unfinished', endpointsAtLeast: 2 } },
  },
];
