/** Named as the tests of `pkg/kubelet/prober/worker_test.go`, whose tables these are. */
import { describe, expect, it } from 'vitest';
import type { Container, Probe, ProbeType } from '../../kubernetes/pod.ts';
import type { KubeletContainerStatus, KubeletPodStatus, PodObject } from '../apiserver/podObject.ts';
import { defaultEnvironment, NodeClock } from '../environment.ts';
import { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { seconds } from '../kernel/time.ts';
import { TraceRecorder } from '../kernel/traceRecorder.ts';
import { EventRecorder } from '../record/eventRecorder.ts';
import { releaseOf, type SimulatedRelease } from '../release.ts';
import type { ContainerState, Phase } from '../trace/trace.ts';
import { ContainerRuntime } from '../world/containerRuntime.ts';
import { type ProbeResult, ProbeResults } from './probeResults.ts';
import { ProbeWorker } from './probeWorker.ts';

type Answer = 'success' | 'failure';

interface Given {
  readonly type?: ProbeType;
  readonly probe?: Partial<Probe>;
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  readonly phase?: Phase;
  /** Undefined where the kubelet knows no status of the container. */
  readonly state?: ContainerState;
  readonly started?: boolean;
  readonly isDeleted?: boolean;
  /** What the container answers, one after the other; the last one repeats. */
  readonly answers?: readonly Answer[];
  readonly release?: SimulatedRelease;
  /** A tick of another worker of the pod, in seconds. */
  readonly syncsBeforeRelist?: boolean;
  /** Whether relists come at whole seconds, as the ticks do. */
  readonly isRelistDue?: boolean;
  readonly otherTick?: { readonly changedAt: number; readonly countedFrom: number };
}

const running: ContainerState = { type: 'running', startedAtMs: 0 };
const waiting: ContainerState = { type: 'waiting', reason: 'CrashLoopBackOff' };
const failed: ContainerState = { type: 'terminated', exitCode: 1, reason: 'Error' };
const period = 10;

/** A worker whose container stands as given; it looks at once and then every 10 s. */
function workerFor(given: Given) {
  const { type = 'liveness', probe = {}, restartPolicy = 'Always', phase = 'Running', answers = ['success'] } = given;
  const { release = '1.34', otherTick = { changedAt: -1, countedFrom: -1 } } = given;
  const ticks = { changedAt: seconds(otherTick.changedAt), countedFrom: seconds(otherTick.countedFrom) };
  const container: Container = { name: 'app', image: 'app:1' };
  const spec = { restartPolicy, containers: [container] };
  const kernel = new Kernel({ field: 'spec' }, 10_000);
  const clock = new NodeClock({ ...defaultEnvironment, plegPhase: given.isRelistDue === true ? 0 : 0.5 });
  const trace = new TraceRecorder(kernel, 10_000);
  const runtime = new ContainerRuntime(kernel, clock, trace, { name: 'test' });
  let asked = 0;
  runtime.record = () => ({
    id: 'app-0',
    name: 'app',
    instance: 0,
    restartCount: 0,
    sandboxId: 's',
    state: 'running',
    createdAt: 0,
    startedAt: 0,
    finishedAt: 0,
    exitCode: 0,
    reason: '',
    cause: { field: '' },
  });
  const answer = () => {
    const result = answers[Math.min(asked++, answers.length - 1)]!;
    return { value: { fromSeconds: 0, result }, cause: { scenario: 'answers' } };
  };
  runtime.answer = answer;
  let containerId = 'app-0';
  const status = (): KubeletPodStatus | undefined => {
    if (given.state === undefined) return undefined;
    const own: KubeletContainerStatus = {
      name: 'app',
      containerId,
      state: given.state,
      restartCount: 0,
      ready: false,
      started: given.started ?? type !== 'startup',
    };
    return { phase, conditions: [], initContainerStatuses: [], containerStatuses: [own], hasPodIp: true };
  };
  const pod = { spec, name: 'web', namespace: 'default', uid: '1', status: status()! } as PodObject;
  const verdicts: ProbeResult[] = [];
  const results = new ProbeResults(kernel, (_, result) => verdicts.push(result));
  let hasExited = false;
  const worker = new ProbeWorker({
    kernel,
    clock,
    trace,
    runtime,
    container,
    type,
    results,
    events: new EventRecorder(kernel, trace, 'prober', 'kubelet'),
    isRuntimeDown: () => false,
    release: releaseOf(release),
    podStatus: status,
    syncsBeforeRelist: () => given.syncsBeforeRelist ?? true,
    pod: given.isDeleted ? { ...pod, deletion: { at: 0, graceSeconds: 30 } } : pod,
    probe: { httpGet: { port: 80 }, periodSeconds: period, ...probe },
    field: 'spec.containers[0].livenessProbe',
    ticks,
    onExit: () => {
      hasExited = true;
    },
  });
  worker.start();
  return {
    worker,
    kernel,
    verdicts,
    /** Lets the worker do so many probes or looks. */
    doProbes: (count: number) => kernel.run(seconds((count - 1) * period)),
    runUntil: (time: number) => kernel.run(seconds(time)),
    attemptsAt: () => trace.entries.flatMap(({ kind, atMs }) => (kind === 'probe' ? [atMs / 1000] : [])),
    replaceContainer: (id: string) => {
      containerId = id;
    },
    verdict: () => results.get(containerId),
    hasExited: () => hasExited,
  };
}

describe('TestDoProbe', () => {
  interface Case extends Given {
    readonly keepsGoing: boolean;
    /** Absent where the initial value stays. */
    readonly verdict?: ProbeResult | 'none';
    readonly probes?: boolean;
  }
  const cases: Record<string, Case> = {
    'No status.': { keepsGoing: true, verdict: 'none' },
    'Pod failed': { state: running, phase: 'Failed', keepsGoing: false, verdict: 'none' },
    'Pod succeeded': { state: running, phase: 'Succeeded', keepsGoing: false, verdict: 'none' },
    'Container waiting': { state: waiting, keepsGoing: true, verdict: 'failure' },
    'Container terminated': { state: failed, keepsGoing: true, verdict: 'failure' },
    'Container terminated, no restart': { state: failed, restartPolicy: 'Never', keepsGoing: false, verdict: 'none' },
    'Probe disabled because of initial delay': {
      state: running,
      probe: { initialDelaySeconds: 100 },
      keepsGoing: true,
    },
    'Probe success': { state: running, keepsGoing: true, verdict: 'success', probes: true },
  };
  const initialValue = { liveness: 'success', readiness: 'failure', startup: 'unknown' } as const;
  for (const type of ['liveness', 'readiness', 'startup'] as const) {
    it.each(Object.entries(cases))(`${type}: %s`, (_, { keepsGoing, verdict, probes = false, ...given }) => {
      const { doProbes, hasExited, verdict: actual, attemptsAt } = workerFor({ type, ...given });
      doProbes(1);
      expect(hasExited()).toBe(!keepsGoing);
      expect(actual()).toBe(verdict === 'none' ? undefined : (verdict ?? initialValue[type]));
      expect(attemptsAt().length > 0).toBe(probes);
    });
  }
});

it('TestInitialDelay: no attempt before, counted in whole seconds from the start', () => {
  const { runUntil, attemptsAt } = workerFor({ state: running, probe: { initialDelaySeconds: 25 } });
  runUntil(45);
  expect(attemptsAt()).toEqual([30, 40]);
});

it('TestFailureThreshold: fewer failures than the threshold leave the verdict as it was', () => {
  const { doProbes, verdict } = workerFor({
    state: running,
    type: 'readiness',
    probe: { failureThreshold: 2 },
    answers: ['success', 'failure', 'success', 'failure', 'failure'],
  });
  const seen = [1, 2, 3, 4, 5].map((count) => {
    doProbes(count);
    return verdict();
  });
  expect(seen).toEqual(['success', 'success', 'success', 'success', 'failure']);
});

it('TestSuccessThreshold: fewer successes than the threshold leave the verdict as it was', () => {
  const { doProbes, verdict } = workerFor({ state: running, type: 'readiness', probe: { successThreshold: 3 } });
  const seen = [1, 2, 3].map((count) => {
    doProbes(count);
    return verdict();
  });
  expect(seen).toEqual(['failure', 'failure', 'success']);
});

it.each(['TestStartupProbeSuccessThreshold', 'TestStartupProbeFailureThreshold'])(
  '%s: after its verdict it probes no more',
  (name) => {
    const answer = name.includes('Success') ? 'success' : 'failure';
    const { doProbes, verdict, attemptsAt } = workerFor({
      type: 'startup',
      state: running,
      probe: { failureThreshold: 2 },
      answers: [answer],
    });
    doProbes(6);
    expect(verdict()).toBe(answer);
    expect(attemptsAt()).toHaveLength(answer === 'success' ? 1 : 2);
  },
);

it('TestCleanUp: a worker that is stopped takes its verdict along', () => {
  const { worker, doProbes, runUntil, verdict, hasExited } = workerFor({ state: running });
  doProbes(2);
  expect(verdict()).toBe('success');
  worker.stop();
  worker.stop();
  runUntil(11);
  expect([verdict(), hasExited()]).toEqual([undefined, true]);
});

it('TestOnHoldOnLivenessOrStartupCheckFailure: it waits for a new container', () => {
  const { doProbes, attemptsAt, replaceContainer, verdict } = workerFor({
    state: running,
    probe: { failureThreshold: 1 },
    answers: ['failure', 'success'],
  });
  doProbes(3);
  expect([attemptsAt().length, verdict()]).toEqual([1, 'failure']);
  replaceContainer('app-1');
  doProbes(4);
  expect([attemptsAt().length, verdict()]).toEqual([2, 'success']);
});

it('TestResultRunOnLivenessCheckFailure: failures of the old container do not count for the new one', () => {
  const { doProbes, replaceContainer, verdict } = workerFor({
    state: running,
    probe: { failureThreshold: 3 },
    answers: ['failure'],
  });
  doProbes(3);
  expect(verdict()).toBe('failure');
  replaceContainer('app-1');
  doProbes(5);
  expect(verdict()).toBe('success');
  doProbes(6);
  expect(verdict()).toBe('failure');
});

it.each([
  ['TestLivenessProbeDisabledByStarted', 'liveness', false],
  ['TestStartupProbeDisabledByStarted', 'startup', true],
] as const)('%s', (_, type, started) => {
  const { doProbes, attemptsAt } = workerFor({ type, started, state: running, answers: ['failure'] });
  doProbes(3);
  expect(attemptsAt()).toEqual([]);
});

it('a deleted pod is asked for readiness only, and the other verdicts become quiet', () => {
  for (const type of ['liveness', 'startup'] as const) {
    const { doProbes, hasExited, verdicts } = workerFor({
      type,
      state: running,
      isDeleted: true,
      answers: ['failure'],
    });
    doProbes(3);
    expect([hasExited(), verdicts.at(-1)]).toEqual([true, 'success']);
  }
  const readiness = workerFor({ type: 'readiness', state: running, isDeleted: true });
  readiness.doProbes(3);
  expect([readiness.hasExited(), readiness.attemptsAt()]).toEqual([false, [0, 10, 20]]);
});

it('a probe that is asked for comes at once and restarts the ticker', () => {
  const { worker, kernel, runUntil, attemptsAt } = workerFor({ type: 'readiness', state: running });
  const ask = () => {
    worker.trigger();
    worker.trigger();
  };
  kernel.schedule(seconds(14), lanes.worker, ask);
  runUntil(40);
  expect(attemptsAt()).toEqual([0, 10, 14, 24, 34]);
});

it.each([
  {
    title: 'counted from earlier: its sync asks first, which restarts the ticker',
    given: { release: '1.37', countedFrom: -5, isRelistDue: true },
    attempts: [0, 10, 20],
  },
  {
    title: 'counted from earlier, but no relist is due: this tick is first',
    given: { release: '1.37', countedFrom: -5, isRelistDue: false },
    attempts: [0, 10, 10, 20],
  },
  {
    title: 'counted from earlier, but its sync waits for the relist: this tick is first',
    given: { release: '1.37', countedFrom: -5, isRelistDue: true, syncsBeforeRelist: false },
    attempts: [0, 10, 10, 20],
  },
  {
    title: 'counted from later: this tick is first, and the probe that is asked for comes after it',
    given: { release: '1.37', countedFrom: 5, isRelistDue: true },
    attempts: [0, 10, 10, 20],
  },
  {
    title: 'before relists on demand: this tick is taken first',
    given: { release: '1.34', countedFrom: -5, isRelistDue: true },
    attempts: [0, 10, 10, 20],
  },
] as const)('a tick in the instant of another one, $title', ({ given: { countedFrom, ...given }, attempts }) => {
  const otherTick = { changedAt: 10, countedFrom };
  const { worker, kernel, runUntil, attemptsAt } = workerFor({
    type: 'readiness',
    state: running,
    otherTick,
    ...given,
  });
  kernel.schedule(seconds(10), lanes.worker, () => worker.trigger());
  runUntil(20);
  expect(attemptsAt()).toEqual(attempts);
});
