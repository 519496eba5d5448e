/** Named as tests of `pkg/kubelet/lifecycle/handlers_test.go` and `kuberuntime_container_test.go`. */
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../kubernetes/pod.ts';
import { simulate } from '../simulate.ts';
import type { HookBehaviour, Run } from '../world/containerBehaviour.ts';

const exec: Handler = { exec: { command: ['leave'] } };

interface Given {
  readonly type?: 'postStart' | 'preStop';
  readonly hook?: HookBehaviour;
  readonly run?: Run;
  readonly graceSeconds?: number;
}

/** A pod that is deleted at 100 s, and what its hook and its container did. */
function life(handler: Handler, { type = 'preStop', hook, run = {}, graceSeconds = 30 }: Given = {}) {
  const spec = {
    terminationGracePeriodSeconds: graceSeconds,
    containers: [
      { name: 'app', image: 'app:1', ports: [{ name: 'web', containerPort: 80 }], lifecycle: { [type]: handler } },
    ],
  };
  const containers = { app: { runs: [run], ...(hook === undefined ? {} : { hooks: { [type]: hook } }) } };
  const scenario = { name: 'hook', containers, delete: { atSeconds: 100 } };
  const { entries } = simulate({ metadata: { name: 'web' }, spec }, scenario, { untilMs: 200_000, kubernetes: '1.37' });
  const events = entries.flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []));
  const hooks = entries.flatMap((entry) => (entry.kind === 'hook' && entry.hook.result ? [entry.hook] : []));
  const [stop] = entries.flatMap((entry) => (entry.kind === 'cri' && entry.call.op === 'stop' ? [entry] : []));
  const [exit] = entries.flatMap((entry) => (entry.kind === 'cri' && entry.call.op === 'exited' ? [entry] : []));
  const failed = events.filter(({ reason }) => /^Failed(PreStop|PostStart)Hook$/.test(reason));
  return {
    results: hooks.map(({ result, tookMs }) => [result, tookMs / 1_000]),
    failures: failed.map(({ reason }) => reason),
    stoppedAt: stop && (stop.atMs - 100_000) / 1_000,
    timeoutSeconds: stop?.call.op === 'stop' ? stop.call.timeoutSeconds : undefined,
    endedAt: exit && (exit.atMs - 100_000) / 1_000,
  };
}

describe('TestRunHandlerExec', () => {
  it('a command that ends well says nothing', () => {
    expect(life(exec, { hook: { seconds: 2 } })).toMatchObject({ results: [['success', 2]], failures: [] });
  });

  it.each([
    ['preStop', 'FailedPreStopHook'],
    ['postStart', 'FailedPostStartHook'],
  ] as const)('TestRunHandlerExecFailure: %s', (type, reason) => {
    const { failures, results } = life(exec, { type, hook: { seconds: 1, fail: true } });
    expect([failures[0], results[0]]).toEqual([reason, ['failure', 1]]);
  });
});

describe('TestRunHandlerHttp', () => {
  it('an answer of any status is a success', () => {
    const http: Handler = { httpGet: { path: '/leave', port: 'web' } };
    expect(life(http, { hook: { seconds: 0.5 } })).toMatchObject({ results: [['success', 0.5]], failures: [] });
  });

  it('TestRunHandlerHttpFailure: a name that no port has', () => {
    expect(life({ httpGet: { path: '/', port: 'admin' } }).failures).toEqual(['FailedPreStopHook']);
  });
});

it('TestRunSleepHandler: the kubelet itself waits, and then the rest of the grace is left', () => {
  expect(life({ sleep: { seconds: 4 } }, { run: { ignoreSigterm: true } })).toMatchObject({
    timeoutSeconds: 26,
    failures: [],
  });
});

/** How long a preStop hook takes, the grace, and what is left for the container; 2 s at least. */
it.each([
  ['shorter than the grace', 4, 10, 6, 'success', []],
  ['just as long', 10, 10, 2, 'success', []],
  ['longer: the container is stopped, and with it the hook', 15, 10, 2, 'failure', ['FailedPreStopHook']],
] as const)('TestKillContainerGracePeriod: a hook that is %s', (_, length, graceSeconds, left, result, failures) => {
  const { results, failures: told, timeoutSeconds } = life(exec, { hook: { seconds: length }, graceSeconds });
  expect({ timeoutSeconds, result: results[0]?.[0], told }).toEqual({ timeoutSeconds: left, result, told: failures });
});
