/**
 * Whatever a pod and a scenario say, the engine neither throws nor gets stuck, gives the same trace twice, and explains
 * every entry. `ANY_PODS=5000` tries more of them.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judge } from './expect/judge.ts';
import { explain } from './explain/explain.ts';
import { eventsAt } from './kubectl/events.ts';
import { changes } from './kubectl/row.ts';
import { simulatedReleases } from './release.ts';
import { simulate } from './simulate.ts';
import { anyPod, anyScenario } from './testing/anyPod.ts';
import { textOf } from './testing/textOf.ts';
import { causes } from './trace/causes.ts';

const numRuns = Number(process.env.ANY_PODS ?? 300);
const seed = Number(process.env.ANY_SEED ?? 7);

it('any pod can be played in any scenario', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(anyPod, anyScenario, fc.constantFrom(...simulatedReleases), (pod, scenario, kubernetes) => {
      const trace = simulate(pod, scenario, { kubernetes });
      expect(trace.truncated).toBeUndefined();
      expect(JSON.stringify(simulate(pod, scenario, { kubernetes }))).toBe(JSON.stringify(trace));
      let beforeMs = 0;
      for (const { seq, atMs } of trace.entries) {
        expect(atMs).toBeGreaterThanOrEqual(beforeMs);
        beforeMs = atMs;
        expect(causes(trace, seq).at(-1)?.kind).not.toBe('entry');
        expect(textOf(explain(trace, seq))).toMatch(/\S\.$/);
      }
      changes(trace);
      eventsAt(trace, trace.endMs);
      if (scenario.expect !== undefined) judge(trace, scenario.expect);
    }),
    { numRuns, seed },
  );
});
