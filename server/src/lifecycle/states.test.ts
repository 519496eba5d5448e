import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Container, Pod, PodSpec } from '../kubernetes/pod.ts';
import { eventsAt } from './kubectl/events.ts';
import { rowAt } from './kubectl/row.ts';
import { simulate } from './simulate.ts';
import type { PodStatus, Trace } from './trace.ts';
import { presets } from './world/presets.ts';

/** The states of a pod that people look up, each on the way through a preset. */
interface State {
  readonly preset: string;
  readonly pod?: Partial<PodSpec>;
  readonly container?: Partial<Container>;
  readonly atSeconds: number;
  /** `READY STATUS RESTARTS` at that time. */
  readonly row: string;
  readonly phase: PodStatus['phase'];
  /** Conditions at that time, as `Type=Status Reason`. */
  readonly conditions?: readonly string[];
  /** Events until then, as `Type Reason xCount`. */
  readonly events: readonly string[];
}

const scheduled = 'Normal Scheduled x1';
const started = ['Normal Created x1', 'Normal Started x1'];
const pulledAndStarted = ['Normal Pulling x1', 'Normal Pulled x1', ...started];

const states: Readonly<Record<string, State>> = {
  Pending: {
    preset: 'runtime-down',
    atSeconds: 30,
    row: '0/1 Pending 0',
    phase: 'Pending',
    conditions: ['PodScheduled=True'],
    events: [scheduled],
  },
  Unschedulable: {
    preset: 'unschedulable',
    atSeconds: 10,
    row: '0/1 Pending 0',
    phase: 'Pending',
    conditions: ['PodScheduled=False Unschedulable'],
    events: ['Warning FailedScheduling x1'],
  },
  ContainerCreating: {
    preset: 'slow-image',
    atSeconds: 30,
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    // The status stands still while the image is pulled.
    conditions: [
      'PodReadyToStartContainers=False',
      'Initialized=True',
      'Ready=False ContainersNotReady',
      'ContainersReady=False ContainersNotReady',
      'PodScheduled=True',
    ],
    events: [scheduled, 'Normal Pulling x1'],
  },
  'PodInitializing, ContainersNotInitialized': {
    preset: 'healthy',
    pod: { initContainers: [{ name: 'init', image: 'init:1' }] },
    atSeconds: 3.2,
    row: '0/1 Init:0/1 0',
    phase: 'Pending',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=False ContainersNotInitialized',
      'Ready=False ContainersNotReady',
      'ContainersReady=False ContainersNotReady',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted],
  },
  'Running and Ready': {
    preset: 'healthy',
    atSeconds: 10,
    row: '1/1 Running 0',
    phase: 'Running',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=True',
      'ContainersReady=True',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted],
  },
  ContainersNotReady: {
    preset: 'wrong-port',
    container: { readinessProbe: { httpGet: { port: 80 } } },
    atSeconds: 10,
    row: '0/1 Running 0',
    phase: 'Running',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=False ContainersNotReady',
      'ContainersReady=False ContainersNotReady',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted, 'Warning Unhealthy x2'],
  },
  Succeeded: {
    preset: 'completes',
    pod: { restartPolicy: 'Never' },
    atSeconds: 20,
    row: '0/1 Completed 0',
    phase: 'Succeeded',
    conditions: [
      'PodReadyToStartContainers=False',
      'Initialized=True PodCompleted',
      'Ready=False PodCompleted',
      'ContainersReady=False PodCompleted',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted],
  },
  'Failed, Error': {
    preset: 'fails',
    pod: { restartPolicy: 'Never' },
    atSeconds: 20,
    row: '0/1 Error 0',
    phase: 'Failed',
    conditions: [
      'PodReadyToStartContainers=False',
      'Initialized=True',
      'Ready=False PodFailed',
      'ContainersReady=False PodFailed',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted],
  },
  CrashLoopBackOff: {
    preset: 'crash-on-boot',
    atSeconds: 22.9,
    row: '0/1 CrashLoopBackOff 1 (14s ago)',
    phase: 'Running',
    events: [
      scheduled,
      'Normal Pulled x2',
      'Normal Created x2',
      'Normal Started x2',
      'Warning BackOff x1',
      // CrashLoopBackOff is seen in the very sync that starts the container again.
      'Normal Pulling x3',
    ],
  },
  OOMKilled: {
    preset: 'out-of-memory',
    atSeconds: 42.9,
    row: '0/1 OOMKilled 0',
    phase: 'Running',
    events: [scheduled, 'Normal Pulled x1', ...started, 'Normal Pulling x2'],
  },
  ErrImagePull: {
    preset: 'image-not-found',
    atSeconds: 5,
    row: '0/1 ErrImagePull 0',
    phase: 'Pending',
    events: [
      scheduled,
      'Normal Pulling x1',
      'Warning Failed x1',
      'Warning Failed x1',
      'Normal BackOff x1',
      'Warning Failed x1',
    ],
  },
  ImagePullBackOff: {
    preset: 'image-not-found',
    atSeconds: 20,
    row: '0/1 ImagePullBackOff 0',
    phase: 'Pending',
    events: [
      scheduled,
      'Normal BackOff x1',
      'Warning Failed x1',
      'Normal Pulling x2',
      'Warning Failed x2',
      'Warning Failed x2',
    ],
  },
  InvalidImageName: {
    preset: 'healthy',
    container: { image: 'Registry/App:1' },
    atSeconds: 5,
    row: '0/1 InvalidImageName 0',
    phase: 'Pending',
    events: [scheduled, 'Warning InspectFailed x2', 'Warning Failed x2'],
  },
  ErrImageNeverPull: {
    preset: 'no-registry',
    container: { imagePullPolicy: 'Never' },
    atSeconds: 5,
    row: '0/1 ErrImageNeverPull 0',
    phase: 'Pending',
    events: [scheduled, 'Warning ErrImageNeverPull x2', 'Warning Failed x2'],
  },
  ImageInspectError: {
    preset: 'broken-image-store',
    container: { imagePullPolicy: 'IfNotPresent' },
    atSeconds: 5,
    row: '0/1 ImageInspectError 0',
    phase: 'Pending',
    events: [scheduled, 'Warning InspectFailed x2', 'Warning Failed x2'],
  },
  RegistryUnavailable: {
    preset: 'registry-outage',
    atSeconds: 5,
    row: '0/1 RegistryUnavailable 0',
    phase: 'Pending',
    events: [
      scheduled,
      'Normal Pulling x1',
      'Warning Failed x1',
      'Warning Failed x1',
      'Normal BackOff x1',
      'Warning Failed x1',
    ],
  },
  CreateContainerConfigError: {
    preset: 'missing-config',
    atSeconds: 10,
    row: '0/1 CreateContainerConfigError 0',
    phase: 'Pending',
    events: [scheduled, 'Normal Pulling x2', 'Normal Pulled x2', 'Warning Failed x2'],
  },
  CreateContainerError: {
    preset: 'create-fails',
    atSeconds: 10,
    row: '0/1 CreateContainerError 0',
    phase: 'Pending',
    events: [scheduled, 'Normal Pulling x2', 'Normal Pulled x2', 'Warning Failed x2'],
  },
  RunContainerError: {
    preset: 'command-not-found',
    container: { image: 'app:1' },
    atSeconds: 3,
    row: '0/1 RunContainerError 0',
    phase: 'Running',
    events: [
      scheduled,
      'Normal Pulling x1',
      'Normal Pulled x1',
      'Normal Pulled x1',
      'Normal Created x2',
      'Warning Failed x2',
    ],
  },
  'PreStartContainer, today PreStartHookError': {
    preset: 'pre-start-hook-fails',
    container: { image: 'app:1' },
    atSeconds: 3,
    row: '0/1 PreStartHookError 0',
    phase: 'Pending',
    events: [scheduled, 'Normal Pulling x1', 'Normal Pulled x1', 'Normal Pulled x1', 'Warning Failed x2'],
  },
  PostStartHookError: {
    preset: 'post-start-hook-fails',
    container: { image: 'app:1', lifecycle: { postStart: { exec: { command: ['/warm-up'] } } } },
    atSeconds: 3.7,
    row: '0/1 PostStartHookError 0',
    phase: 'Running',
    events: [
      scheduled,
      'Normal Pulling x1',
      'Normal Pulled x1',
      'Warning FailedPostStartHook x1',
      'Normal Killing x1',
      'Normal Pulled x1',
      'Normal Created x2',
      'Normal Started x2',
    ],
  },
  Terminating: {
    preset: 'ignores-sigterm',
    atSeconds: 70,
    row: '1/1 Terminating 0',
    phase: 'Running',
    events: [scheduled, ...pulledAndStarted, 'Normal Killing x1'],
  },
  'the node does not answer, before its pods are deleted': {
    preset: 'node-lost',
    atSeconds: 200,
    row: '1/1 Running 0',
    phase: 'Running',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=False',
      'ContainersReady=True',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted, 'Warning NodeNotReady x1'],
  },
  'NodeLost and Unknown, today Terminating': {
    preset: 'node-lost',
    atSeconds: 590,
    row: '1/1 Terminating 0',
    phase: 'Running',
    events: [scheduled, ...pulledAndStarted, 'Warning NodeNotReady x1', 'Normal TaintManagerEviction x1'],
  },
  'DockerDaemonNotReady, today a node without its runtime': {
    preset: 'runtime-down',
    atSeconds: 59,
    row: '0/1 Pending 0',
    phase: 'Pending',
    events: [scheduled],
  },
  NetworkPluginNotReady: {
    preset: 'network-not-ready',
    atSeconds: 10,
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    events: [scheduled, 'Warning NetworkNotReady x6'],
  },
};

function run({ preset, pod, container }: State): Trace {
  const found = presets.find(({ name }) => name === preset);
  if (found === undefined) throw new Error(`no preset ${preset}`);
  const given: Pod = {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app', ...container }], ...pod },
  };
  return simulate(given, found.scenario(given));
}

function statusAt(trace: Trace, atMs: number): PodStatus {
  const entry = trace.entries.findLast((candidate) => candidate.kind === 'status' && candidate.atMs <= atMs);
  if (entry?.kind !== 'status') throw new Error('no status yet');
  return entry.status;
}

describe.each(Object.entries(states))('%s', (_, state) => {
  const trace = run(state);
  const atMs = state.atSeconds * 1000;

  it('shows in the table', () => {
    const row = rowAt(trace, atMs);
    expect(`${row?.ready} ${row?.status} ${row?.restarts}`).toBe(state.row);
  });

  it('has its phase and conditions', () => {
    const { phase, conditions } = statusAt(trace, atMs);
    expect(phase).toBe(state.phase);
    if (state.conditions === undefined) return;
    expect(conditions.map(({ type, status, reason }) => `${type}=${status}${reason ? ` ${reason}` : ''}`)).toEqual(
      state.conditions,
    );
  });

  it('comes with its events', () => {
    const events = eventsAt(trace, atMs).map(({ type, reason, count }) => `${type} ${reason} x${count}`);
    expect(events).toEqual(state.events);
  });
});

it('a preset goes by its name and says in words what happens', () => {
  const names = presets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, title, description } of presets) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z]/);
    expect(description).toMatch(/\.$/);
  }
});

it('the glossary names only presets that there are, and a way out or a preset for every state', () => {
  const glossary = readFileSync(join(import.meta.dirname, '../../../docs/states.md'), 'utf8');
  const names = presets.map(({ name }) => name);
  const entries = glossary.split(/^### /m).slice(1);
  expect(entries.length).toBeGreaterThan(30);
  for (const entry of entries) {
    const [state = '', ...lines] = entry.split('\n');
    const text = lines.join(' ');
    const mentioned = text.split('**Preset**')[1] ?? '';
    expect(text, state).toMatch(/\*\*(Preset|Way out|Printed by)\*\*/);
    for (const [, name] of mentioned.matchAll(/`([a-z][a-z-]+)`/g)) expect(names, state).toContain(name);
  }
});
