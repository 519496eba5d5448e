import { expect, it } from 'vitest';
import { textOf } from '../testing/textOf.ts';
import type { ContainerState, ContainerStatus, PodStatus, Trace } from '../trace/trace.ts';
import { explainStatus } from './explainStatus.ts';

const running: ContainerState = { type: 'running', startedAtMs: 0 };
const crashed: ContainerState = { type: 'terminated', exitCode: 1, reason: 'Error' };
const app = (more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name: 'app',
  state: running,
  restartCount: 0,
  ready: true,
  started: true,
  ...more,
});
const pod = (container: ContainerStatus, more: Partial<PodStatus> = {}): PodStatus => ({
  phase: 'Running',
  conditions: [],
  initContainerStatuses: [],
  containerStatuses: [container],
  ...more,
});
const ready = (status: 'True' | 'False') => ({ conditions: [{ type: 'Ready', status }] });

function explained(...statuses: PodStatus[]): string {
  const entries = statuses.map((status, seq) => ({
    seq,
    atMs: seq * 1000,
    source: 'kubelet' as const,
    cause: { field: 'spec' },
    kind: 'status' as const,
    status,
  }));
  return textOf(explainStatus(entries.at(-1)!, { entries } as unknown as Trace));
}

it.each<[string, PodStatus, PodStatus, string]>([
  ['nothing that is shown', pod(app()), pod(app()), 'Nothing that can be seen has changed.'],
  [
    'the phase and a container that begins to run',
    pod(app({ state: { type: 'waiting', reason: 'ContainerCreating' }, ready: false, started: false }), {
      phase: 'Pending',
    }),
    pod(app({ ready: false, started: false })),
    'New status: phase Running, app running.',
  ],
  [
    'a restart that goes by between two reports is seen by its count',
    pod(app()),
    pod(app({ restartCount: 1 })),
    'New status: app running again, 1 restart.',
  ],
  [
    'an exit, with reason and code',
    pod(app()),
    pod(app({ state: crashed, ready: false, started: false })),
    'New status: app ended (Error, exit code 1), app not ready.',
  ],
  [
    'another reason to wait is another state',
    pod(app({ state: { type: 'waiting', reason: 'ErrImagePull' } })),
    pod(app({ state: { type: 'waiting', reason: 'ImagePullBackOff' } })),
    'New status: app waiting (ImagePullBackOff).',
  ],
  [
    'the message of a state alone changes nothing',
    pod(app({ state: { type: 'waiting', reason: 'ErrImagePull', message: 'a' } })),
    pod(app({ state: { type: 'waiting', reason: 'ErrImagePull', message: 'b' } })),
    'Nothing that can be seen has changed.',
  ],
  ['the pod alone becomes ready', pod(app(), ready('False')), pod(app(), ready('True')), 'The pod counts as ready.'],
  [
    'with its container it is one of several changes',
    pod(app({ ready: false }), ready('False')),
    pod(app(), ready('True')),
    'New status: app ready, pod ready.',
  ],
  [
    'the deletion comes first',
    pod(app()),
    pod(app({ ready: false }), { deletionAtMs: 1000 }),
    'New status: pod terminating, app not ready.',
  ],
])('%s', (_, before, after, text) => {
  expect(explained(before, after)).toBe(text);
});

it('the first status says the phase', () => {
  expect(explained(pod(app(), { phase: 'Pending' }))).toBe('New status: phase Pending.');
});
