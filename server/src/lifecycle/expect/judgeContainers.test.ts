import { expect, test } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { rolloutSummary } from '../explain/rolloutSummary.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import type { Expectations } from '../world/expectations.ts';
import type { Scenario } from '../world/scenario.ts';
import { judge } from './judge.ts';
import { judgeRollout } from './judgeRollout.ts';

const pod: Pod = {
  metadata: { name: 'web' },
  spec: {
    initContainers: [
      { name: 'log', image: 'log:1', restartPolicy: 'Always' },
      { name: 'setup', image: 'setup:1' },
    ],
    containers: [{ name: 'app', image: 'app:1' }],
  },
};
const scenario: Scenario = {
  name: 'own',
  containers: {
    setup: { runs: [{ exitAfterSeconds: 2 }] },
    app: { happenings: [{ atSeconds: 5, exitCode: 3 }] },
  },
  delete: { atSeconds: 100 },
};

function verdicts(expectations: Expectations): string[] {
  const trace = simulate(pod, scenario, { untilMs: 200_000 });
  return judge(trace, expectations).map(
    ({ expectation, path, holds, message }) =>
      `${holds ? 'ok' : 'failed'} ${path} | ${expectation} | ${textOf(message)}`,
  );
}

test('the order of starts and ends', () => {
  expect(verdicts({ startOrder: ['log', 'setup', 'app'], exitOrder: ['setup', 'app', 'log'] })).toEqual([
    'ok expect.startOrder | startOrder: log,setup,app | They started in this order: log, setup, app.',
    'ok expect.exitOrder | exitOrder: setup,app,log | They ended in this order: setup, app, log.',
  ]);
  expect(verdicts({ startOrder: ['app', 'log'] })).toEqual([
    'failed expect.startOrder | startOrder: app,log | They started in this order: log, app.',
  ]);
  expect(verdicts({ startOrder: ['log', 'other'] })[0]).toMatch(/^failed .* Container other never started/);
});

test('exit codes and reasons to wait, one verdict each', () => {
  const [code, wrong] = verdicts({ exitCodes: { app: 3, setup: 1 } });
  expect(code).toMatch(
    /^ok expect\.exitCodes\.app \| exitCodes: app: 3 \| Container app last ended with exit code 3, after/,
  );
  expect(wrong).toMatch(/^failed expect\.exitCodes\.setup .* exit code 0/);
  const [waits, never] = verdicts({ waitingReasons: { app: 'CrashLoopBackOff', setup: 'ErrImagePull' } });
  expect(waits).toMatch(/^ok .* Container app waits with CrashLoopBackOff after/);
  expect(never).toMatch(/^failed .* Container setup waited with other reasons: PodInitializing\./);
});

test('conditions at a time, and what events say', () => {
  const at = { atSeconds: 6, conditions: { Initialized: 'True', Ready: 'True' } } as const;
  expect(verdicts({ at: [at], eventMessagesSeen: ['restarting failed container app', 'no such words'] })).toEqual([
    expect.stringMatching(
      /^ok expect\.at\[0\] \| at: \{ atSeconds: 6, conditions: \{ Initialized: True, Ready: True \} \}/,
    ),
    expect.stringMatching(/^ok expect\.eventMessagesSeen\[0\] .* An event says so after/),
    expect.stringMatching(/^failed expect\.eventMessagesSeen\[1\]/),
  ]);
  const wrong = { atSeconds: 1, conditions: { Ready: 'True' } } as const;
  expect(verdicts({ at: [wrong] })[0]).toMatch(/^failed/);
});

test('the end of a rollout and the counters of a Job', () => {
  const workload = { kind: 'Job', name: 'job', namespace: 'default', spec: { backoffLimit: 1 } } as const;
  const own: Pod = {
    metadata: { name: 'job' },
    spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'a' }] },
  };
  const fails: Scenario = { name: 'fails', containers: { app: { happenings: [{ atSeconds: 5, exitCode: 3 }] } } };
  const rollout = simulateRollout(workload, { updated: { pod: own, scenario: fails } });
  const judged = (expectations: Expectations) =>
    judgeRollout(rollout, rolloutSummary(workload, rollout), expectations).map(({ holds }) => holds);
  expect(judged({ outcome: 'failed', failed: 2, succeeded: 0, exitCodes: { app: 3 } })).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(judged({ outcome: 'finished', failed: 1, startOrder: ['app'] })).toEqual([false, false, true]);
});
