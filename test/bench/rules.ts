/**
 * What each rule costs, alone, on documents that are parsed already: the dearest first. In a file eight times as long the
 * figures per line must be the same, or the rule looks at too much.
 */
import { parseManifest } from '../../server/src/manifest/file.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import type { AnyRule } from '../../server/src/rules/rule.ts';
import { checkManifest } from '../../server/src/rules/runner.ts';
import { manifestOf } from './manifests.ts';
import { formatTable } from './measure.ts';

const sizes = [
  { lines: 3_000, runs: 15 },
  { lines: 24_000, runs: 5 },
] as const;

export function benchRules(): string {
  const benches = sizes.map(({ lines, runs }) => ({ lines, runs, file: parseManifest(manifestOf(lines)) }));
  // Options made anew, or the findings would be remembered. The best of several runs, as small costs drown in noise.
  const run = (rules: readonly AnyRule[]) =>
    benches.map(({ lines, runs, file }) => {
      const times = Array.from({ length: runs }, () => {
        // Of the processor: others may use it, too.
        const started = process.cpuUsage();
        checkManifest(file, { rules, kubernetes: '1.34' });
        return process.cpuUsage(started).user / 1000;
      });
      return (Math.min(...times) * 1000) / lines;
    });
  // What the model reads on demand is read once.
  run(allRules);
  const nothing = run([]);
  const costs = allRules
    .map((rule) => ({ id: rule.meta.id, ms: run([rule]).map((ms, i) => Math.max(0, ms - nothing[i]!)) }))
    .sort((a, b) => b.ms[0]! - a.ms[0]!);
  const row = (id: string, ms: readonly number[]) => [id, ...ms.map((each) => `${each.toFixed(3)} ms`)];
  return formatTable([
    ['rule: per 1,000 lines', ...sizes.map(({ lines }) => `of ${lines.toLocaleString('en')}`)],
    row('all rules together', run(allRules)),
    row('no rule', nothing),
    ...costs.map(({ id, ms }) => row(id, ms)),
  ]);
}
