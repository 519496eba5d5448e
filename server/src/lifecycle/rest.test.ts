/** A pod at rest is not simulated further: what is left out are probes that succeed, and nothing else. */
import { expect, it } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import type { Pod } from '../kubernetes/pod.ts';
import { simulatedReleases } from './release.ts';
import { simulate } from './simulate.ts';
import { anyPod, anyScenario } from './testing/anyPod.ts';
import { presets } from './world/presets.ts';
import type { Scenario } from './world/scenario.ts';

const untilMs = 20 * 60_000;

/** Asserts it, and tells how many entries were left out. */
function leftOut(pod: Pod, scenario: Scenario, kubernetes = simulatedReleases.at(-1)): number {
  const options = { untilMs, ...(kubernetes === undefined ? {} : { kubernetes }) };
  const whole = simulate(pod, scenario, options);
  const short = simulate(pod, scenario, { ...options, restShownMs: () => 0 });
  expect(short).toEqual({ ...whole, entries: whole.entries.slice(0, short.entries.length) });
  const rest = whole.entries.slice(short.entries.length);
  for (const entry of rest) {
    expect(entry.kind === 'probe' && entry.probe.result === 'success' && entry.probe.warning !== true).toBe(true);
  }
  return rest.length;
}

it('holds of any pod in any scenario', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(anyPod, anyScenario, fc.constantFrom(...simulatedReleases), (pod, scenario, kubernetes) => {
      leftOut(pod, scenario, kubernetes);
    }),
    { numRuns: Number(process.env.ANY_PODS ?? 150) },
  );
});

it('holds of any pod in each preset', { timeout: 120_000 }, () => {
  const anyPreset = fc.constantFrom(...presets);
  fc.assert(
    fc.property(anyPod, anyPreset, (pod, preset) => {
      leftOut(pod, preset.scenario(pod));
    }),
    { numRuns: Number(process.env.ANY_PODS ?? 150) },
  );
});

it('leaves out nearly all of a healthy pod, and nothing of one that keeps failing', () => {
  const probe = { httpGet: { port: 80 }, periodSeconds: 10 };
  const pod: Pod = {
    spec: {
      containers: [
        { name: 'app', image: 'app:1', livenessProbe: probe, readinessProbe: probe, startupProbe: probe },
        { name: 'side', image: 'side:1', readinessProbe: probe },
      ],
    },
  };
  expect(leftOut(pod, { name: 'healthy' })).toBeGreaterThan(3 * 115);
  const failing = { app: { probes: { readiness: [{ fromSeconds: 30, result: 'failure' as const }] } } };
  expect(leftOut(pod, { name: 'failing', containers: failing })).toBe(0);
  const deleted = leftOut(pod, { name: 'deleted', delete: { atSeconds: 600 } });
  expect(deleted).toBe(0);
});
