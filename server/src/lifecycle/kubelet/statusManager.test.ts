/** Named as the tests of `pkg/kubelet/status/status_manager_test.go`, with what their tables are about. */
import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, KubeletPodStatus, PodObject } from '../apiserver/podObject.ts';
import { PodStore } from '../apiserver/podStore.ts';
import { defaultEnvironment, NodeClock } from '../environment.ts';
import { Kernel } from '../kernel/kernel.ts';
import { seconds } from '../kernel/time.ts';
import { TraceRecorder } from '../kernel/traceRecorder.ts';
import { releaseOf } from '../release.ts';
import type { ContainerState, Phase, PodCondition } from '../trace/trace.ts';
import { NodeConnection } from '../world/nodeConnection.ts';
import { StatusManager } from './statusManager.ts';

const running: ContainerState = { type: 'running', startedAtMs: 0 };
const waiting: ContainerState = { type: 'waiting', reason: 'ContainerCreating' };
const ended = (exitCode: number): ContainerState => ({ type: 'terminated', exitCode, reason: 'Error' });

function container(name: string, state: ContainerState, more: Partial<KubeletContainerStatus> = {}) {
  return { name, containerId: `${name}-0`, state, restartCount: 0, ready: false, started: true, ...more };
}

function status(
  phase: Phase,
  containerStatuses: readonly KubeletContainerStatus[] = [],
  more: Partial<KubeletPodStatus> = {},
): KubeletPodStatus {
  return { phase, conditions: [], initContainerStatuses: [], containerStatuses, hasPodIp: true, ...more };
}

interface Given {
  readonly spec?: Partial<PodSpec>;
  readonly told?: KubeletPodStatus;
  readonly couldHaveRunningContainers?: boolean;
  readonly isDeleted?: boolean;
  readonly lostUntilSeconds?: number;
}

/** A status manager, and what the API server has been told. */
function managerOf(given: Given = {}) {
  const { spec = {}, told = status('Pending'), couldHaveRunningContainers = true, isDeleted = false } = given;
  const kernel = new Kernel({ field: 'spec' }, 10_000);
  const trace = new TraceRecorder(kernel, 10_000);
  const containers: Container[] = [{ name: 'app', image: 'app:1' }];
  const pod: PodObject = {
    spec: { containers, ...spec },
    name: 'web',
    namespace: 'default',
    uid: '1',
    status: told,
    ...(isDeleted ? { deletion: { at: 0, graceSeconds: 30 } } : {}),
  };
  const store = new PodStore(kernel, trace, pod);
  const { lostUntilSeconds } = given;
  const connection = new NodeConnection(
    lostUntilSeconds === undefined ? {} : { lostAtSeconds: 0, backAtSeconds: lostUntilSeconds },
    {},
  );
  const clock = new NodeClock(defaultEnvironment);
  const release = releaseOf('1.37');
  const manager = new StatusManager(
    kernel,
    clock,
    store,
    () => pod,
    () => couldHaveRunningContainers,
    connection,
    release,
  );
  let writes = 0;
  store.watch({
    statusChanged: () => {
      writes += 1;
    },
  });
  return {
    manager,
    pod,
    /** Sets what the kubelet thinks, and lets the writer run. */
    set: (next: KubeletPodStatus) => {
      manager.setPodStatus(pod, next);
      kernel.run(kernel.now);
    },
    run: (until: number) => kernel.run(seconds(until)),
    told: () => store.pod?.status,
    writes: () => writes,
  };
}

describe('TestNewStatus', () => {
  it('a changed status is written, the same one is not written again', () => {
    const { set, told, writes } = managerOf();
    set(status('Running', [container('app', running)]));
    expect([told()?.phase, writes()]).toEqual(['Running', 1]);
    set(status('Running', [container('app', running)]));
    expect(writes()).toBe(1);
  });

  it('TestNewStatusPreservesPodStartTime', () => {
    const { set, told } = managerOf({ told: status('Pending', [], { startTime: seconds(7) }) });
    set(status('Running', [], { startTime: seconds(9) }));
    expect(told()?.startTime).toBe(seconds(7));
  });
});

it('without a connection nothing is written, and all of it once it is back', () => {
  const { set, told, run } = managerOf({ lostUntilSeconds: 25 });
  set(status('Running', [container('app', running)]));
  expect(told()?.phase).toBe('Pending');
  run(60);
  expect(told()?.phase).toBe('Running');
});

describe('TestSetContainerReadiness', () => {
  const ready: PodCondition = { type: 'Ready', status: 'False', reason: 'ContainersNotReady' };
  const start = status('Running', [container('app', running)], {
    conditions: [ready, { ...ready, type: 'ContainersReady' }],
  });
  it.each([
    ['a container that there is', 'app-0', true, 'True'],
    ['the same as before', 'app-0', false, 'False'],
    ['a container that there is no more', 'app-9', true, 'False'],
  ] as const)('%s', (_, id, isReady, expected) => {
    const { manager, set, run, told } = managerOf();
    set(start);
    manager.setContainerReadiness(id, isReady);
    run(1);
    expect(told()?.conditions.find(({ type }) => type === 'Ready')?.status).toBe(expected);
  });
});

describe('TestTerminatePod', () => {
  const lost = 'ContainerStatusUnknown';
  it.each<[string, ContainerState, string]>([
    ['what has ended stays as it is', ended(3), 'Error'],
    ['what ran is not known any more', running, lost],
    ['what waited neither', waiting, lost],
  ])('%s', (_, state, reason) => {
    const { manager, pod, set, run, told } = managerOf({ couldHaveRunningContainers: false });
    set(status('Running', [container('app', state)]));
    manager.terminatePod(pod);
    run(1);
    const [own] = told()?.containerStatuses ?? [];
    expect([own?.state.type, own?.state.type === 'terminated' && own.state.reason]).toEqual(['terminated', reason]);
    expect(told()?.phase).toBe('Failed');
  });

  it.each<[string, Phase, Phase]>([
    ['a phase that is final stays', 'Succeeded', 'Succeeded'],
    ['any other one becomes Failed', 'Running', 'Failed'],
  ])('TestTerminatePod_EnsurePodPhaseIsTerminal: %s', (_, phase, expected) => {
    const { manager, pod, set, run, told } = managerOf({ couldHaveRunningContainers: false });
    set(status(phase, [container('app', ended(0))]));
    manager.terminatePod(pod);
    run(1);
    expect(told()?.phase).toBe(expected);
  });

  it('TestTerminatePod_DefaultUnknownStatus: init containers after the first that never ran keep waiting', () => {
    const spec = { initContainers: ['one', 'two', 'three'].map((name) => ({ name, image: 'i' })) };
    const initContainerStatuses = [container('one', ended(1)), container('two', waiting), container('three', waiting)];
    const { manager, pod, set, run, told } = managerOf({ spec, couldHaveRunningContainers: false });
    set(status('Pending', [container('app', waiting)], { initContainerStatuses }));
    manager.terminatePod(pod);
    run(1);
    expect(told()?.initContainerStatuses.map(({ state }) => state.type)).toEqual(['terminated', 'waiting', 'waiting']);
    expect(told()?.containerStatuses[0]?.state.type).toBe('waiting');
  });

  it('a deleted pod goes with its last status', () => {
    const { manager, pod, set, run, told } = managerOf({ couldHaveRunningContainers: false, isDeleted: true });
    set(status('Running', [container('app', ended(0))]));
    manager.terminatePod(pod);
    run(1);
    expect(told()).toBeUndefined();
  });
});

describe('TestMergePodStatus', () => {
  const foreign: PodCondition = { type: 'example.com/gate', status: 'True' };
  it('keeps the conditions of others', () => {
    const { set, told } = managerOf({ told: status('Running', [], { conditions: [foreign] }) });
    set(status('Running', [container('app', running)], { conditions: [{ type: 'Ready', status: 'True' }] }));
    expect(told()?.conditions.map(({ type }) => type)).toEqual(['example.com/gate', 'Ready']);
  });

  it.each<[string, boolean, Phase]>([
    ['a final phase is withheld while containers could run', true, 'Running'],
    ['and told when none can', false, 'Failed'],
  ])('%s', (_, couldHaveRunningContainers, expected) => {
    const { set, told } = managerOf({ told: status('Running'), couldHaveRunningContainers });
    set(status('Failed', [container('app', ended(1))], { reason: 'Evicted', message: 'gone' }));
    expect([told()?.phase, told()?.reason]).toEqual([expected, expected === 'Failed' ? 'Evicted' : undefined]);
  });

  it('a pod with a final phase is not ready', () => {
    const conditions: PodCondition[] = [{ type: 'Ready', status: 'True' }];
    const { set, told } = managerOf({ told: status('Running'), couldHaveRunningContainers: false });
    set(status('Succeeded', [container('app', ended(0))], { conditions }));
    expect(told()?.conditions).toEqual([{ type: 'Ready', status: 'False', reason: 'PodCompleted' }]);
  });
});

describe('TestCheckContainerStateTransition', () => {
  it.each<[string, Partial<PodSpec>, number, string]>([
    ['Always', { restartPolicy: 'Always' }, 0, 'running'],
    ['OnFailure after a failure', { restartPolicy: 'OnFailure' }, 1, 'running'],
    ['OnFailure after a success', { restartPolicy: 'OnFailure' }, 0, 'terminated'],
    ['Never', { restartPolicy: 'Never' }, 1, 'terminated'],
    [
      'a rule of the container',
      {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'app',
            restartPolicy: 'Never',
            restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
          },
        ],
      },
      42,
      'running',
    ],
  ])('a container that ended comes back to life with %s', (_, spec, exitCode, expected) => {
    const { set, told } = managerOf({ spec });
    set(status('Running', [container('app', ended(exitCode))]));
    set(status('Running', [container('app', running, { restartCount: 1 })]));
    expect(told()?.containerStatuses[0]?.state.type).toBe(expected);
  });
});
