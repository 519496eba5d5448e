/** What Helm made of charts, and the same by our own renderer. */
import { readFileSync } from 'node:fs';
import { type ChartFiles, loadChart } from '../../../server/src/chart/chart.ts';
import { type RenderedChart, renderChart } from '../../../server/src/chart/renderChart.ts';
import { map } from '../../../server/src/chart/value.ts';
import { readValuesFile } from '../../../server/src/chart/yamlReader.ts';
import { readChart } from '../../../server/src/cli/charts.ts';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import { plainValue } from '../../../server/src/yaml/document.ts';

/** A line of a recording; the first one has no chart and tells the API versions. */
export interface Recorded {
  readonly chart: string;
  readonly values?: string;
  readonly kubernetes: string;
  readonly apiVersions?: readonly string[];
  readonly rendered?: Readonly<Record<string, string>>;
  readonly error?: string;
}

export function readRecording(file: string): {
  readonly apiVersions: readonly string[];
  readonly cases: readonly Recorded[];
} {
  const [first, ...cases] = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
  return { apiVersions: first?.apiVersions ?? [], cases };
}

/** The texts of a chart's folder, archives of other charts unpacked. */
export function readChartFiles(folder: string): ChartFiles {
  return readChart(folder).files;
}

export function renderRecorded(
  { kubernetes, values }: Recorded,
  files: ChartFiles,
  apiVersions: readonly string[],
): RenderedChart | undefined {
  const chart = loadChart(files);
  const given = values === undefined ? undefined : readValuesFile(files.get(values) ?? '', values);
  return (
    chart &&
    renderChart(chart, {
      capabilities: { kubernetes, apiVersions },
      ...(given?.type === 'map' ? { values: given } : { values: map() }),
    })
  );
}

/** The objects of a rendered text; a text that is no YAML stands for itself. */
export function objectsOf(text: string): unknown {
  const { documents } = parseManifest(`apiVersion: ''\nkind: ''\n---\n${text}`);
  return documents
    .slice(1)
    .map(({ content }) => content)
    .map(({ yaml, text: source }) =>
      yaml.problems.length > 0
        ? source
        : yaml.root === null
          ? source.replace(/^\s*#.*$/gm, '').trim()
          : plainValue(yaml, yaml.root),
    )
    .filter((value) => value !== '' && value !== null);
}

/** Why the chart is refused, in the words of Helm; one for all that a schema says. */
export function refusalsOf({ error, templates, violations }: RenderedChart): string[] {
  const misfits = violations.map(
    ({ path, message }) => `- at '${path.map((step) => `/${step}`).join('')}': ${message}`,
  );
  return [
    ...(error === undefined ? [] : [error]),
    ...misfits,
    ...templates.flatMap(({ failure }) =>
      // What a chart demands is told without the function that demands it.
      failure && failure.kind !== 'limit' ? [failure.message.replace(/^error calling (?:required|fail): /, '')] : [],
    ),
  ];
}
