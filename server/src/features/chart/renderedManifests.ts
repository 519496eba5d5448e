/** A chart as manifests: every template rendered and parsed, with the way back from each piece to its origin. */
import type { Span } from '../../base/span.ts';
import { type Chart, type ChartFiles, loadChart } from '../../chart/chart.ts';
import { type RenderedChart, type RenderedTemplate, type RenderOptions, renderChart } from '../../chart/renderChart.ts';
import type { MapValue } from '../../chart/value.ts';
import type { ManifestContext } from '../../manifest/context.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { allKinds } from '../../schema/catalog.ts';
import { isAvailable } from '../../schema/release.ts';
import { PlaceMap } from '../../traced/places.ts';
import { concatenate, sliceText, type TracedText, tracedText } from '../../traced/tracedText.ts';

export interface ChartOptions {
  /** The release that the chart is rendered for, e.g. `1.34`. */
  readonly kubernetes: string;
  readonly podPaths: ManifestContext['podPaths'];
  /** What stands over the chart's own values; some of it may come from files of the chart. */
  readonly valuesOf?: (files: ChartFiles) => MapValue;
  readonly release?: RenderOptions['release'];
}

export interface RenderedManifest {
  readonly template: RenderedTemplate;
  /** The rendered text as a file of its own. */
  readonly manifest: ManifestFile;
  readonly places: PlaceMap;
  /** What of the template's own text, actions included, has been put out; in order. */
  readonly written: readonly Span[];
}

export interface ChartManifests {
  readonly options: ChartOptions;
  readonly chart: Chart;
  readonly rendering: RenderedChart;
  readonly manifests: readonly RenderedManifest[];
  /** Templates that could not be rendered. */
  readonly failed: readonly RenderedTemplate[];
  /** Why nothing could be rendered. */
  readonly error: string | undefined;
}

/**
 * Undefined where the files are no chart. What `previous` has parsed already is taken from there. `only` names a single
 * template that is to be rendered.
 */
export function renderManifests(
  files: ChartFiles,
  options: ChartOptions,
  previous?: ChartManifests,
  only?: string,
): ChartManifests | undefined {
  const chart = loadChart(files);
  if (!chart) return undefined;
  const rendering = renderChart(chart, {
    ...(previous ? { previous: previous.rendering } : {}),
    capabilities: { kubernetes: options.kubernetes, apiVersions: apiVersionsOf(options.kubernetes) },
    ...(options.valuesOf ? { values: options.valuesOf(files) } : {}),
    ...(options.release ? { release: options.release } : {}),
    ...(only === undefined ? {} : { only }),
  });
  const { templates, error } = rendering;
  const context: ManifestContext = { podPaths: options.podPaths, role: 'resource' };
  const before = new Map(previous?.manifests.map((one) => [one.template.name, one]));
  const manifests = templates.flatMap((template): RenderedManifest[] => {
    const { name } = template;
    if (!template.output || name.endsWith('/NOTES.txt')) return [];
    const output = cutAsHelm(template.output);
    const known = before.get(name);
    const places = new PlaceMap(output);
    const written = places.writtenOf(template.file);
    if (known?.manifest.text === output.text) return [{ template, manifest: known.manifest, places, written }];
    const manifest = parseManifest(output.text, known?.manifest, known?.manifest.context ?? context);
    return [{ template, manifest, places, written }];
  });
  return { options, chart, rendering, manifests, failed: templates.filter(({ failure }) => failure), error };
}

/**
 * Helm cuts at each `---` that begins a line, whatever stands behind it: `---{{- end }}` before `kind:` leaves that there.
 * Upstream: Helm `pkg/releaseutil/manifest.go`.
 */
function cutAsHelm(output: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let from = 0;
  for (const { 0: marker, index } of output.text.matchAll(/^---[ \t]*(?=[^\s#-])/gm)) {
    const end = index + marker.length;
    pieces.push(sliceText(output, from, end), tracedText('\n'));
    from = end;
  }
  return from === 0 ? output : concatenate(...pieces, sliceText(output, from));
}

const known = new Map<string, readonly string[]>();

/** What `.Capabilities.APIVersions` of a release has: its groups with their versions, and with each kind. */
function apiVersionsOf(kubernetes: string): readonly string[] {
  let versions = known.get(kubernetes);
  if (!versions) {
    const served = allKinds().filter((kind) => isAvailable(kind, kubernetes));
    versions = [...new Set(served.flatMap(({ apiVersion, kind }) => [apiVersion, `${apiVersion}/${kind}`]))].sort();
    known.set(kubernetes, versions);
  }
  return versions;
}
