import { expect, test } from 'vitest';
import { english } from '../features/messages.ts';
import type { Container, Pod } from '../kubernetes/pod.ts';
import type { RolloutWorkload } from '../kubernetes/workloadSpec.ts';
import { strictFormatter } from '../rules/testing/formatter.ts';
import { comparePods, compareRollouts, type Difference, simulateBoth } from './compare.ts';
import { compareTimings } from './compareTimings.ts';
import { scenarioFor } from './scenarios.ts';
import type { PodInput } from './simulatePod.ts';
import { simulateRollout } from './simulateRollout.ts';

const formatter = strictFormatter(english.texts);
const said = (differences: readonly Difference[]) =>
  differences.map(({ message, effect }) => `${effect}: ${formatter.text(message)}`);

const tcp = { tcpSocket: { port: 80 } };
const podOf = (container: Partial<Container>, spec: Partial<Pod['spec']> = {}): Pod => ({
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'a:1', ports: [{ containerPort: 80 }], ...container }], ...spec },
});

function inputOf(pod: Pod, preset: string): PodInput {
  const scenario = scenarioFor(pod, preset);
  if ('error' in scenario) throw new Error(preset);
  return { pod, scenario, endpoints: true, publishNotReadyAddresses: false, served: {} };
}

function compared(before: Pod, after: Pod, preset: string): string[] {
  const runs = simulateBoth(inputOf(before, preset), inputOf(after, preset));
  return said(comparePods(runs.before.trace, runs.after.trace));
}

test('the same pod differs in nothing', () => {
  const pod = podOf({ livenessProbe: tcp });
  for (const preset of ['healthy', 'deadlock', 'deleted']) expect(compared(pod, pod, preset)).toEqual([]);
  expect(compareTimings(pod, pod)).toEqual([]);
});

test('a startup probe ends the restarts of a slow start', () => {
  const hasty = podOf({ livenessProbe: { ...tcp, periodSeconds: 5 } });
  const patient = podOf({
    livenessProbe: { ...tcp, periodSeconds: 5 },
    startupProbe: { ...tcp, failureThreshold: 30 },
  });
  const lines = compared(hasty, patient, 'slow-start');
  expect(lines).toContainEqual(expect.stringMatching(/^better: Restarts of containers: 0 instead of \d+\.$/));
  expect(lines.filter((line) => line.startsWith('worse: Restarts'))).toEqual([]);
  const back = compared(patient, hasty, 'slow-start');
  expect(back).toContainEqual(expect.stringMatching(/^worse: Restarts of containers: \d+ instead of 0\.$/));
});

test('readiness takes a hung pod out of its Service', () => {
  const [blind, seeing] = [podOf({}), podOf({ readinessProbe: { ...tcp, periodSeconds: 5 } })];
  const lines = compared(blind, seeing, 'endpoint-outage');
  expect(lines).toContainEqual(expect.stringMatching(/^worse: Out of the Service for .*; before, never\.$/));
});

test('windows, and containers that come and go', () => {
  const before = podOf({ livenessProbe: { ...tcp, periodSeconds: 10 } });
  const after = podOf(
    { livenessProbe: { ...tcp, periodSeconds: 5 }, readinessProbe: tcp },
    { terminationGracePeriodSeconds: 10 },
  );
  expect(said(compareTimings(before, after))).toEqual([
    'other: app: may take 10 s to answer for the first time instead of 20 s.',
    'better: app: a hang ends with a restart 11–16 s after it began instead of 21–31 s.',
    'better: app: Services send no more requests 21–31 s after a hang began; before, they went on.',
    'other: If it ignores SIGTERM, the pod is gone 10–11 s after its deletion instead of 30–31 s.',
  ]);
  expect(said(compareTimings(before, { ...before, spec: { containers: [{ name: 'other', image: 'a:1' }] } }))).toEqual([
    'other: Container other is new.',
    'other: Container app is gone.',
  ]);
});

test('rollouts: how long, how many endpoints, what is lost', () => {
  const deployment = (minReadySeconds: number, maxUnavailable: number): RolloutWorkload =>
    ({
      kind: 'Deployment',
      name: 'web',
      namespace: 'default',
      spec: {
        replicas: 3,
        minReadySeconds,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable } },
      },
    }) as RolloutWorkload;
  const pod = podOf({ readinessProbe: tcp });
  const run = (workload: RolloutWorkload) => {
    const { scenario, ...input } = inputOf(pod, 'healthy');
    return simulateRollout({ ...input, workload, scenario, oldScenario: scenario });
  };
  const lines = said(compareRollouts(run(deployment(0, 0)), run(deployment(20, 1))));
  expect(lines).toContainEqual(expect.stringMatching(/^worse: Finished after .* instead of .*\.$/));
  expect(lines).toContainEqual('worse: At worst 2 ready endpoints instead of 3.');
});
