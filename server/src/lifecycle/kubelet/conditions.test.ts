import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../kubernetes/pod.ts';
import type { ContainerStatus, PodCondition } from '../trace/trace.ts';
import type { SandboxRecord } from '../world/runtimeStatus.ts';
import { containersReady, initialized, needsNewSandbox, podReady } from './conditions.ts';

const status = (name: string, what: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name,
  state: { type: 'waiting', reason: 'ContainerCreating' },
  restartCount: 0,
  ready: false,
  started: false,
  ...what,
});
const up: Partial<ContainerStatus> = { state: { type: 'running', startedAtMs: 0 }, ready: true, started: true };
const two: PodSpec = { containers: [{ name: '1234' }, { name: '5678' }] };

function text({ status: value, reason, message }: PodCondition): string {
  return [value, reason, message].filter((part) => part !== undefined).join(' ');
}

describe('ContainersReady', () => {
  const sidecar: PodSpec = { ...two, initContainers: [{ name: 'side', restartPolicy: 'Always' }] };
  it.each<readonly [string, PodSpec, readonly ContainerStatus[], string]>([
    ['no containers', { containers: [] }, [], 'True'],
    ['both ready', two, [status('1234', up), status('5678', up)], 'True'],
    ['one unknown', two, [status('5678', up)], 'False ContainersNotReady containers with unknown status: [1234]'],
    [
      'one not ready',
      two,
      [status('1234', up), status('5678')],
      'False ContainersNotReady containers with unready status: [5678]',
    ],
    [
      'a sidecar not ready comes first',
      sidecar,
      [status('side'), status('1234'), status('5678', up)],
      'False ContainersNotReady containers with unready status: [side 1234]',
    ],
    [
      'unknown and not ready',
      two,
      [status('5678')],
      'False ContainersNotReady containers with unknown status: [1234], containers with unready status: [5678]',
    ],
  ])('%s', (_, spec, statuses, expected) => {
    expect(text(containersReady(spec, statuses, 'Running'))).toBe(expected);
  });

  it('is false once the pod has ended', () => {
    const statuses = [status('1234', up), status('5678', up)];
    expect(text(containersReady(two, statuses, 'Succeeded'))).toBe('False PodCompleted');
    expect(text(containersReady(two, statuses, 'Failed'))).toBe('False PodFailed');
  });
});

describe('Ready', () => {
  const gated: PodSpec = { ...two, readinessGates: [{ conditionType: 'example.com/gate' }] };
  const statuses = [status('1234', up), status('5678', up)];
  it.each<readonly [string, readonly PodCondition[], string]>([
    [
      'its gate is missing',
      [],
      'False ReadinessGatesNotReady corresponding condition of pod readiness gate "example.com/gate" does not exist.',
    ],
    [
      'its gate is closed',
      [{ type: 'example.com/gate', status: 'False' }],
      'False ReadinessGatesNotReady the status of pod readiness gate "example.com/gate" is not "True", but False',
    ],
    ['its gate is open', [{ type: 'example.com/gate', status: 'True' }], 'True'],
  ])('%s', (_, conditions, expected) => {
    expect(text(podReady(gated, conditions, statuses, 'Running'))).toBe(expected);
  });
});

describe('Initialized', () => {
  const spec: PodSpec = {
    initContainers: [{ name: 'init' }, { name: 'side', restartPolicy: 'Always' }],
    containers: [{ name: 'app' }],
  };
  it.each<readonly [string, readonly ContainerStatus[], string]>([
    ['nothing known', [], 'False ContainersNotInitialized containers with unknown status: [init side]'],
    [
      'the sidecar has not started',
      [status('init', { ready: true }), status('side'), status('app')],
      'False ContainersNotInitialized containers with incomplete status: [side]',
    ],
    ['all done', [status('init', { ready: true }), status('side', up), status('app')], 'True'],
    ['a regular container runs', [status('init'), status('side'), status('app', up)], 'True'],
  ])('%s', (_, statuses, expected) => {
    expect(text(initialized(spec, statuses, 'Pending'))).toBe(expected);
  });
});

describe('a new sandbox is needed', () => {
  const sandbox = (state: SandboxRecord['state'], attempt = 0): SandboxRecord => ({
    id: `s${attempt}`,
    attempt,
    state,
    cause: { field: 'spec' },
  });
  it.each<readonly [string, readonly SandboxRecord[], boolean]>([
    ['when there is none', [], true],
    ['not when there is one', [sandbox('ready')], false],
    ['when the newest is down', [sandbox('notReady', 1), sandbox('ready')], true],
    ['when two are up', [sandbox('ready', 1), sandbox('ready')], true],
    ['not when an old one is down', [sandbox('ready', 1), sandbox('notReady')], false],
  ])('%s', (_, sandboxes, expected) => {
    expect(needsNewSandbox({ containers: [], sandboxes })).toBe(expected);
  });
});
