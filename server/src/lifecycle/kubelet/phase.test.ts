import { describe, expect, it } from 'vitest';
import type { PodSpec, RestartPolicy } from '../../kubernetes/pod.ts';
/** A container in one letter, as upstream's `TestPodPhaseWith…` builds them. */
import { releaseOf } from '../release.ts';
import type { ContainerState, ContainerStatus, Phase } from '../trace/trace.ts';
import { podPhase } from './phase.ts';

const states = {
  running: { state: { type: 'running', startedAtMs: 0 } },
  succeeded: { state: { type: 'terminated', exitCode: 0, reason: 'Completed' } },
  failed: { state: { type: 'terminated', exitCode: 1, reason: 'Error' } },
  waiting: { state: { type: 'waiting', reason: 'ContainerCreating' } },
  waitingAfterFailure: {
    state: { type: 'waiting', reason: 'CrashLoopBackOff' },
    lastState: { type: 'terminated', exitCode: 1, reason: 'Error' },
  },
  waitingAfterSuccess: {
    state: { type: 'waiting', reason: 'CrashLoopBackOff' },
    lastState: { type: 'terminated', exitCode: 0, reason: 'Completed' },
  },
} as const satisfies Record<string, { state: ContainerState; lastState?: ContainerState }>;
type Named = keyof typeof states | 'unknown';

interface Given {
  readonly policy?: RestartPolicy;
  readonly init?: readonly Named[];
  readonly sidecars?: readonly Named[];
  readonly containers: readonly Named[];
  readonly finished?: boolean;
  /** A regular container exists in the present sandbox. */
  readonly initialized?: boolean;
}

function phase({
  policy = 'Always',
  init = [],
  sidecars = [],
  containers,
  finished = false,
  initialized,
}: Given): Phase {
  const named = (prefix: string, list: readonly Named[]) =>
    list.map((what, index) => ({ name: `${prefix}${index}`, what }));
  const all = { init: named('init', init), side: named('side', sidecars), app: named('app', containers) };
  const spec: PodSpec = {
    restartPolicy: policy,
    initContainers: [...all.init, ...all.side.map((container) => ({ ...container, restartPolicy: 'Always' as const }))],
    containers: all.app,
  };
  const statuses = [...all.init, ...all.side, ...all.app].flatMap(({ name, what }): ContainerStatus[] =>
    what === 'unknown' ? [] : [{ name, restartCount: 0, ready: false, started: false, ...states[what] }],
  );
  return podPhase(
    spec,
    statuses,
    finished,
    initialized ?? containers.some((what) => what !== 'unknown' && what !== 'waiting'),
    releaseOf('1.34'),
  );
}

describe('the phase is counted as getPhase counts it', () => {
  it.each<readonly [string, Given, Phase]>([
    ['nothing known', { containers: ['unknown', 'unknown'] }, 'Pending'],
    ['both running', { containers: ['running', 'running'] }, 'Running'],
    ['both ended, Always', { containers: ['succeeded', 'failed'] }, 'Running'],
    ['both succeeded, worker finished', { containers: ['succeeded', 'succeeded'], finished: true }, 'Succeeded'],
    ['one failed, worker finished', { containers: ['succeeded', 'failed'], finished: true }, 'Failed'],
    ['one running, one missing', { containers: ['running', 'unknown'] }, 'Pending'],
    ['one running, one waiting', { containers: ['running', 'waiting'] }, 'Pending'],
    ['one running, one waiting after a failure', { containers: ['running', 'waitingAfterFailure'] }, 'Running'],
    ['both succeeded, Never', { policy: 'Never', containers: ['succeeded', 'succeeded'] }, 'Succeeded'],
    ['both failed, Never', { policy: 'Never', containers: ['failed', 'failed'] }, 'Failed'],
    ['one running, Never', { policy: 'Never', containers: ['running', 'succeeded'] }, 'Running'],
    ['both failed, OnFailure', { policy: 'OnFailure', containers: ['failed', 'failed'] }, 'Running'],
    ['both succeeded, OnFailure', { policy: 'OnFailure', containers: ['succeeded', 'succeeded'] }, 'Succeeded'],
    ['waiting after success is not success', { policy: 'OnFailure', containers: ['waitingAfterSuccess'] }, 'Running'],

    ['init running', { init: ['running'], containers: ['waiting', 'waiting'] }, 'Pending'],
    ['init failed, Always', { init: ['failed'], containers: ['waiting', 'waiting'] }, 'Pending'],
    ['init done, both running', { init: ['succeeded'], containers: ['running', 'running'] }, 'Running'],
    ['init failed, Never', { policy: 'Never', init: ['failed'], containers: ['waiting'] }, 'Failed'],
    [
      'init waits after a failure, Never',
      { policy: 'Never', init: ['waitingAfterFailure'], containers: ['waiting'] },
      'Failed',
    ],
    [
      'init waits after success, Never',
      { policy: 'Never', init: ['waitingAfterSuccess'], containers: ['waiting'] },
      'Pending',
    ],

    ['sidecar alone', { sidecars: ['running'], containers: ['waiting', 'waiting'] }, 'Pending'],
    ['sidecar and both running', { sidecars: ['running'], containers: ['running', 'running'] }, 'Running'],
    ['sidecar down, both running', { sidecars: ['failed'], containers: ['running', 'running'] }, 'Running'],
    [
      'sidecar runs, pod not initialized',
      { sidecars: ['running'], containers: ['running'], initialized: false },
      'Pending',
    ],
    [
      'sidecar waits, both running',
      { sidecars: ['waitingAfterFailure'], containers: ['running', 'running'] },
      'Running',
    ],
    [
      'sidecar still runs after both succeeded, Never',
      { policy: 'Never', sidecars: ['running'], containers: ['succeeded', 'succeeded'] },
      'Running',
    ],
    [
      'a failed sidecar does not fail the pod',
      { policy: 'Never', sidecars: ['failed'], containers: ['succeeded', 'succeeded'] },
      'Succeeded',
    ],
  ])('%s', (_, given, expected) => {
    expect(phase(given)).toBe(expected);
  });
});
