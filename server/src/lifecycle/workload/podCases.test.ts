import { describe, expect, it } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import type { JobStatus } from '../trace/rolloutTrace.ts';
import type { ContainerBehaviour } from '../world/containerBehaviour.ts';
import type { PodCase } from '../world/scenario.ts';

const job: Pod = {
  metadata: { name: 'job' },
  spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'app:1' }] },
};
const web: Pod = {
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'app:1', readinessProbe: { tcpSocket: { port: 80 } } }] },
};
const names = { name: 'own', namespace: 'default' };
const ends = (exitCode: number): ContainerBehaviour => ({ runs: [{ exitAfterSeconds: 5, exitCode }] });

function play(workload: RolloutWorkload, pod: Pod, app: ContainerBehaviour, pods: readonly PodCase[]) {
  const scenario = { name: 'own', containers: { app }, pods };
  return simulateRollout(workload, { updated: { pod, scenario } }, { untilMs: 600_000 }).trace;
}

function lastStatus(workload: RolloutWorkload, pods: readonly PodCase[], app = ends(0)): JobStatus {
  const { entries } = play(workload, job, app, pods);
  return entries.findLast((entry) => entry.kind === 'status')!.status as JobStatus;
}

describe('of a Job', () => {
  it('the first pod fails, its replacement succeeds', () => {
    const status = lastStatus({ kind: 'Job', ...names, spec: {} }, [{ nth: 1, containers: { app: ends(1) } }]);
    expect(status).toMatchObject({ failed: 1, succeeded: 1 });
  });

  it('odd indexes fail', () => {
    const spec = { completions: 4, parallelism: 4, completionMode: 'Indexed', backoffLimitPerIndex: 0 } as const;
    const status = lastStatus({ kind: 'Job', ...names, spec }, [{ indexes: 'odd', containers: { app: ends(1) } }]);
    expect(status).toMatchObject({ completedIndexes: '0,2', failedIndexes: '1,3' });
  });

  it('the first pod of one index fails', () => {
    const spec = { completions: 3, parallelism: 3, completionMode: 'Indexed' } as const;
    const status = lastStatus({ kind: 'Job', ...names, spec }, [{ index: 1, nth: 1, containers: { app: ends(1) } }]);
    expect(status).toMatchObject({ failed: 1, completedIndexes: '0-2' });
  });
});

it('one ordinal of a StatefulSet is never ready, and holds up those after it', () => {
  const workload = { kind: 'StatefulSet', ...names, spec: { replicas: 3 } } as const;
  const { pods } = play(workload, web, {}, [{ index: 1, containers: { app: { startupSeconds: 9_999 } } }]);
  expect(pods.map(({ name }) => name)).toEqual(['own-0', 'own-1']);
});

it('of several cases that a pod fits, the first one counts', () => {
  const cases = [
    { nth: 1, containers: { app: ends(0) } },
    { nth: 1, containers: { app: ends(1) } },
  ];
  expect(lastStatus({ kind: 'Job', ...names, spec: {} }, cases, ends(1))).toMatchObject({ failed: 0, succeeded: 1 });
});
