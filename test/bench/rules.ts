/**
 * What each rule costs among all the others, on documents that are parsed already: the dearest first. In a file eight
 * times as long the figures per line must be the same, or the rule looks at too much.
 */
import { type ManifestFile, parseManifest } from '../../server/src/manifest/file.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import type { AnyRule } from '../../server/src/rules/rule.ts';
import { checkManifest } from '../../server/src/rules/runner.ts';
import { manifestOf } from './manifests.ts';
import { formatTable } from './measure.ts';

const sizes = [
  { lines: 3_000, runs: 40 },
  { lines: 24_000, runs: 10 },
] as const;

export function benchRules(): string {
  const columns = sizes.map(({ lines, runs }) => costs(parseManifest(manifestOf(lines)), lines, runs));
  const row = (id: string) => [id, ...columns.map((column) => `${column.get(id)!.toFixed(1)} µs`)];
  const dearest = allRules.map(({ meta }) => meta.id).sort((a, b) => columns[0]!.get(b)! - columns[0]!.get(a)!);
  return formatTable([
    ['rule: per 1,000 lines', ...sizes.map(({ lines }) => `of ${lines.toLocaleString('en')}`)],
    ...[all, ...dearest].map(row),
  ]);
}

const all = 'all rules, and running them';

/** Microseconds per 1,000 lines; the best of the runs, as small costs drown in noise. */
function costs(file: ManifestFile, lines: number, runs: number): Map<string, number> {
  const best = new Map<string, number>();
  const add = (id: string, ms: number) =>
    best.set(id, Math.min(best.get(id) ?? Number.POSITIVE_INFINITY, (ms * 1_000_000) / lines));
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    check(file, allRules);
    add(all, performance.now() - started);
    const spent = new Map<string, number>();
    check(
      file,
      allRules.map((rule) => timed(rule, spent)),
    );
    for (const { meta } of allRules) add(meta.id, spent.get(meta.id) ?? 0);
  }
  return best;
}

/** Options made anew, or the findings would be remembered. */
function check(file: ManifestFile, rules: readonly AnyRule[]): void {
  checkManifest(file, { rules, kubernetes: '1.34' });
}

function timed(rule: AnyRule, spent: Map<string, number>): AnyRule {
  const { id } = rule.meta;
  const check: AnyRule['check'] = (target, context) => {
    const started = performance.now();
    const found = [...rule.check(target, context)];
    spent.set(id, (spent.get(id) ?? 0) + performance.now() - started);
    return found;
  };
  return { ...rule, check };
}
