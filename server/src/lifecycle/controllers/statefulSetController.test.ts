import { describe, expect, test, vi } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import type { StatefulSetSpec } from '../../kubernetes/workloadSpec.ts';
import { type SimulateRolloutOptions, simulateRollout } from '../rollout/simulateRollout.ts';
import type { ContainerBehaviour } from '../world/containerBehaviour.ts';
import type { LaterChange, PodCase, Scenario } from '../world/scenario.ts';

vi.setConfig({ testTimeout: 30_000 });

const pod: Pod = {
  metadata: { name: 'foo-0' },
  spec: {
    containers: [{ name: 'nginx', image: 'nginx:1', readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1 } }],
  },
};
const well: Scenario = { name: 'well' };
const never: ContainerBehaviour = { startupSeconds: 99_999 };
const rolling = (rollingUpdate: NonNullable<NonNullable<StatefulSetSpec['updateStrategy']>['rollingUpdate']>) =>
  ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate },
  }) as const;

interface Given {
  readonly app?: ContainerBehaviour;
  readonly pods?: readonly PodCase[];
  readonly changes?: readonly LaterChange[];
  readonly options?: SimulateRolloutOptions;
}

/** What is done to pods, in order: `+0` made, `-0` deleted; of one instant in one word. */
function steps(
  spec: StatefulSetSpec,
  isUpdate: boolean,
  { app = {}, pods, changes = [], options }: Given = {},
): string[] {
  const scenario: Scenario = {
    name: 'own',
    containers: { nginx: app },
    ...(pods === undefined ? {} : { pods }),
    ['then' as const]: changes,
  };
  const workload = { kind: 'StatefulSet', name: 'foo', namespace: 'default', spec } as const;
  const { trace } = simulateRollout(
    workload,
    { updated: { pod, scenario }, ...(isUpdate ? { old: { pod, scenario: well } } : {}) },
    { untilMs: 300_000, ...options },
  );
  const byTime = new Map<number, string>();
  for (const entry of trace.entries) {
    if (entry.kind !== 'pod' || entry.atMs < 0) continue;
    const sign = { created: '+', terminating: '-' }[entry.pod.change as string];
    const ordinal = entry.object.replace('pod/foo-', '');
    if (sign !== undefined) byTime.set(entry.atMs, `${byTime.get(entry.atMs) ?? ''}${sign}${ordinal}`);
  }
  return [...byTime.values()];
}

// What pkg/controller/statefulset/stateful_set_control_test.go tests, by its names.
describe('TestStatefulSetControl', () => {
  const parallel = { podManagementPolicy: 'Parallel' } as const;
  test.each([
    ['CreatesPods', { replicas: 3 }, {}, ['+0', '+1', '+2']],
    ['CreatesPods, Burst', { replicas: 3, ...parallel }, {}, ['+0+1+2']],
    ['CreatesPodWithStartOrdinal', { replicas: 2, ordinals: { start: 4 } }, {}, ['+4', '+5']],
    ['ScalesUp', { replicas: 1 }, { changes: [{ atSeconds: 60, replicas: 3 }] }, ['+0', '+1', '+2']],
    ['ScalesDown', { replicas: 3 }, { changes: [{ atSeconds: 60, replicas: 1 }] }, ['+0', '+1', '+2', '-2', '-1']],
    [
      'ScalesDown, Burst',
      { replicas: 3, ...parallel },
      { changes: [{ atSeconds: 60, replicas: 1 }] },
      ['+0+1+2', '-2-1'],
    ],
    ['ReplacesPods', { replicas: 2 }, { changes: [{ atSeconds: 60, deletePods: 'foo-0' }] }, ['+0', '+1', '-0', '+0']],
    [
      'UpdatePodFailure: a pod that is not available holds up the next one',
      { replicas: 3 },
      { pods: [{ index: 1, containers: { nginx: never } }] },
      ['+0', '+1'],
    ],
    [
      'UpdatePodFailure, Burst',
      { replicas: 3, ...parallel },
      { pods: [{ index: 1, containers: { nginx: never } }] },
      ['+0+1+2'],
    ],
  ] as readonly [string, StatefulSetSpec, Given, string[]][])('%s', (_, spec, given, expected) => {
    expect(steps(spec, false, given)).toEqual(expected);
  });
});

describe('TestStatefulSetControlRollingUpdate', () => {
  test.each([
    ['monotonic image update', { replicas: 3 }, {}, ['-2', '+2', '-1', '+1', '-0', '+0']],
    ['burst image update', { replicas: 3, podManagementPolicy: 'Parallel' }, {}, ['-2', '+2', '-1', '+1', '-0', '+0']],
    ['the first one is never available', { replicas: 3 }, { app: never }, ['-2', '+2']],
  ] as readonly [string, StatefulSetSpec, Given, string[]][])('%s', (_, spec, given, expected) => {
    expect(steps(spec, true, given)).toEqual(expected);
  });
});

describe('TestStatefulSetControlRollingUpdateWithPartition', () => {
  test.each([
    [0, ['-2', '+2', '-1', '+1', '-0', '+0']],
    [2, ['-2', '+2']],
    [3, []],
    [9, []],
  ])('partition %i', (partition, expected) => {
    expect(steps({ replicas: 3, ...rolling({ partition }) }, true)).toEqual(expected);
  });

  test('moved on the way', () => {
    const changes = [{ atSeconds: 60, partition: 1 }];
    expect(steps({ replicas: 3, ...rolling({ partition: 2 }) }, true, { changes })).toEqual(['-2', '+2', '-1', '+1']);
  });
});

describe('TestStatefulSetControlRollingUpdateWithMaxUnavailable', () => {
  const spec = { replicas: 6, ...rolling({ partition: 3, maxUnavailable: 2 }) };
  const since137 = { kubernetes: '1.37' } as const;

  test('two at a time, down to the partition', () => {
    const found = steps({ ...spec, podManagementPolicy: 'Parallel' }, true, { options: since137 });
    expect(found[0]).toBe('-5-4');
    expect(found.join('').match(/-\d/g)).toEqual(['-5', '-4', '-3']);
  });

  test('in order, none is made before the one below it is available', () => {
    const found = steps({ ...spec, podManagementPolicy: 'OrderedReady' }, true, { options: since137 });
    expect(found[0]).toBe('-5-4');
    expect(found.join('').match(/\+\d/g)?.slice(0, 2)).toEqual(['+4', '+5']);
  });

  test('one at a time without the gate', () => {
    expect(steps(spec, true, { options: { kubernetes: '1.36' } })[0]).toBe('-5');
  });
});

test('TestStatefulSetControlOnDeleteUpdate', () => {
  const spec: StatefulSetSpec = { replicas: 2, updateStrategy: { type: 'OnDelete' } };
  expect(steps(spec, true)).toEqual([]);
  const changes = [{ atSeconds: 30, deletePods: 'foo-1' }];
  expect(steps(spec, true, { changes })).toEqual(['-1', '+1']);
});

describe('TestStatefulSetControlRollback', () => {
  test('goes back from the last pod to the first', () => {
    const changes = [{ atSeconds: 60, revert: true }];
    expect(steps({ replicas: 2 }, true, { changes })).toEqual(['-1', '+1', '-0', '+0', '-1', '+1', '-0', '+0']);
  });

  test('does not help where the updated pod was never available (kubernetes#67250)', () => {
    const changes = [{ atSeconds: 60, revert: true }];
    expect(steps({ replicas: 2 }, true, { app: never, changes })).toEqual(['-1', '+1']);
    const both = [...changes, { atSeconds: 120, deletePods: 'foo-1' }];
    expect(steps({ replicas: 2 }, true, { app: never, changes: both })).toEqual(['-1', '+1', '-1', '+1']);
  });
});

describe('minReadySeconds', () => {
  const gapsOf = (spec: StatefulSetSpec) => {
    const workload = { kind: 'StatefulSet', name: 'foo', namespace: 'default', spec } as const;
    const { trace } = simulateRollout(
      workload,
      { updated: { pod, scenario: well } },
      { kubernetes: '1.37', untilMs: 300_000 },
    );
    const made = trace.pods.map(({ createdAtMs }) => createdAtMs / 1_000);
    return made.slice(1).map((at, n) => at - made[n]!);
  };

  test('TestStatefulSetRollingUpdateRespectsMinReadySeconds', () => {
    for (const gap of gapsOf({ replicas: 3, minReadySeconds: 20 })) expect(gap).toBeGreaterThanOrEqual(20);
  });

  test('TestStatefulSetZeroMinReadySeconds', () => {
    for (const gap of gapsOf({ replicas: 3, minReadySeconds: 0 })) expect(gap).toBeLessThan(5);
  });
});
