/** Named as tests of `pkg/kubelet/kubelet_pods_test.go`, with what their tables are about. */
import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, PodObject } from '../apiserver/podObject.ts';
import { defaultEnvironment, NodeClock } from '../environment.ts';
import { seconds } from '../kernel/time.ts';
import { releaseOf, type SimulatedRelease } from '../release.ts';
import type { ContainerState } from '../trace/trace.ts';
import type { ContainerRecord } from '../world/runtimeStatus.ts';
import { containerStatuses } from './containerStatuses.ts';
import { ReasonCache, type StartResult } from './reasonCache.ts';

interface Given {
  readonly kind?: 'init' | 'regular';
  readonly container?: Partial<Container>;
  readonly spec?: Partial<PodSpec>;
  /** Of the container, newest first. */
  readonly instances?: readonly Partial<ContainerRecord>[];
  /** Of the pod's other container. */
  readonly others?: readonly Partial<ContainerRecord>[];
  readonly old?: Partial<KubeletContainerStatus>;
  readonly failure?: string;
  readonly release?: SimulatedRelease;
  readonly restartsAll?: boolean;
  readonly isDeleted?: boolean;
}

const cause = { field: 'spec' };
const running: ContainerState = { type: 'running', startedAtMs: 1_000 };
const failed: ContainerState = { type: 'terminated', exitCode: 1, reason: 'Error' };

function record(name: string, index: number, given: Partial<ContainerRecord>): ContainerRecord {
  return {
    id: `${name}-${index}`,
    name,
    instance: 0,
    restartCount: 0,
    sandboxId: 'sandbox-0',
    state: 'running',
    createdAt: seconds(1),
    startedAt: seconds(1),
    finishedAt: seconds(9),
    exitCode: 0,
    reason: given.exitCode ? 'Error' : 'Completed',
    cause,
    ...given,
  };
}

/** What is told of the container `app`. */
function statusOf(given: Given): KubeletContainerStatus {
  const { kind = 'regular', container = {}, spec = {}, instances = [], others = [], old, failure } = given;
  const { release = '1.37', restartsAll = false, isDeleted = false } = given;
  const own: Container = { name: 'app', image: 'app:1', ...container };
  const other: Container = { name: 'other', image: 'other:1' };
  const lists = kind === 'init' ? { initContainers: [own], containers: [other] } : { containers: [own] };
  const previous = old && { name: 'app', state: running, restartCount: 0, ready: false, started: false, ...old };
  const pod = {
    spec: { ...lists, ...spec },
    ...(isDeleted ? { deletion: { at: 0, graceSeconds: 30 } } : {}),
  } as PodObject;
  const containers = [
    ...instances.map((instance, index) => record('app', index, instance)),
    ...others.map((instance, index) => record('other', index, instance)),
  ];
  const reasons = new ReasonCache();
  const results: StartResult[] =
    failure === undefined ? [] : [{ container: 'app', failure: { reason: failure, message: '', cause } }];
  reasons.update(results);
  const gates = { RestartAllContainersOnContainerExits: true, ContainerRestartRules: true, NodeDeclaredFeatures: true };
  const told = containerStatuses(
    kind,
    pod,
    { containers, sandboxes: [{ id: 'sandbox-0', attempt: 0, state: 'ready', cause }] },
    previous === undefined ? [] : [previous],
    reasons,
    new NodeClock(defaultEnvironment),
    releaseOf(release, release === '1.35' ? gates : undefined),
    restartsAll,
  );
  return told.find(({ name }) => name === 'app')!;
}

/** `Terminated:1:Error 2 last=Terminated:137:Error`: state, restarts, last state. */
function told(given: Given): string {
  const text = (state: ContainerState) => {
    if (state.type === 'running') return 'Running';
    return state.type === 'waiting' ? `Waiting:${state.reason}` : `Terminated:${state.exitCode}:${state.reason}`;
  };
  const { state, restartCount, lastState } = statusOf(given);
  return `${text(state)} ${restartCount}${lastState === undefined ? '' : ` last=${text(lastState)}`}`;
}

describe('TestConvertToAPIContainerStatuses', () => {
  it.each<[string, Given, string]>([
    ['no current status, no previous status', {}, 'Waiting:ContainerCreating 0'],
    ['with init containers', { spec: { initContainers: [{ name: 'init', image: 'i' }] } }, 'Waiting:PodInitializing 0'],
    ['a running container', { instances: [{}] }, 'Running 0'],
    ['one that is created but not started', { instances: [{ state: 'created' }] }, 'Waiting: 0'],
    [
      'the newest two instances count',
      {
        instances: [
          { restartCount: 2 },
          { state: 'exited', exitCode: 3, restartCount: 1 },
          { state: 'exited', exitCode: 4 },
        ],
      },
      'Running 2 last=Terminated:3:Error',
    ],
    [
      'no current status, with previous statuses and deletion',
      { old: { state: running }, isDeleted: true },
      'Waiting:ContainerCreating 0 last=Terminated:137:ContainerStatusUnknown',
    ],
    [
      'no current status, previously waiting',
      { old: { state: { type: 'waiting', reason: 'x' }, restartCount: 1 } },
      'Waiting:ContainerCreating 1',
    ],
    ['no current status, previously terminated', { old: { state: failed, restartCount: 1 } }, 'Terminated:1:Error 1'],
    [
      'no current status, with a last state',
      { old: { state: running, lastState: failed, restartCount: 1 } },
      'Waiting:ContainerCreating 1 last=Terminated:1:Error',
    ],
    ['an init container that is gone beside a regular one', { kind: 'init', others: [{}] }, 'Terminated:0:Completed 0'],
    ['the same before 1.36', { kind: 'init', others: [{}], release: '1.35' }, 'Waiting:PodInitializing 0'],
    [
      'a sidecar that is gone',
      { kind: 'init', container: { restartPolicy: 'Always' }, others: [{}] },
      'Waiting:PodInitializing 0',
    ],
  ])('%s', (_, given, expected) => expect(told(given)).toBe(expected));

  it('a running container whose instance is gone was lost, which counts as a restart', () => {
    expect(told({ old: { state: running } })).toBe(
      'Waiting:ContainerCreating 1 last=Terminated:137:ContainerStatusUnknown',
    );
  });
});

describe('TestGenerateAPIPodStatusWithReasonCache', () => {
  const exited = (exitCode: number) => [{ state: 'exited', exitCode, restartCount: 1 } as const];
  it.each<[string, Given, string]>([
    ['never started', { failure: 'ErrImagePull' }, 'Waiting:ErrImagePull 0'],
    [
      'ended, and is started again',
      { instances: exited(1), failure: 'CrashLoopBackOff' },
      'Waiting:CrashLoopBackOff 1 last=Terminated:1:Error',
    ],
    [
      'ended for good',
      { instances: exited(0), failure: 'CrashLoopBackOff', spec: { restartPolicy: 'OnFailure' } },
      'Terminated:0:Completed 1',
    ],
    [
      'failed for good',
      { instances: exited(1), failure: 'CrashLoopBackOff', spec: { restartPolicy: 'Never' } },
      'Terminated:1:Error 1',
    ],
    [
      'an own policy decides',
      { instances: exited(1), failure: 'CrashLoopBackOff', container: { restartPolicy: 'Never' } },
      'Terminated:1:Error 1',
    ],
    [
      'of a pod that is deleted none is started again',
      { instances: exited(1), failure: 'CrashLoopBackOff', isDeleted: true },
      'Terminated:1:Error 1',
    ],
    [
      'an init container that ended well',
      { kind: 'init', instances: exited(0), failure: 'CrashLoopBackOff' },
      'Terminated:0:Completed 1',
    ],
  ])('%s', (_, given, expected) => expect(told(given)).toBe(expected));
});

describe('TestGenerateAPIPodStatusWithRestartAllContainers', () => {
  const rule = { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } } as const;
  const container = { restartPolicy: 'Never', restartPolicyRules: [rule] } as const;
  const removed: ContainerState = { type: 'terminated', exitCode: 137, reason: 'RestartingAllContainers' };
  it.each<[string, Given, string]>([
    [
      'a container that was removed',
      { container, restartsAll: true, old: { state: running, restartCount: 1 } },
      'Waiting:RestartingAllContainers 2 last=Terminated:137:RestartingAllContainers',
    ],
    [
      'one that waited already is not counted again',
      {
        container,
        restartsAll: true,
        old: { state: { type: 'waiting', reason: 'RestartingAllContainers' }, restartCount: 2, lastState: removed },
      },
      'Waiting:ContainerCreating 2 last=Terminated:137:RestartingAllContainers',
    ],
    [
      'its next instance keeps count and last state',
      {
        container,
        instances: [{}],
        old: { state: { type: 'waiting', reason: 'x' }, restartCount: 2, lastState: removed },
      },
      'Running 2 last=Terminated:137:RestartingAllContainers',
    ],
    [
      'the gate of 1.35 keeps the count, not the last state',
      {
        container,
        release: '1.35',
        instances: [{}],
        old: { state: { type: 'waiting', reason: 'x' }, restartCount: 2, lastState: removed },
      },
      'Running 2',
    ],
  ])('%s', (_, given, expected) => expect(told(given)).toBe(expected));
});
