import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Container, Pod, PodSpec } from '../kubernetes/pod.ts';
import { strictFormatter } from '../rules/testing/formatter.ts';
import { explain } from './explain/explain.ts';
import { eventsAt } from './kubectl/events.ts';
import { changes, rowAt } from './kubectl/row.ts';
import { lifecycleTexts } from './messages.ts';
import { simulate } from './simulate.ts';
import { textOf } from './testing/textOf.ts';
import type { PodStatus, Trace } from './trace/trace.ts';
import { presets } from './world/presets.ts';

/** A state of a pod that people look up, on the way through a preset. */
interface State {
  /** Today's word for it, where that is another one. */
  readonly proof?: string;
  readonly preset: string;
  readonly pod?: Partial<PodSpec>;
  readonly container?: Partial<Container>;
  readonly atSeconds: number;
  /** STATUS from the beginning until then. */
  readonly way: readonly string[];
  /** `READY STATUS RESTARTS` at that time. */
  readonly row: string;
  readonly phase: PodStatus['phase'];
  /** Conditions at that time, as `Type=Status Reason`. */
  readonly conditions: readonly string[];
  /** Events until then, as `Type Reason xCount`. */
  readonly events: readonly string[];
}

const scheduled = 'Normal Scheduled x1';
const started = ['Normal Created x1', 'Normal Started x1'];
const pulledAndStarted = ['Normal Pulling x1', 'Normal Pulled x1', ...started];
const conditions = (sandbox: string, ready: string) => [
  `PodReadyToStartContainers=${sandbox}`,
  'Initialized=True',
  `Ready=${ready}`,
  `ContainersReady=${ready}`,
  'PodScheduled=True',
];
const allWell = conditions('True', 'True');
const notReady = conditions('True', 'False ContainersNotReady');
const noSandbox = conditions('False', 'False ContainersNotReady');

const states: Readonly<Record<string, State>> = {
  Pending: {
    preset: 'unschedulable',
    atSeconds: 10,
    way: ['Pending'],
    row: '0/1 Pending 0',
    phase: 'Pending',
    conditions: ['PodScheduled=False Unschedulable'],
    events: ['Warning FailedScheduling x1'],
  },
  Running: {
    preset: 'healthy',
    atSeconds: 10,
    way: ['ContainerCreating', 'Running'],
    row: '1/1 Running 0',
    phase: 'Running',
    conditions: allWell,
    events: [scheduled, ...pulledAndStarted],
  },
  Succeeded: {
    preset: 'completes',
    pod: { restartPolicy: 'Never' },
    atSeconds: 20,
    way: ['ContainerCreating', 'Running', 'Completed'],
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
  Failed: {
    preset: 'fails',
    pod: { restartPolicy: 'Never' },
    atSeconds: 20,
    way: ['ContainerCreating', 'Running', 'Error'],
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
  Unknown: {
    preset: 'phase-unknown',
    atSeconds: 200,
    way: ['ContainerCreating', 'Running', 'Unknown'],
    row: '1/1 Unknown 0',
    phase: 'Unknown',
    conditions: allWell,
    events: [scheduled, ...pulledAndStarted],
  },
  Unschedulable: {
    preset: 'tainted-nodes',
    atSeconds: 10,
    way: ['Pending'],
    row: '0/1 Pending 0',
    phase: 'Pending',
    conditions: ['PodScheduled=False Unschedulable'],
    events: ['Warning FailedScheduling x1'],
  },
  SchedulingGated: {
    preset: 'gated',
    pod: { schedulingGates: [{ name: 'example.com/quota' }] },
    atSeconds: 30,
    way: ['SchedulingGated'],
    row: '0/1 SchedulingGated 0',
    phase: 'Pending',
    conditions: ['PodScheduled=False SchedulingGated'],
    events: [],
  },
  PodScheduled: {
    preset: 'slow-image',
    atSeconds: 5,
    way: ['ContainerCreating'],
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    conditions: noSandbox,
    events: [scheduled, 'Normal Pulling x1'],
  },
  Initialized: {
    preset: 'healthy',
    pod: { initContainers: [{ name: 'init', image: 'init:1' }] },
    atSeconds: 10,
    way: ['Init:0/1', 'PodInitializing', 'Running'],
    row: '1/1 Running 0',
    phase: 'Running',
    conditions: allWell,
    events: [scheduled, ...pulledAndStarted, ...pulledAndStarted],
  },
  Ready: {
    preset: 'healthy',
    container: { readinessProbe: { httpGet: { port: 80 } } },
    atSeconds: 10,
    way: ['ContainerCreating', 'Running'],
    row: '1/1 Running 0',
    phase: 'Running',
    conditions: allWell,
    events: [scheduled, ...pulledAndStarted],
  },
  Waiting: {
    preset: 'slow-image',
    atSeconds: 30,
    way: ['ContainerCreating'],
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    conditions: noSandbox,
    events: [scheduled, 'Normal Pulling x1'],
  },
  ContainerCreating: {
    preset: 'slow-image',
    atSeconds: 30,
    way: ['ContainerCreating'],
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    conditions: noSandbox,
    events: [scheduled, 'Normal Pulling x1'],
  },
  PodInitializing: {
    preset: 'healthy',
    pod: { initContainers: [{ name: 'init', image: 'init:1' }] },
    atSeconds: 4.5,
    way: ['Init:0/1', 'PodInitializing'],
    row: '0/1 PodInitializing 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, ...pulledAndStarted, 'Normal Pulling x1'],
  },
  ContainersNotInitialized: {
    preset: 'init-crashes',
    pod: { initContainers: [{ name: 'init', image: 'init:1' }] },
    atSeconds: 12,
    way: ['Init:0/1', 'Init:Error', 'Init:0/1', 'Init:Error'],
    row: '0/1 Init:Error 1 (8s ago)',
    phase: 'Pending',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=False ContainersNotInitialized',
      'Ready=False ContainersNotReady',
      'ContainersReady=False ContainersNotReady',
      'PodScheduled=True',
    ],
    events: [
      scheduled,
      'Normal Pulling x1',
      'Normal Pulled x1',
      'Normal Pulled x1',
      'Normal Created x2',
      'Normal Started x2',
      'Warning BackOff x1',
    ],
  },
  ContainersNotReady: {
    preset: 'wrong-port',
    container: { readinessProbe: { httpGet: { port: 80 } } },
    atSeconds: 10,
    way: ['ContainerCreating', 'Running'],
    row: '0/1 Running 0',
    phase: 'Running',
    conditions: notReady,
    events: [scheduled, ...pulledAndStarted, 'Warning Unhealthy x2'],
  },
  ImagePullBackOff: {
    preset: 'image-not-found',
    atSeconds: 20,
    way: ['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff'],
    row: '0/1 ImagePullBackOff 0',
    phase: 'Pending',
    conditions: notReady,
    events: [
      scheduled,
      'Normal BackOff x1',
      'Warning Failed x1',
      'Normal Pulling x2',
      'Warning Failed x2',
      'Warning Failed x2',
    ],
  },
  ErrImagePull: {
    preset: 'image-not-found',
    atSeconds: 5,
    way: ['ContainerCreating', 'ErrImagePull'],
    row: '0/1 ErrImagePull 0',
    phase: 'Pending',
    conditions: notReady,
    events: [
      scheduled,
      'Normal Pulling x1',
      'Warning Failed x1',
      'Warning Failed x1',
      'Normal BackOff x1',
      'Warning Failed x1',
    ],
  },
  InvalidImageName: {
    preset: 'healthy',
    container: { image: 'Registry/App:1' },
    atSeconds: 5,
    way: ['ContainerCreating', 'InvalidImageName'],
    row: '0/1 InvalidImageName 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, 'Warning InspectFailed x2', 'Warning Failed x2'],
  },
  ImageInspectError: {
    preset: 'broken-image-store',
    container: { imagePullPolicy: 'IfNotPresent' },
    atSeconds: 5,
    way: ['ContainerCreating', 'ImageInspectError'],
    row: '0/1 ImageInspectError 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, 'Warning InspectFailed x2', 'Warning Failed x2'],
  },
  ErrImageNeverPull: {
    preset: 'no-registry',
    container: { imagePullPolicy: 'Never' },
    atSeconds: 5,
    way: ['ContainerCreating', 'ErrImageNeverPull'],
    row: '0/1 ErrImageNeverPull 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, 'Warning ErrImageNeverPull x2', 'Warning Failed x2'],
  },
  RegistryUnavailable: {
    preset: 'registry-outage',
    atSeconds: 5,
    way: ['ContainerCreating', 'RegistryUnavailable'],
    row: '0/1 RegistryUnavailable 0',
    phase: 'Pending',
    conditions: notReady,
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
    way: ['ContainerCreating', 'CreateContainerConfigError'],
    row: '0/1 CreateContainerConfigError 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, 'Normal Pulling x2', 'Normal Pulled x2', 'Warning Failed x2'],
  },
  CreateContainerError: {
    preset: 'create-fails',
    atSeconds: 10,
    way: ['ContainerCreating', 'CreateContainerError'],
    row: '0/1 CreateContainerError 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, 'Normal Pulling x2', 'Normal Pulled x2', 'Warning Failed x2'],
  },
  RunContainerError: {
    preset: 'command-not-found',
    container: { image: 'app:1' },
    atSeconds: 3,
    way: ['ContainerCreating', 'RunContainerError'],
    row: '0/1 RunContainerError 0',
    phase: 'Running',
    conditions: notReady,
    events: [
      scheduled,
      'Normal Pulling x1',
      'Normal Pulled x1',
      'Normal Pulled x1',
      'Normal Created x2',
      'Warning Failed x2',
    ],
  },
  PreStartContainer: {
    proof: 'PreStartHookError',
    preset: 'pre-start-hook-fails',
    container: { image: 'app:1' },
    atSeconds: 3,
    way: ['ContainerCreating', 'PreStartHookError'],
    row: '0/1 PreStartHookError 0',
    phase: 'Pending',
    conditions: notReady,
    events: [scheduled, 'Normal Pulling x1', 'Normal Pulled x1', 'Normal Pulled x1', 'Warning Failed x2'],
  },
  PostStartHookError: {
    preset: 'post-start-hook-fails',
    container: { image: 'app:1', lifecycle: { postStart: { exec: { command: ['/warm-up'] } } } },
    atSeconds: 3.7,
    way: ['ContainerCreating', 'PostStartHookError'],
    row: '0/1 PostStartHookError 0',
    phase: 'Running',
    conditions: notReady,
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
  Error: {
    preset: 'fails',
    container: { image: 'app:1' },
    atSeconds: 30,
    way: ['ContainerCreating', 'Running', 'Error', 'Running', 'Error'],
    row: '0/1 Error 1 (18s ago)',
    phase: 'Running',
    conditions: notReady,
    events: [
      scheduled,
      'Normal Pulling x1',
      'Normal Pulled x1',
      'Normal Pulled x1',
      'Normal Created x2',
      'Normal Started x2',
      'Warning BackOff x1',
    ],
  },
  CrashLoopBackOff: {
    preset: 'crash-on-boot',
    atSeconds: 22.9,
    way: ['ContainerCreating', 'Running', 'Error', 'Running', 'Error', 'CrashLoopBackOff'],
    row: '0/1 CrashLoopBackOff 1 (14s ago)',
    phase: 'Running',
    conditions: notReady,
    events: [
      scheduled,
      'Normal Pulled x2',
      'Normal Created x2',
      'Normal Started x2',
      'Warning BackOff x1',
      'Normal Pulling x3',
    ],
  },
  OOMKilled: {
    preset: 'out-of-memory',
    container: { image: 'app:1' },
    atSeconds: 42.9,
    way: ['ContainerCreating', 'Running', 'OOMKilled'],
    row: '0/1 OOMKilled 0',
    phase: 'Running',
    conditions: notReady,
    events: [
      scheduled,
      'Normal Pulling x1',
      'Normal Pulled x1',
      'Normal Pulled x1',
      'Normal Created x2',
      'Normal Started x2',
    ],
  },
  Terminating: {
    preset: 'ignores-sigterm',
    atSeconds: 70,
    way: ['ContainerCreating', 'Running', 'Terminating'],
    row: '1/1 Terminating 0',
    phase: 'Running',
    conditions: allWell,
    events: [scheduled, ...pulledAndStarted, 'Normal Killing x1'],
  },
  NodeLost: {
    preset: 'node-lost-legacy',
    atSeconds: 450,
    way: ['ContainerCreating', 'Running', 'Unknown'],
    row: '1/1 Unknown 0',
    phase: 'Running',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=False',
      'ContainersReady=True',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted, 'Warning NodeNotReady x1', 'Normal NodeControllerEviction x1'],
  },
  NodeNotReady: {
    proof: 'Kubelet stopped posting node status',
    preset: 'node-lost',
    atSeconds: 200,
    way: ['ContainerCreating', 'Running'],
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
  TaintManagerEviction: {
    preset: 'node-lost',
    atSeconds: 590,
    way: ['ContainerCreating', 'Running', 'Terminating'],
    row: '1/1 Terminating 0',
    phase: 'Running',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=False',
      'ContainersReady=True',
      'PodScheduled=True',
      'DisruptionTarget=True DeletionByTaintManager',
    ],
    events: [scheduled, ...pulledAndStarted, 'Warning NodeNotReady x1', 'Normal TaintManagerEviction x1'],
  },
  Evicted: {
    preset: 'evicted',
    atSeconds: 70,
    way: ['ContainerCreating', 'Running', 'Error'],
    row: '0/1 Error 0',
    phase: 'Failed',
    conditions: [
      'DisruptionTarget=True TerminationByKubelet',
      'PodReadyToStartContainers=False',
      'Initialized=True',
      'Ready=False PodFailed',
      'ContainersReady=False PodFailed',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted, 'Warning Evicted x1', 'Normal Killing x1'],
  },
  ReadinessGatesNotReady: {
    preset: 'late-readiness-gates',
    pod: { readinessGates: [{ conditionType: 'example.com/lb' }] },
    atSeconds: 30,
    way: ['ContainerCreating', 'Running'],
    row: '1/1 Running 0',
    phase: 'Running',
    conditions: [
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=False ReadinessGatesNotReady',
      'ContainersReady=True',
      'PodScheduled=True',
    ],
    events: [scheduled, ...pulledAndStarted],
  },
  DockerDaemonNotReady: {
    proof: 'container runtime is down',
    preset: 'runtime-down',
    atSeconds: 59,
    way: ['Pending'],
    row: '0/1 Pending 0',
    phase: 'Pending',
    conditions: ['PodScheduled=True'],
    events: [scheduled],
  },
  NetworkPluginNotReady: {
    preset: 'network-not-ready',
    atSeconds: 10,
    way: ['ContainerCreating'],
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    conditions: noSandbox,
    events: [scheduled, 'Warning NetworkNotReady x6'],
  },
  FailedCreatePodSandBox: {
    preset: 'sandbox-fails',
    atSeconds: 30,
    way: ['ContainerCreating'],
    row: '0/1 ContainerCreating 0',
    phase: 'Pending',
    conditions: noSandbox,
    events: [scheduled, 'Warning FailedCreatePodSandBox x3'],
  },
};

/** What the product promises to know; the words of the field, old and new. */
const promised = [
  ...['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'],
  ...['Unschedulable', 'PodScheduled', 'Initialized', 'Ready'],
  ...['Waiting', 'ContainerCreating', 'PodInitializing', 'ContainersNotInitialized', 'ContainersNotReady'],
  ...['ImagePullBackOff', 'ErrImagePull', 'InvalidImageName', 'ImageInspectError', 'ErrImageNeverPull'],
  ...['RegistryUnavailable', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'],
  ...['PreStartContainer', 'PostStartHookError', 'Error', 'CrashLoopBackOff', 'Terminating', 'NodeLost'],
  ...['DockerDaemonNotReady', 'NetworkPluginNotReady'],
];

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

/** All words that somebody who looks at the pod and its node may see at a time. */
function wordsAt(trace: Trace, atMs: number): string {
  const status = statusAt(trace, atMs);
  const containers = [...status.initContainerStatuses, ...status.containerStatuses];
  return [
    rowAt(trace, atMs)?.status,
    status.phase,
    status.reason,
    ...status.conditions.flatMap(({ type, status, reason }) => [status === 'True' ? type : undefined, reason]),
    ...containers.flatMap(({ state }) => [
      state.type === 'waiting' ? 'Waiting' : undefined,
      state.type === 'running' ? undefined : state.reason,
    ]),
    ...eventsAt(trace, atMs).flatMap(({ reason, message }) => [reason, message]),
    ...trace.entries.flatMap((entry) =>
      entry.kind === 'world' && entry.atMs <= atMs ? [textOf(explain(trace, entry.seq))] : [],
    ),
  ].join('\n');
}

describe.each(Object.entries(states))('%s', (name, state) => {
  const trace = run(state);
  const atMs = state.atSeconds * 1000;

  it('can be seen', () => {
    expect(wordsAt(trace, atMs)).toMatch(new RegExp(`\\b${state.proof ?? name}\\b`));
  });

  it('shows in the table, and on the way there', () => {
    const row = rowAt(trace, atMs);
    expect(`${row?.ready} ${row?.status} ${row?.restarts}`).toBe(state.row);
    const seen = changes(trace).flatMap((change) => (change.atMs <= atMs ? [change.row.status] : []));
    expect(seen.filter((status, index) => status !== seen[index - 1])).toEqual(state.way);
  });

  it('has its phase and conditions', () => {
    const { phase, conditions } = statusAt(trace, atMs);
    expect(phase).toBe(state.phase);
    expect(conditions.map(({ type, status, reason }) => `${type}=${status}${reason ? ` ${reason}` : ''}`)).toEqual(
      state.conditions,
    );
  });

  it('comes with its events', () => {
    const events = eventsAt(trace, atMs).map(({ type, reason, count }) => `${type} ${reason} x${count}`);
    expect(events).toEqual(state.events);
  });
});

it('there is every state that was promised, and an entry in the glossary for it', () => {
  const names = Object.keys(states);
  const glossary = readFileSync(join(import.meta.dirname, '../../../docs/states.md'), 'utf8');
  const entries = [...glossary.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  for (const name of promised) {
    expect(names).toContain(name);
    expect(entries).toContain(name);
  }
});

it('a preset goes by its name and says in words what happens', () => {
  const names = presets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const formatter = strictFormatter(lifecycleTexts);
  for (const { name, message } of presets) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(formatter.text(message)).toMatch(/^[A-Z]/);
    expect(formatter.detail(message)).toMatch(/\.$/);
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
