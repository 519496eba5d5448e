/** What a newer or older cluster does otherwise with the same manifests: API server, scheduler, kubelet, controllers. */

import { LineIndex } from '../../base/lineIndex.ts';
import { listed, verbatim } from '../../base/message.ts';
import { applyEdits } from '../../base/textEdit.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import { changes } from '../../lifecycle/kubectl/row.ts';
import type { Trace } from '../../lifecycle/trace/trace.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Difference, simulateBoth } from '../../simulation/compare.ts';
import { checkOptions, diagnose } from '../diagnostics/diagnostics.ts';
import { workloadsIn } from '../simulation/workloads.ts';
import { targetEdits, targetOf } from '../target.ts';
import { compareWorkloads } from './compareManifests.ts';
import type { Comparison } from './comparison.ts';
import { compareFeatureMessages as say } from './messages.ts';

export interface ReleaseOptions {
  /** Minor releases, e.g. `1.34`. */
  readonly from: string;
  readonly to: string;
  readonly gates?: GateSettings | undefined;
  readonly scenarios?: readonly (string | Scenario)[];
}

/** @param texts of the manifests for each release: those of a chart may ask which one it is */
export function compareReleases(
  texts: { readonly from: string; readonly to: string },
  { from, to, gates, scenarios }: ReleaseOptions,
): Comparison {
  const [before, after] = [fileFor(texts.from, from), fileFor(texts.to, to)];
  const workloads = workloadsIn(after).filter(({ id }) => workloadsIn(before).some((each) => each.id === id));
  return {
    workloads: workloads.map(({ id, label }) =>
      compareWorkloads(
        label,
        { file: before, workload: id, kubernetes: from, gates },
        { file: after, workload: id, kubernetes: to, gates },
        scenarios,
        eventDifferences(from, to),
      ),
    ),
    differences: findingDifferences(findings(before, from, gates), findings(after, to, gates)),
  };
}

/** A comment in the file that names its release gives way to the one that is asked about. */
function fileFor(text: string, release: string): ManifestFile {
  const isNamed = targetOf(text).source === 'comment';
  return parseManifest(isNamed ? applyEdits(text, targetEdits(text, release)) : text);
}

interface PlacedFinding {
  readonly key: string;
  readonly line: number;
  readonly finding: Finding;
}

/** Errors and warnings; advice is the same in all releases, or was not asked for. */
function findings(file: ManifestFile, kubernetes: string, gates: GateSettings | undefined): PlacedFinding[] {
  const options = checkOptions({
    kubernetesVersion: kubernetes,
    ...(gates === undefined ? {} : { featureGates: gates }),
  });
  const lines = new LineIndex(file.text);
  return diagnose(file, options)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map((finding) => {
      const line = lines.positionAt(finding.span.start).line + 1;
      return { key: `${line} ${finding.message.id} ${finding.path}`, line, finding };
    });
}

function findingDifferences(before: readonly PlacedFinding[], after: readonly PlacedFinding[]): Difference[] {
  const missingIn = (others: readonly PlacedFinding[]) => {
    const keys = new Set(others.map(({ key }) => key));
    return ({ key }: PlacedFinding) => !keys.has(key);
  };
  return [
    ...after.filter(missingIn(before)).map(({ line, finding: { message } }) => ({
      message: say.findingNew({ line, finding: message }),
      effect: 'worse' as const,
    })),
    ...before.filter(missingIn(after)).map(({ line, finding: { message } }) => ({
      message: say.findingGone({ line, finding: message }),
      effect: 'better' as const,
    })),
  ];
}

/** How many events are quoted. */
const mostEvents = 3;

/** What kubectl and events tell otherwise, although the pod fares alike. */
function eventDifferences(from: string, to: string) {
  const quotedBefore = new Set<string>();
  const isNews = (event: string) => !quotedBefore.has(event) && quotedBefore.add(event) !== undefined;
  return ({ before, after }: ReturnType<typeof simulateBoth>): Difference[] => {
    const [b, a] = [eventsOf(before.trace), eventsOf(after.trace)];
    const [old, now] = [
      b.filter((event) => !a.includes(event) && isNews(event)),
      a.filter((event) => !b.includes(event) && isNews(event)),
    ];
    const quoted = (events: readonly string[]) => ({
      count: Math.min(events.length, mostEvents),
      events: listed(events.slice(0, mostEvents).map(verbatim)),
    });
    const [rowsBefore, rowsAfter] = [rowsOf(before.trace), rowsOf(after.trace)];
    return [
      ...(rowsBefore.join() === rowsAfter.join()
        ? []
        : [say.rows({ before: listed(rowsBefore), after: listed(rowsAfter) })]),
      ...(old.length === 0 ? [] : [say.onlyBefore({ release: from, ...quoted(old) })]),
      ...(now.length === 0 ? [] : [say.onlyAfter({ release: to, ...quoted(now) })]),
    ].map((message) => ({ message, effect: 'other' as const }));
  };
}

function eventsOf({ entries }: Trace): string[] {
  const texts = entries.flatMap((entry) =>
    entry.kind === 'event' && entry.event.dropped === undefined
      ? [`${entry.event.reason}: ${entry.event.message}`]
      : [],
  );
  return [...new Set(texts)];
}

/** The words under STATUS in their order, each once in a row; a crash loop goes on in the same way. */
function rowsOf(trace: Trace): string[] {
  const words = changes(trace).map(({ row }) => row.status);
  return words.filter((word, index) => word !== words[index - 1]).slice(0, 6);
}
