import { describe, expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import type { Pod } from '../kubernetes/pod.ts';
import type { RolloutWorkload } from '../kubernetes/workloadSpec.ts';
import { type Rollout, simulateRollout } from '../lifecycle/rollout/simulateRollout.ts';
import { simulate } from '../lifecycle/simulate.ts';
import { presets } from '../lifecycle/world/presets.ts';
import { cutRollout, cutTrace } from './cut.ts';
import { podLives } from './podLives.ts';

const probe = { httpGet: { port: 80 }, periodSeconds: 5 };
const pod: Pod = {
  metadata: { name: 'web' },
  spec: {
    containers: [
      { name: 'app', image: 'app:1', readinessProbe: probe, livenessProbe: probe },
      { name: 'side', image: 'side:1', livenessProbe: { ...probe, failureThreshold: 1 } },
    ],
  },
};
const names = { name: 'web', namespace: 'default' };
const workloads: readonly RolloutWorkload[] = [
  { kind: 'Deployment', ...names, spec: { replicas: 3 } },
  { kind: 'StatefulSet', ...names, spec: { replicas: 2 } },
  { kind: 'Job', ...names, spec: { completions: 3, parallelism: 2, backoffLimit: 1 } },
];
const preset = fc.constantFrom(...presets);
const minuteMs = 60_000;

test('the beginning of a trace is the trace of a shorter simulation', () => {
  fc.assert(
    fc.property(preset, fc.integer({ min: 0, max: 5 * minuteMs }), ({ scenario }, untilMs) => {
      const long = simulate(pod, scenario(pod), { untilMs: 5 * minuteMs });
      expect(cutTrace(long, untilMs)).toEqual(simulate(pod, scenario(pod), { untilMs }));
    }),
    { numRuns: 60 },
  );
});

test('a limit that comes after the cut is none of it', () => {
  const scenario = { name: 'healthy' };
  const long = simulate(pod, scenario, { untilMs: minuteMs, limits: { entries: 30 } });
  const untilMs = long.entries[10]!.atMs;
  expect(long.truncated).toBeDefined();
  expect(cutTrace(long, untilMs)).toEqual(simulate(pod, scenario, { untilMs }));
  expect(cutTrace(long, minuteMs)).toBe(long);
});

describe('the beginning of a rollout is a shorter rollout', () => {
  test.each(workloads)('$kind', (workload) => {
    fc.assert(
      fc.property(preset, preset, fc.integer({ min: 0, max: 5 * minuteMs }), (next, before, untilMs) => {
        const templates = {
          updated: { pod, scenario: next.scenario(pod) },
          old: { pod, scenario: before.scenario(pod) },
        };
        const run = (ms: number) => simulateRollout(workload, templates, { untilMs: ms });
        const cut = cutRollout(run(5 * minuteMs), untilMs);
        const short = run(untilMs);
        expect(cut.trace).toEqual(short.trace);
        const input = { pod, scenario: templates.updated.scenario, oldScenario: templates.old.scenario };
        expect(shownLives(cut, input)).toEqual(shownLives(short, input));
      }),
      { numRuns: 12 },
    );
  });
});

/** What is told of each pod as far as the rollout goes. */
function shownLives(rollout: Rollout, input: Parameters<typeof podLives>[1]) {
  const { lives, lifeOf } = podLives(rollout, input);
  const { endMs, pods } = rollout.trace;
  return pods.map(({ createdAtMs }, index) => {
    const { trace, troubles, restarts } = lives[lifeOf[index]!]!;
    const isSeen = ({ atMs }: { readonly atMs: number }) => createdAtMs + atMs <= endMs;
    return {
      // Which number an entry has says nothing.
      entries: trace.entries.filter(isSeen),
      troubles: troubles.filter(isSeen),
      restarts: restarts.filter(isSeen),
    };
  });
}
