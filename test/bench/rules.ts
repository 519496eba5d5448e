/** What each rule costs, alone, on documents that are parsed already: the dearest first. */
import { parseManifest } from '../../server/src/manifest/file.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import type { AnyRule } from '../../server/src/rules/rule.ts';
import { checkManifest } from '../../server/src/rules/runner.ts';
import { manifestOf } from './manifests.ts';
import { formatTable } from './measure.ts';

const lines = 3_000;

export function benchRules(): string {
  const file = parseManifest(manifestOf(lines));
  // Options made anew, or the findings would be remembered. The best of several runs, as small costs drown in noise.
  const run = (rules: readonly AnyRule[]) => {
    const times = Array.from({ length: 15 }, () => {
      const startedMs = performance.now();
      checkManifest(file, { rules, kubernetes: '1.34' });
      return performance.now() - startedMs;
    });
    return Math.min(...times);
  };
  const nothing = run([]);
  const costs = allRules
    .map((rule) => ({ id: rule.meta.id, ms: Math.max(0, run([rule]) - nothing) }))
    .sort((a, b) => b.ms - a.ms);
  const row = (id: string, ms: number) => [id, `${((ms * 1000) / lines).toFixed(3)} ms`];
  return formatTable([
    ['rule', 'per 1,000 lines'],
    row('all rules together', run(allRules)),
    row('no rule', nothing),
    ...costs.map(({ id, ms }) => row(id, ms)),
  ]);
}
