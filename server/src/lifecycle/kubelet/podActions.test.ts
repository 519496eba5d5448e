import { describe, expect, it } from 'vitest';
import type { Container, PodSpec, ProbeType, RestartPolicy } from '../../kubernetes/pod.ts';
import type { PodObject } from '../apiserver/podObject.ts';
import { Kernel } from '../kernel/kernel.ts';
import { releaseOf } from '../release.ts';
import type { ContainerRecord, SandboxRecord } from '../world/runtimeStatus.ts';
import { computePodActions } from './podActions.ts';
import type { ProbeManager } from './probeManager.ts';
import { type ProbeResult, ProbeResults } from './probeResults.ts';

const cause = { field: 'spec' };

/** `running`, `exited 0`, `created` … with a probe's verdict: `running liveness=failure`. */
type Told = string;

interface Given {
  readonly policy?: RestartPolicy;
  readonly init?: Readonly<Record<string, Told>>;
  /** Init containers with restartPolicy Always and a startup and a liveness probe. */
  readonly sidecars?: Readonly<Record<string, Told>>;
  readonly containers: Readonly<Record<string, Told>>;
  readonly sandbox?: 'ready' | 'notReady' | 'none';
}

function actions({ policy = 'Always', init = {}, sidecars = {}, containers, sandbox = 'ready' }: Given): string {
  const kernel = new Kernel(cause, 1);
  const results: ProbeManager['results'] = {
    startup: new ProbeResults(kernel, () => {}),
    readiness: new ProbeResults(kernel, () => {}),
    liveness: new ProbeResults(kernel, () => {}),
  };
  const records: ContainerRecord[] = [];
  for (const [name, told] of Object.entries({ ...init, ...sidecars, ...containers })) {
    if (told === '') continue;
    const [state, ...rest] = told.split(' ');
    const exitCode = Number(rest.find((word) => /^\d+$/.test(word)) ?? 0);
    for (const verdict of rest.filter((word) => word.includes('='))) {
      const [type, result] = verdict.split('=');
      results[type as ProbeType].set(name, result as ProbeResult);
    }
    records.push({
      id: name,
      name,
      instance: 0,
      restartCount: 0,
      sandboxId: 's0',
      state: state as ContainerRecord['state'],
      createdAt: 0,
      finishedAt: 0,
      exitCode,
      reason: rest.includes('OOMKilled') ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error',
      cause,
    });
  }
  const probe = { tcpSocket: { port: 80 } };
  const spec: PodSpec = {
    restartPolicy: policy,
    initContainers: [
      ...Object.keys(init).map((name) => ({ name })),
      ...Object.keys(sidecars).map(
        (name): Container => ({ name, restartPolicy: 'Always', startupProbe: probe, livenessProbe: probe }),
      ),
    ],
    containers: Object.keys(containers).map((name) => ({ name })),
  };
  const sandboxes: SandboxRecord[] = sandbox === 'none' ? [] : [{ id: 's0', attempt: 0, state: sandbox, cause }];
  const pod: PodObject = {
    spec,
    name: 'pod',
    namespace: 'default',
    uid: 'uid',
    status: { phase: 'Running', conditions: [], initContainerStatuses: [], containerStatuses: [], hasPodIp: true },
  };
  const planned = computePodActions(pod, { containers: records, sandboxes }, results, releaseOf('1.34'));
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(',');
  return [
    ...(planned.killPod ? ['kill pod'] : []),
    ...(planned.createSandbox ? [`sandbox ${planned.attempt}`] : []),
    ...planned.containersToKill.map(({ record, message }) => `kill ${record.name} (${message})`),
    ...(planned.initContainersToStart.length > 0 ? [`init ${names(planned.initContainersToStart)}`] : []),
    ...(planned.containersToStart.length > 0 ? [`start ${names(planned.containersToStart)}`] : []),
  ].join('; ');
}

const abc = (a: Told, b: Told, c: Told) => ({ a, b, c });
const up = abc('running', 'running', 'running');
const none = abc('', '', '');

describe('what a sync has to do, as in the tests of computePodActions', () => {
  it.each<readonly [string, Given, string]>([
    ['all fine', { containers: up }, ''],
    ['a new pod', { sandbox: 'none', containers: none }, 'kill pod; sandbox 0; start a,b,c'],
    ['two ended, Always', { containers: abc('exited 0', 'exited 111', 'running') }, 'start a,b'],
    ['two ended, OnFailure', { policy: 'OnFailure', containers: abc('exited 0', 'exited 111', 'running') }, 'start b'],
    ['two ended, Never', { policy: 'Never', containers: abc('exited 0', 'exited 111', 'running') }, ''],
    ['one created only, Never', { policy: 'Never', containers: abc('running', 'created', 'running') }, 'start b'],
    ['the sandbox died', { sandbox: 'notReady', containers: up }, 'kill pod; sandbox 1; start a,b,c'],
    [
      'the sandbox died, OnFailure, one had succeeded',
      { policy: 'OnFailure', sandbox: 'notReady', containers: abc('running', 'exited 0', 'running') },
      'kill pod; sandbox 1; start a,c',
    ],
    [
      'the sandbox died, OnFailure, all had succeeded',
      { policy: 'OnFailure', sandbox: 'notReady', containers: abc('exited 0', 'exited 0', 'exited 0') },
      'kill pod',
    ],
    ['the sandbox died, Never', { policy: 'Never', sandbox: 'notReady', containers: up }, 'kill pod'],
    [
      'no container ever, Never',
      { policy: 'Never', sandbox: 'notReady', containers: none },
      'kill pod; sandbox 1; start a,b,c',
    ],
    [
      'liveness failed',
      { containers: { ...up, b: 'running liveness=failure' } },
      'kill b (Container b failed liveness probe, will be restarted); start b',
    ],
    [
      'startup failed',
      { containers: { ...up, b: 'running startup=failure' } },
      'kill b (Container b failed startup probe, will be restarted); start b',
    ],
    [
      'liveness failed, Never, others run',
      { policy: 'Never', containers: { ...up, b: 'running liveness=failure' } },
      'kill b (Container b failed liveness probe)',
    ],
    [
      'liveness failed, Never, nothing else runs: the whole pod is stopped',
      { policy: 'Never', containers: { b: 'running liveness=failure' } },
      'kill pod; kill b (Container b failed liveness probe)',
    ],
    ['all ended, Never', { policy: 'Never', containers: abc('exited 0', 'exited 1', 'exited 0') }, 'kill pod'],
  ])('%s', (_, given, expected) => {
    expect(actions(given)).toBe(expected);
  });

  const init = (x: Told, y: Told, z: Told) => ({ x, y, z });
  it.each<readonly [string, Given, string]>([
    ['none has run', { init: init('', '', ''), containers: none }, 'init x'],
    ['all are done', { init: init('exited 0', 'exited 0', 'exited 0'), containers: none }, 'start a,b,c'],
    ['the last one runs', { init: init('exited 0', 'exited 0', 'running'), containers: none }, ''],
    ['the second is due', { init: init('exited 0', '', ''), containers: none }, 'init y'],
    ['the last one failed, Always', { init: init('exited 0', 'exited 0', 'exited 137'), containers: none }, 'init z'],
    [
      'the last one failed, Never',
      { policy: 'Never', init: init('exited 0', 'exited 0', 'exited 137'), containers: none },
      'kill pod',
    ],
    [
      'killed for its memory is failed, even with exit code 0',
      { init: init('exited 0', 'exited 0', 'exited 0 OOMKilled'), containers: none },
      'init z',
    ],
    ['the last one is created only', { init: init('exited 0', 'exited 0', 'created'), containers: none }, 'init z'],
    ['their statuses are gone, a container runs', { init: init('', '', ''), containers: up }, ''],
    [
      'the sandbox died',
      { sandbox: 'notReady', init: init('exited 0', 'exited 0', 'exited 0'), containers: up },
      'kill pod; sandbox 1; init x',
    ],
  ])('ordinary init containers: %s', (_, given, expected) => {
    expect(actions(given)).toBe(expected);
  });

  const started = 'running startup=success';
  it.each<readonly [string, Given, string]>([
    ['all have started', { sidecars: init(started, started, started), containers: none }, 'start a,b,c'],
    ['the first has started', { sidecars: init(started, '', ''), containers: none }, 'init y'],
    ['the second has no verdict yet', { sidecars: init(started, 'running', ''), containers: none }, ''],
    [
      'the second has not started yet',
      { sidecars: init(started, 'running startup=unknown', ''), containers: none },
      '',
    ],
    [
      'liveness of the last failed: containers start all the same',
      { sidecars: init(started, started, `${started} liveness=failure`), containers: none },
      'kill z (Init container z failed liveness probe); init z; start a,b,c',
    ],
    [
      'startup of the last failed: containers wait',
      { sidecars: init(started, started, 'running startup=failure'), containers: none },
      'kill z (Init container z failed startup probe); init z',
    ],
    ['first and last ended', { sidecars: init('exited 0', started, 'exited 0'), containers: none }, 'init x,z'],
    [
      'one ended, Never: it is restarted even while the containers run',
      { policy: 'Never', sidecars: init(started, started, 'exited 137'), containers: up },
      'init z',
    ],
    [
      'all containers are done, Never: sidecars are not restarted',
      {
        policy: 'Never',
        sidecars: init(started, 'exited 0', started),
        containers: abc('exited 0', 'exited 0', 'exited 0'),
      },
      'kill pod',
    ],
    ['statuses of two are gone', { sidecars: init('', '', started), containers: none }, 'init x,y; start a,b,c'],
  ])('sidecars: %s', (_, given, expected) => {
    expect(actions(given)).toBe(expected);
  });
});
