import { describe, expect, it } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { rolloutSummary } from '../explain/rolloutSummary.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import { textOf } from '../testing/textOf.ts';
import type { ContainerBehaviour } from '../world/containerBehaviour.ts';
import type { Expectations } from '../world/expectations.ts';
import type { Scenario } from '../world/scenario.ts';
import { judgeRollout } from './judgeRollout.ts';

interface Case {
  readonly expect: Expectations;
  readonly holds: boolean;
  readonly message: string;
  readonly workload?: Partial<RolloutWorkload>;
  readonly app?: ContainerBehaviour;
  readonly world?: Partial<Scenario>;
  readonly create?: boolean;
  readonly readinessProbe?: boolean;
  readonly untilSeconds?: number;
  readonly atSeconds?: number;
}

const names = { name: 'web', namespace: 'default' };
const deployment = (spec: object) => ({ kind: 'Deployment', spec }) as Partial<RolloutWorkload>;
const job = (spec: object) => ({ kind: 'Job', spec }) as Partial<RolloutWorkload>;
const crashing: ContainerBehaviour = { runs: [{ exitAfterSeconds: 2, exitCode: 1 }] };
const allAtOnce = deployment({ replicas: 2, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '100%' } } });

const cases: Record<string, Case> = {
  'an update in time': {
    expect: { completesWithin: '1m' },
    holds: true,
    message: 'The update is finished after 10.6 s.',
    atSeconds: 10.6,
  },
  'an update that takes longer': {
    expect: { completesWithin: '10s' },
    holds: false,
    message: 'is finished after 10.6 s',
  },
  'an update that never ends': {
    expect: { completesWithin: '5m' },
    holds: false,
    app: crashing,
    message: 'The update is not finished after 10 min.',
  },
  'too short a simulation': {
    expect: { completesWithin: '5m' },
    holds: false,
    app: crashing,
    untilSeconds: 60,
    message: 'The simulation ends after 1 min, too early to tell.',
  },
  'a first rollout in time': {
    expect: { completesWithin: '1m' },
    holds: true,
    create: true,
    message: 'The rollout is finished after',
  },
  'a Job in time': {
    expect: { completesWithin: '1m' },
    holds: true,
    workload: job({ completions: 2 }),
    app: { runs: [{ exitAfterSeconds: 5, exitCode: 0 }] },
    message: 'The Job is complete after',
  },
  'a Job that fails': {
    expect: { completesWithin: '5m' },
    holds: false,
    workload: job({ backoffLimit: 0 }),
    app: crashing,
    message: 'The Job fails after 3.6 s.',
  },
  'endpoints all the while': {
    expect: { endpointsAtLeast: 2 },
    holds: true,
    message: 'At least 2 endpoints are ready all the time.',
  },
  'too few endpoints in the update': {
    expect: { endpointsAtLeast: 1 },
    holds: false,
    workload: allAtOnce,
    message: 'At 0 s 0 endpoints are ready; the fewest are 0.',
    atSeconds: 0,
  },
  'more endpoints than pods': {
    expect: { endpointsAtLeast: 3 },
    holds: false,
    message: 'The workload asks for 2 pods only.',
  },
  'endpoints of a first rollout, from when they are there': {
    expect: { endpointsAtLeast: 2 },
    holds: true,
    create: true,
    message: 'At least 2 endpoints are ready all the time from 5.6 s on.',
  },
  'endpoints that never come': {
    expect: { endpointsAtLeast: 1 },
    holds: false,
    create: true,
    app: { startupSeconds: 9_999 },
    message: 'At most 0 endpoints are ready at once; 1 are asked for.',
  },
  'endpoints of a Job': {
    expect: { endpointsAtLeast: 1 },
    holds: false,
    workload: job({}),
    message: 'Leave this expectation out',
  },
  'no restarts': { expect: { neverRestarted: true }, holds: true, message: '0 restarts in the new pods.' },
  'restarts of all pods together': {
    expect: { restartsAtMost: 3 },
    holds: false,
    create: true,
    app: { runs: [{ exitAfterSeconds: 5, exitCode: 1 }, { exitAfterSeconds: 30, exitCode: 1 }, {}] },
    message: 'Restart 2 comes after 50.8 s.',
  },
  'each pod is ready in time': {
    expect: { readyWithin: '10s' },
    holds: true,
    message: 'All 2 new pods, the last one: The pod is ready after 5.6 s.',
  },
  'a pod that is not': { expect: { readyWithin: '3s' }, holds: false, message: 'The pod is ready only after 5.6 s' },
  'never ready': {
    expect: { neverReady: true },
    holds: true,
    app: { startupSeconds: 9_999 },
    message: 'The pod was never ready in',
  },
  'stays ready': {
    expect: { staysReady: true },
    holds: false,
    app: { happenings: [{ atSeconds: 60, answers: 'failure' }] },
    message: 'The pod is no longer ready after',
  },
  'stays ready until it is deleted': {
    expect: { staysReady: true },
    holds: true,
    world: { delete: { atSeconds: 60 } },
    message: 'All 3 new pods',
  },
  'gone in time': {
    expect: { goneWithin: '40s' },
    holds: true,
    world: { delete: { atSeconds: 60 } },
    app: { runs: [{ sigtermSeconds: 7 }] },
    message: 'The new pod: The pod is gone after 7.6 s.',
  },
  'gone too late': {
    expect: { goneWithin: '5s' },
    holds: false,
    world: { delete: { atSeconds: 60 } },
    app: { runs: [{ sigtermSeconds: 7 }] },
    message: 'The pod is gone only after 7.6 s',
  },
  'none is deleted': { expect: { goneWithin: '5s' }, holds: false, message: 'No new pod is deleted.' },
  'needs SIGKILL': {
    expect: { neverKilled: true },
    holds: false,
    world: { delete: { atSeconds: 60 } },
    app: { runs: [{ ignoreSigterm: true }] },
    message: 'It did not end by itself in its grace.',
  },
  'an event of the workload': {
    expect: { eventsSeen: ['ScalingReplicaSet'] },
    holds: true,
    message: 'of deployment/web after 0 s',
  },
  'an event of a pod': {
    expect: { eventsSeen: ['BackOff'] },
    holds: true,
    app: crashing,
    message: 'BackOff is reported after',
  },
  'an event that does not come': {
    expect: { eventsSeen: ['BackOff'] },
    holds: false,
    message: 'No event BackOff in',
  },
  'an event that must not come': {
    expect: { eventsNeverSeen: ['BackOff'] },
    holds: false,
    app: crashing,
    message: 'the back-off is 10 s',
  },
  'a status': {
    expect: { statusSeen: ['CrashLoopBackOff'] },
    holds: true,
    app: crashing,
    message: 'STATUS is CrashLoopBackOff',
  },
  'a status that must not come': {
    expect: { statusNeverSeen: ['Error'] },
    holds: true,
    message: 'STATUS is never Error in',
  },
  'each pod at an age': {
    expect: { at: [{ atSeconds: 60, status: 'Running', ready: true }] },
    holds: true,
    message: 'All 2 new pods',
  },
  'a pod at an age': {
    expect: { at: [{ atSeconds: 3, ready: true }] },
    holds: false,
    message: 'At 3 s kubectl shows 0/1 Running',
  },
  'no pod lives so long': {
    expect: { at: [{ atSeconds: 900, ready: true }] },
    holds: false,
    message: 'No new pod lives long enough to tell.',
  },
};

describe('what is expected of a rollout', () => {
  it.each(Object.entries(cases))('%s', (_, given) => {
    const { expect: expectations, holds, message, app = {}, world = {}, create = false, untilSeconds = 600 } = given;
    const workload = { ...deployment({ replicas: 2 }), ...given.workload, ...names } as RolloutWorkload;
    const pod: Pod = {
      metadata: { name: 'web' },
      spec: {
        restartPolicy: workload.kind === 'Job' ? 'Never' : 'Always',
        containers: [
          {
            name: 'app',
            image: 'app:1',
            readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 5, periodSeconds: 1 },
          },
        ],
      },
    };
    const scenario: Scenario = { name: 'test', ...world, containers: { app } };
    const old = { pod, scenario: { name: 'well' } };
    const rollout = simulateRollout(
      workload,
      { updated: { pod, scenario }, ...(create ? {} : { old }) },
      { untilMs: untilSeconds * 1_000 },
    );
    const [verdict, ...others] = judgeRollout(rollout, rolloutSummary(workload, rollout), expectations);
    expect(others).toEqual([]);
    expect(verdict && textOf(verdict.message)).toContain(message);
    expect(verdict?.holds).toBe(holds);
    if (given.atSeconds !== undefined) expect(verdict?.atMs).toBe(given.atSeconds * 1_000);
  });

  it('each item of a list has a verdict, with its place', () => {
    const workload = { ...deployment({}), ...names } as RolloutWorkload;
    const pod: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
    const rollout = simulateRollout(workload, { updated: { pod, scenario: { name: 'well' } } });
    const expectations = {
      eventsSeen: ['Started', 'BackOff'],
      neverReady: false,
      at: [true, false].map((ready) => ({ atSeconds: 9, ready })),
    };
    const verdicts = judgeRollout(rollout, rolloutSummary(workload, rollout), expectations);
    expect(verdicts.map(({ path, expectation, holds }) => [path, expectation, holds])).toEqual([
      ['expect.eventsSeen[0]', 'eventsSeen: Started', true],
      ['expect.eventsSeen[1]', 'eventsSeen: BackOff', false],
      ['expect.at[0]', 'at: { atSeconds: 9, ready: true }', true],
      ['expect.at[1]', 'at: { atSeconds: 9, ready: false }', false],
    ]);
    const [started] = verdicts;
    expect(rollout.pods.get(started!.pod!)?.entries[started!.seq!]).toMatchObject({ event: { reason: 'Started' } });
  });
});
