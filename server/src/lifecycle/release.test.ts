import { describe, expect, it } from 'vitest';
import type { GateSettings } from '../kubernetes/gates.ts';
import type { Container, Pod, PodSpec } from '../kubernetes/pod.ts';
import { eventsAt } from './kubectl/events.ts';
import { changes, rowAt } from './kubectl/row.ts';
import { releaseOf, restartsAfterExit, type SimulatedRelease, simulatedRelease } from './release.ts';
import { simulate } from './simulate.ts';
import type { Run } from './world/containerBehaviour.ts';

function pod(containers: readonly Partial<Container>[], spec: Partial<PodSpec> = {}): Pod {
  return {
    metadata: { name: 'pod' },
    spec: { containers: containers.map((container) => ({ name: 'app', image: 'app:1', ...container })), ...spec },
  };
}

function life(
  given: Pod,
  runs: Readonly<Record<string, readonly Run[]>>,
  kubernetes: SimulatedRelease,
  untilMs = 300_000,
) {
  const containers = Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, { runs: list }]));
  return simulate(given, { name: 'test', containers }, { kubernetes, untilMs });
}

it.each([
  ['1.28', '1.33'],
  ['1.33', '1.33'],
  ['1.34', '1.34'],
  ['1.36', '1.36'],
  ['1.38', '1.37'],
])('Kubernetes %s is simulated as %s', (asked, simulated) => {
  expect(simulatedRelease(asked)).toBe(simulated);
});

it('1.35 has new texts for some events', () => {
  const texts = (release: SimulatedRelease) =>
    eventsAt(life(pod([{}]), {}, release), 10_000)
      .slice(1)
      .map(({ message }) => message);
  expect(texts('1.34')).toEqual([
    'Container image "app:1" already present on machine',
    'Created container: app',
    'Started container app',
  ]);
  expect(texts('1.35')).toEqual([
    'Container image "app:1" already present on machine and can be accessed by the pod',
    'Container created',
    'Container started',
  ]);
});

it('1.35 looks at a crash loop when its back-off is over, so that Error lasts as long', () => {
  const starts = (release: SimulatedRelease) =>
    life(pod([{}]), { app: [{ exitAfterSeconds: 1, exitCode: 1 }] }, release).entries.flatMap((entry) =>
      entry.kind === 'cri' && entry.call.op === 'start' ? entry.atMs / 1000 : [],
    );
  expect(starts('1.34')).toEqual([0, 1.6, 15.75, 43.75, 84.75, 177.75]);
  expect(starts('1.35')).toEqual([0, 1.6, 15.75, 41.75, 92.75, 175.75]);
  const statuses = (release: SimulatedRelease) =>
    changes(life(pod([{}]), { app: [{ exitAfterSeconds: 1, exitCode: 1 }] }, release)).map(
      ({ atMs, row }) => `${atMs / 1000} ${row.status}`,
    );
  expect(statuses('1.35').slice(3, 8)).toEqual([
    '2.6 Error',
    '15.75 CrashLoopBackOff',
    '16.6 Running',
    '17.6 Error',
    '41.75 CrashLoopBackOff',
  ]);
});

it('1.35 shows that a container failed rather than that another completed', () => {
  const given = pod([{ name: 'a' }, { name: 'b' }], { restartPolicy: 'Never' });
  const runs = { a: [{ exitAfterSeconds: 3, exitCode: 0 }], b: [{ exitAfterSeconds: 3, exitCode: 1 }] };
  expect(rowAt(life(given, runs, '1.34'), 60_000)?.status).toBe('Completed');
  expect(rowAt(life(given, runs, '1.35'), 60_000)?.status).toBe('Error');
});

describe('a container with its own restart policy', () => {
  const exits = (
    spec: Partial<PodSpec>,
    container: Partial<Container>,
    exitCode: number,
    release: SimulatedRelease,
  ) => {
    const given = pod([container], spec);
    return restartsAfterExit(given.spec.containers[0]!, given.spec, exitCode, releaseOf(release));
  };
  const onlyFortyTwo: Partial<Container> = {
    restartPolicy: 'Never',
    restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
  };
  it.each<readonly [string, Partial<PodSpec>, Partial<Container>, number, boolean]>([
    ['Never in a pod that always restarts', {}, { restartPolicy: 'Never' }, 1, false],
    ['Always in a pod that never restarts', { restartPolicy: 'Never' }, { restartPolicy: 'Always' }, 0, true],
    ['OnFailure, failed', { restartPolicy: 'Never' }, { restartPolicy: 'OnFailure' }, 1, true],
    ['OnFailure, succeeded', { restartPolicy: 'Always' }, { restartPolicy: 'OnFailure' }, 0, false],
    ['a rule that matches', {}, onlyFortyTwo, 42, true],
    ['a rule that does not match', {}, onlyFortyTwo, 1, false],
    ['none: the pod decides', { restartPolicy: 'OnFailure' }, {}, 1, true],
  ])('%s', (_, spec, container, exitCode, expected) => {
    expect(exits(spec, container, exitCode, '1.35')).toBe(expected);
  });

  it('is not known before 1.35', () => {
    expect(exits({}, { restartPolicy: 'Never' }, 1, '1.34')).toBe(true);
  });

  it('lets a pod that never restarts go on until the container has ended', () => {
    const trace = life(
      pod([onlyFortyTwo], { restartPolicy: 'Never' }),
      {
        app: [
          { exitAfterSeconds: 3, exitCode: 42 },
          { exitAfterSeconds: 3, exitCode: 1 },
        ],
      },
      '1.35',
    );
    expect(changes(trace).map(({ row }) => `${row.status} ${row.restarts.split(' ')[0]}`)).toEqual([
      'ContainerCreating 0',
      'Running 0',
      'Error 0',
      'Running 1',
      'Error 1',
    ]);
    expect(trace.entries.findLast((entry) => entry.kind === 'status')?.status.phase).toBe('Failed');
  });
});

describe('RestartAllContainers', () => {
  const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In' as const, values: [42] } }];
  const given = pod([{ restartPolicy: 'Never', restartPolicyRules: rules }, { name: 'beta' }]);
  const runs = { app: [{ exitAfterSeconds: 10, exitCode: 42 }, {}] };
  const starts = (gates?: GateSettings) => {
    const containers = { app: { runs: runs.app } };
    const { entries } = simulate(
      given,
      { name: 'test', containers },
      { kubernetes: '1.36', ...(gates ? { gates } : {}) },
    );
    return entries.flatMap((entry) =>
      entry.kind === 'cri' && entry.call.op === 'start' ? [entry.call.container] : [],
    );
  };

  it('starts the other containers again, where its gate is on', () => {
    expect(starts()).toEqual(['app', 'beta', 'app', 'beta']);
    expect(starts({ RestartAllContainersOnContainerExits: false })).toEqual(['app', 'beta']);
  });
});

it('an image that another pod pulled with its secret is pulled again, where the gate is on', () => {
  const scenario = { name: 'test', containers: { app: { image: { accessible: false } } } };
  const pulls = (kubernetes: SimulatedRelease, gates: GateSettings) =>
    simulate(pod([{}]), scenario, { kubernetes, gates }).entries.filter(
      (entry) => entry.kind === 'cri' && entry.call.op === 'pull',
    ).length;
  expect(pulls('1.34', {})).toBe(0);
  expect(pulls('1.35', {})).toBe(1);
  expect(pulls('1.35', { KubeletEnsureSecretPulledImages: false })).toBe(0);
  expect(pulls('1.34', { KubeletEnsureSecretPulledImages: true })).toBe(1);
});

it.each([
  ['1.36', 'strconv.Atoi: parsing "web": invalid syntax'],
  ['1.37', 'port "web" not found'],
] as const)('in %s a probe of a port that there is not ends with %s', (release, words) => {
  const given = pod([{ livenessProbe: { httpGet: { port: 'web', path: '/' } } }]);
  const told = eventsAt(life(given, {}, release), 60_000).map(({ message }) => message);
  expect(told).toContain(`Liveness probe errored and resulted in unknown state: ${words}`);
});
