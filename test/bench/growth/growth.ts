/**
 * How the time of each reader and each rule grows with what it reads: at three sizes, with the exponent between them. One
 * that grows faster than its input is a fault, and the bench fails.
 */

import type { ChartFiles } from '../../../server/src/chart/chart.ts';
import { checkChart } from '../../../server/src/features/chart/chartFindings.ts';
import { renderManifests } from '../../../server/src/features/chart/renderedManifests.ts';
import { checkOptions, diagnose } from '../../../server/src/features/diagnostics/diagnostics.ts';
import type { Pod } from '../../../server/src/kubernetes/pod.ts';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import { factsOf } from '../../../server/src/manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../../server/src/manifest/index/workspaceIndex.ts';
import { plainPod } from '../../../server/src/manifest/plainPod.ts';
import { workloadsOf } from '../../../server/src/manifest/workload.ts';
import { allRules } from '../../../server/src/rules/registry.ts';
import type { AnyRule } from '../../../server/src/rules/rule.ts';
import type { RunOptions } from '../../../server/src/rules/run.ts';
import { simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import { formatTable } from '../measure.ts';
import { chartFiles } from './chart.ts';
import { type Measured, measured, measureGrowth, timeMs } from './measureGrowth.ts';
import { texts, workspaces } from './texts.ts';

/** What grows in proportion has 1; the rest is for a sort, for caches that no longer hold everything, and for chance. */
const mostExponent = 1.2;

export function benchGrowth(wanted: readonly string[] = []): string {
  const rows = [['growth: what, and how many at most', 'least', 'middle', 'most', 'exponent']];
  const failed: string[] = [];
  for (const [name, grow] of Object.entries(shapes())) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    for (const [what, { sizes, timesMs, exponent }] of grow()) {
      const isTooMuch = exponent !== undefined && exponent > mostExponent;
      if (isTooMuch) failed.push(`${what}: ${name}`);
      const shown = exponent === undefined ? '–' : `${exponent.toFixed(2)}${isTooMuch ? ' !' : ''}`;
      const most = sizes.at(-1)!.toLocaleString('en');
      process.stderr.write(`${what}: ${name} ${timesMs.map((ms) => ms.toFixed(0)).join(' ')} ${shown}\n`);
      rows.push([`${what}: ${name}, ${most}`, ...timesMs.map((ms) => `${ms.toFixed(1)} ms`), shown]);
    }
  }
  if (failed.length > 0) process.exitCode = 1;
  return formatTable(rows) + (failed.length === 0 ? '' : `\nGrow faster than their input:\n${failed.join('\n')}`);
}

type Growth = Iterable<readonly [what: string, measured: Measured]>;

function shapes(): Readonly<Record<string, () => Growth>> {
  return {
    ...mapped(texts, function* (text) {
      yield ['read', measureGrowth(sizes, (n) => timeOf(text(n), readWhole))];
      yield ['check', measureGrowth(sizes, (n) => timeOf(text(n), checkWhole))];
      yield* growthOfRules((n, options) => diagnose(parseManifest(text(n)), options));
    }),
    ...mapped(workspaces, function* (files) {
      yield ['workspace', measureGrowth(sizes, (n) => timeOf(files(n), (all) => checkWorkspace(all, checkOptions())))];
      yield* growthOfRules((n, options) => checkWorkspace(files(n), options));
    }),
    'templates of a chart': () => [
      ['chart', measureGrowth([50, 100, 200], (n) => timeOf(chartFiles(n, 20), checkFiles))],
    ],
    'values of a chart': () => [['chart', measureGrowth(sizes, (n) => timeOf(chartFiles(2, n), checkFiles))]],
    'containers of a simulation': () => [
      ['simulate', measureGrowth([75, 150, 300], (n) => timeOf(podOf(n), (pod) => simulatePod({ pod, ...healthy })))],
    ],
  };
}

const sizes = [250, 1_000, 4_000] as const;
const healthy = { scenario: { name: 'healthy' }, endpoints: true, publishNotReadyAddresses: false };

function mapped<T>(of: Readonly<Record<string, T>>, grow: (one: T) => Growth): Record<string, () => Growth> {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, () => grow(one)]));
}

function timeOf<T>(input: T, work: (input: T) => void): number {
  return timeMs(() => work(input));
}

/** Everything that reads a text, without any rule. */
function readWhole(text: string): void {
  const { documents } = parseManifest(text);
  for (const { content } of documents) {
    factsOf(content);
    for (const object of content.objects) {
      void object.root.value;
      for (const workload of workloadsOf(object)) plainPod(workload);
    }
  }
}

function checkWhole(text: string): void {
  diagnose(parseManifest(text), checkOptions());
}

function checkWorkspace(files: readonly string[], options: RunOptions): void {
  const index = new WorkspaceIndex();
  const parsed = files.map((text, i) => ({ file: `f${i}.yaml`, manifest: parseManifest(text) }));
  for (const { file, manifest } of parsed)
    index.setFile(
      file,
      manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  index.complete = true;
  for (const { file, manifest } of parsed) diagnose(manifest, options, { index, file });
}

function checkFiles(files: ChartFiles): void {
  const rendered = renderManifests(files, { kubernetes: '1.34', podPaths: {} })!;
  checkChart(files, rendered, checkOptions());
}

function podOf(containers: number): Pod {
  const [document] = parseManifest(texts.containers!(containers)).documents;
  const [workload] = document!.content.objects.flatMap(workloadsOf);
  return plainPod(workload!);
}

/** Of the rules that grow faster than they may: those that look so in one run are measured alone. */
function* growthOfRules(check: (n: number, options: RunOptions) => void): Growth {
  const found = sizes.map((n) => {
    const times = new Map<string, number>();
    check(n, { ...checkOptions(), rules: allRules.map((rule) => timed(rule, times)) });
    return times;
  });
  const idle = measureGrowth(sizes, (n) => timeMs(() => check(n, { ...checkOptions(), rules: [] })));
  for (const rule of allRules) {
    const timesMs = found.map((times) => times.get(rule.meta.id) ?? 0);
    if ((measured(sizes, timesMs).exponent ?? 0) <= mostExponent) continue;
    const options = { ...checkOptions(), rules: [rule] };
    const alone = measureGrowth(sizes, (n) => timeMs(() => check(n, options)));
    // What is read, and what all rules need, is measured elsewhere.
    const own = measured(
      sizes,
      alone.timesMs.map((ms, i) => Math.max(0, ms - idle.timesMs[i]!)),
    );
    if ((own.exponent ?? 0) > mostExponent && (alone.exponent ?? 0) > mostExponent) yield [rule.meta.id, alone];
  }
}

function timed(rule: AnyRule, spent: Map<string, number>): AnyRule {
  const { id } = rule.meta;
  const check: AnyRule['check'] = (target, context) => {
    const startedMs = performance.now();
    const found = [...rule.check(target, context)];
    spent.set(id, (spent.get(id) ?? 0) + performance.now() - startedMs);
    return found;
  };
  return { ...rule, check };
}
