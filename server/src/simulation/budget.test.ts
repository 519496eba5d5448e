import { describe, expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import type { Container, Pod } from '../kubernetes/pod.ts';
import { presets } from '../lifecycle/world/presets.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { type Budget, podBudgets } from './budget.ts';
import { podPhases } from './podPhases.ts';
import { simulatePod } from './simulatePod.ts';

const tcp = { tcpSocket: { port: 80 } };
const podOf = (container: Partial<Container>): Pod => ({
  spec: { containers: [{ name: 'app', image: 'a:1', ...container }] },
});
const run = (pod: Pod, scenario: Scenario) =>
  simulatePod({ pod, scenario, endpoints: true, publishNotReadyAddresses: false }).trace;
const budgets = (pod: Pod, scenario: Scenario) => podBudgets(podPhases(run(pod, scenario)));
const lines = ({ title, parts }: Budget) => [title.id, ...parts.map(({ kind, ms }) => `${kind} ${ms / 1000}`)];

describe('where a pod’s seconds go', () => {
  test('the app starts, the probes notice it late', () => {
    const pod = podOf({ readinessProbe: { ...tcp, initialDelaySeconds: 20 } });
    const [budget] = budgets(pod, { name: 'own', containers: { app: { startupSeconds: 12 } } });
    const [title, start, readiness] = lines(budget!);
    expect([title, start]).toEqual(['budget/untilReady', 'start 12']);
    expect(readiness).toMatch(/^readiness (8|9|10)/);
  });

  test('the hook, then the process that takes its time', () => {
    const pod = podOf({ lifecycle: { preStop: { sleep: { seconds: 7 } } } });
    const [gone] = budgets(pod, {
      name: 'own',
      containers: { app: { runs: [{ sigtermSeconds: 4 }] } },
      delete: { atSeconds: 60 },
    });
    expect(lines(gone!)).toEqual(expect.arrayContaining(['budget/untilGone', 'preStop 7', 'grace 4']));
  });
});

test('no second is counted twice or left out, in any scenario', () => {
  const pod = podOf({ readinessProbe: tcp, livenessProbe: tcp, lifecycle: { preStop: { sleep: { seconds: 3 } } } });
  fc.assert(
    fc.property(fc.constantFrom(...presets), fc.option(fc.integer({ min: 1, max: 90 })), (preset, deletedAt) => {
      const scenario = preset.scenario(pod);
      const trace = run(pod, deletedAt === null ? scenario : { ...scenario, delete: { atSeconds: deletedAt } });
      const { untilReady, untilGone } = podPhases(trace);
      for (const phases of [untilReady, untilGone]) {
        for (const [index, phase] of phases.entries()) {
          expect(phase.toMs).toBeGreaterThan(phase.fromMs);
          if (index > 0) expect(phase.fromMs).toBe(phases[index - 1]!.toMs);
        }
      }
      expect(untilReady[0]?.fromMs ?? 0).toBe(0);
    }),
    { numRuns: 40 },
  );
});
