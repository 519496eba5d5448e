import { describe, expect, it } from 'vitest';
import type { Container, Pod, PodSpec } from '../../kubernetes/pod.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import type { ContainerBehaviour } from '../world/containerBehaviour.ts';
import { type Expectations, horizonMs, lengthMs } from '../world/expectations.ts';
import type { Scenario } from '../world/scenario.ts';
import { judge } from './judge.ts';

interface Case {
  readonly expect: Expectations;
  readonly holds: boolean;
  readonly app?: ContainerBehaviour;
  readonly world?: Partial<Scenario>;
  readonly container?: Partial<Container>;
  readonly spec?: Partial<PodSpec>;
  readonly untilSeconds?: number;
  readonly atSeconds?: number;
  /** What the message must say. */
  readonly message?: string;
}

const http = { httpGet: { port: 80 }, periodSeconds: 5 };
const crashing: ContainerBehaviour = { runs: [{ exitAfterSeconds: 2, exitCode: 1 }] };
const outage: ContainerBehaviour = {
  happenings: [
    { atSeconds: 60, answers: 'failure' },
    { atSeconds: 120, answers: 'success' },
  ],
};

const cases: Record<string, Case> = {
  'ready in time': { expect: { readyWithin: '10s' }, holds: true, message: 'The pod is ready after 0.6 s.' },
  'ready, but late': {
    expect: { readyWithin: '30s' },
    holds: false,
    app: { startupSeconds: 40 },
    container: { readinessProbe: http },
    atSeconds: 30,
    message: 'The pod is ready only after 41.6 s. At 30 s kubectl shows 0/1 Running, 0 restarts.',
  },
  'never ready within its time': {
    expect: { readyWithin: 30 },
    holds: false,
    app: { probes: { readiness: [{ fromSeconds: 0, result: 'refused' }] } },
    container: { readinessProbe: http },
    message: 'connect: connection refused',
  },
  'too short a simulation': {
    expect: { readyWithin: '5m' },
    holds: false,
    app: { startupSeconds: 100 },
    container: { readinessProbe: http },
    untilSeconds: 60,
    atSeconds: 60,
    message: 'The simulation ends after 1 min, too early to tell.',
  },
  'never ready': {
    expect: { neverReady: true },
    holds: true,
    app: { startupSeconds: 900 },
    container: { readinessProbe: http },
  },
  'ready after all': { expect: { neverReady: true }, holds: false, message: 'The pod is ready after' },
  'stays ready': { expect: { staysReady: true }, holds: true },
  'does not stay ready': {
    expect: { staysReady: true },
    holds: false,
    app: outage,
    container: { readinessProbe: http },
    atSeconds: 70.6,
    message: '3 readiness attempts in a row failed',
  },
  'an end and a deletion do not count as not ready': {
    expect: { staysReady: true, endpointsAtLeast: 1 },
    holds: true,
    world: { delete: { atSeconds: 30 } },
  },
  endpoints: { expect: { endpointsAtLeast: 1 }, holds: false, app: outage, container: { readinessProbe: http } },
  'more endpoints than one pod has': { expect: { endpointsAtLeast: 2 }, holds: false },
  'never restarted': { expect: { neverRestarted: true }, holds: true },
  'restarted by a probe': {
    expect: { neverRestarted: true },
    holds: false,
    container: { livenessProbe: http },
    app: outage,
    message: 'app is restarted: 3 liveness attempts in a row failed',
  },
  'restarted after a crash': {
    expect: { neverRestarted: true },
    holds: false,
    app: crashing,
    atSeconds: 2.6,
    message: 'app ended with exit code 1 (Error) after 2 s.',
  },
  'restarts at most': { expect: { restartsAtMost: 3 }, holds: true, app: crashing, untilSeconds: 60 },
  'more restarts': { expect: { restartsAtMost: 1 }, holds: false, app: crashing, message: 'Restart 2 comes after' },
  completes: {
    expect: { completesWithin: '20s' },
    holds: true,
    app: { runs: [{ exitAfterSeconds: 10 }] },
    spec: { restartPolicy: 'Never' },
  },
  'does not complete': { expect: { completesWithin: '1m' }, holds: false },
  'gone in time': { expect: { goneWithin: '5s' }, holds: true, world: { delete: { atSeconds: 30 } } },
  'gone too late': {
    expect: { goneWithin: '5s' },
    holds: false,
    app: { runs: [{ sigtermSeconds: 12 }] },
    world: { delete: { atSeconds: 30 } },
    atSeconds: 35,
  },
  'gone without a deletion': { expect: { goneWithin: '5s' }, holds: false, message: 'The pod is never deleted.' },
  killed: {
    expect: { neverKilled: true },
    holds: false,
    app: { runs: [{ ignoreSigterm: true }] },
    world: { delete: { atSeconds: 30 } },
    atSeconds: 60,
  },
  'not killed': { expect: { neverKilled: true }, holds: true, world: { delete: { atSeconds: 30 } } },
  'out of memory is no SIGKILL of the kubelet': {
    expect: { neverKilled: true },
    holds: true,
    app: { happenings: [{ atSeconds: 5, oomKilled: true }] },
  },
  'an event': { expect: { eventsSeen: ['BackOff'] }, holds: true, app: crashing },
  'no such event': { expect: { eventsSeen: ['BackOff'] }, holds: false },
  'an event that must not be': { expect: { eventsNeverSeen: ['BackOff'] }, holds: false, app: crashing },
  'a status': { expect: { statusSeen: ['CrashLoopBackOff'] }, holds: true, app: crashing },
  'a status that must not be': {
    expect: { statusNeverSeen: ['CrashLoopBackOff'] },
    holds: false,
    app: crashing,
    message: 'STATUS is CrashLoopBackOff after',
  },
  'a state at a time': {
    expect: { at: [{ atSeconds: 30, phase: 'Running', status: 'Running', ready: true, restarts: 0, gone: false }] },
    holds: true,
  },
  'another state at a time': { expect: { at: [{ atSeconds: 30, status: 'Completed' }] }, holds: false, atSeconds: 30 },
  'gone at a time': {
    expect: { at: [{ atSeconds: 40, gone: true }] },
    holds: true,
    world: { delete: { atSeconds: 30 } },
  },
};

describe('judge', () => {
  it.each(Object.entries(cases))('%s', (_, given) => {
    const { app = {}, world = {}, container = {}, spec = {}, untilSeconds = 600 } = given;
    const pod: Pod = { spec: { containers: [{ name: 'app', image: 'app:1', ...container }], ...spec } };
    const scenario: Scenario = { name: 'test', containers: { app }, ...world };
    const trace = simulate(pod, scenario, { untilMs: untilSeconds * 1000 });
    const verdicts = judge(trace, given.expect);
    expect(verdicts.length).toBe(Object.keys(given.expect).length);
    for (const { holds, message, atMs, path, seq } of verdicts) {
      const text = textOf(message);
      expect(holds, text).toBe(given.holds);
      expect(path).toMatch(/^expect\.\w+(\[0\])?$/);
      expect(text).toMatch(/\.$/);
      expect(text).toContain(given.message ?? '');
      if (given.atSeconds !== undefined) expect(atMs).toBe(given.atSeconds * 1000);
      if (seq !== undefined) expect(trace.entries[seq]).toBeDefined();
    }
  });

  it('says each expectation as it is written, in its order, and passes over what is switched off', () => {
    const trace = simulate({ spec: { containers: [{ name: 'app', image: 'app:1' }] } }, { name: 'test' });
    const expectations: Expectations = {
      neverRestarted: true,
      readyWithin: '1m30s',
      neverReady: false,
      statusSeen: ['Running', 'Completed'],
    };
    expect(judge(trace, expectations).map(({ expectation, holds }) => [expectation, holds])).toEqual([
      ['neverRestarted: true', true],
      ['readyWithin: 1m30s', true],
      ['statusSeen: Running', true],
      ['statusSeen: Completed', false],
    ]);
  });
});

describe('lengths of time', () => {
  it.each([
    ['60s', 60_000],
    ['1m30s', 90_000],
    ['1.5s', 1_500],
    ['250ms', 250],
    ['1d', 86_400_000],
    ['67s', 67_000],
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['500ms', 500],
    ['0s', 0],
    ['67', undefined],
    ['-5s', undefined],
    ['5 s', undefined],
    ['10min', undefined],
    ['s', undefined],
    [90, 90_000],
    ['90', undefined],
    ['', undefined],
    ['soon', undefined],
    [-1, undefined],
  ])('%s', (text, ms) => {
    expect(lengthMs(text)).toBe(ms);
  });

  it('a simulation must go as far as the last expectation', () => {
    expect(horizonMs({ readyWithin: '2m', at: [{ atSeconds: 300 }], goneWithin: 10 })).toBe(300_000);
    expect(horizonMs({ neverRestarted: true })).toBe(0);
  });
});
