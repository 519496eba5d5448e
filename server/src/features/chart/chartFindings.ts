/** What is wrong in what a chart becomes, at the places where its author can change it. */
import type { ChartFiles } from '../../chart/chart.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { Finding } from '../../rules/finding.ts';
import type { RunOptions } from '../../rules/run.ts';
import { diagnose } from '../diagnostics/diagnostics.ts';
import { editedTexts, type PlacedEdit, type PlacedFinding, withoutRepetition } from '../rendered/placedFinding.ts';
import { SourceFiles } from '../rendered/sourceFiles.ts';
import { chartProblems, demandOf } from './chartProblems.ts';
import { ChartWayBack, placeInChart } from './chartWayBack.ts';
import { isInstallersChoice, lacksValues } from './installersChoice.ts';
import { type ChartManifests, type RenderedManifest, renderManifests } from './renderedManifests.ts';

export interface ChartCheck {
  /** At the places where they can be changed. */
  readonly findings: readonly PlacedFinding[];
  /** The same at places of the rendered texts, without what is wrong with templates themselves. */
  readonly inRendered: ReadonlyMap<RenderedManifest, readonly Finding[]>;
  /** The way back from each of them. */
  readonly wayBack: (rendered: RenderedManifest) => ChartWayBack;
  readonly sources: SourceFiles;
}

/**
 * Checks a whole chart; objects of one template are checked beside those of the others. Files that were read for `previous`
 * are not read again.
 */
export function checkChart(
  files: ChartFiles,
  rendered: ChartManifests,
  options: RunOptions,
  previous?: ChartCheck,
): ChartCheck {
  const index = new WorkspaceIndex();
  for (const { template, manifest } of rendered.manifests)
    index.setFile(
      template.name,
      manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  index.complete = rendered.failed.length === 0 && rendered.chart.problems.length === 0;
  const sources = new SourceFiles((file) => files.get(file), previous?.sources);
  const check = (name: string, manifest: ManifestFile) => diagnose(manifest, options, { index, file: name });
  const after = (name: string, edits: readonly PlacedEdit[]): ManifestFile | undefined => {
    const edited = new Map([...files, ...editedTexts(edits, (file) => files.get(file))]);
    return renderManifests(edited, rendered.options, rendered, name)?.manifests[0]?.manifest;
  };
  const ways = new Map<string, ChartWayBack>();
  const wayBack = (one: RenderedManifest): ChartWayBack => {
    const known = ways.get(one.template.name);
    if (known) return known;
    const made = new ChartWayBack(one, sources, { index, of: (name) => byName.get(name), wayBack, after, check });
    ways.set(one.template.name, made);
    return made;
  };
  const byName = new Map(rendered.manifests.map((one) => [one.template.name, one]));
  const inRendered = new Map(rendered.manifests.map((one) => [one, check(one.template.name, one.manifest)]));
  const demands = rendered.failed.some(
    ({ failure }) => failure?.kind === 'execution' && demandOf(failure.message) !== undefined,
  );
  const isIncomplete = lacksValues(files);
  const placed = [...inRendered]
    .flatMap(([one, findings]) =>
      findings
        .filter((finding) => !isInstallersChoice(finding, wayBack(one), sources))
        .flatMap((finding) => placeInChart(finding, wayBack(one)) ?? []),
    )
    // A chart that demands other values is never installed with these; its templates are checked as they stand, too.
    .filter(({ file }) => !isIncomplete && (!demands || !isValuesFile(file)));
  return {
    findings: [...chartProblems(files, rendered, sources), ...withoutRepetition(placed)],
    inRendered,
    wayBack,
    sources,
  };
}

function isValuesFile(file: string): boolean {
  return /(?:^|\/)values[^/]*\.ya?ml$/.test(file);
}
