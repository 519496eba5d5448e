/** `check` of files that lie in charts: what the charts become is checked, and told where it can be changed. */
import { join, relative, resolve, sep } from 'node:path';
import type { Span } from '../../base/span.ts';
import { mergeValues } from '../../chart/givenValues.ts';
import type { MapValue } from '../../chart/value.ts';
import { checkChart } from '../../features/chart/chartFindings.ts';
import { namedValues } from '../../features/chart/namedValues.ts';
import { renderManifests } from '../../features/chart/renderedManifests.ts';
import { checkOptions } from '../../features/diagnostics/diagnostics.ts';
import { chartFolderOf, readChart } from '../charts.ts';
import type { EditedTexts } from '../editedTexts.ts';
import type { SettingsOf } from '../fileSettings.ts';
import type { Input } from '../inputs.ts';
import { PlacedFindings } from './placedFindings.ts';

export interface ChartCheck {
  readonly found: PlacedFindings;
  /** Templates whose output was checked, and what of their text that was made of. */
  readonly rendered: ReadonlyMap<string, readonly Span[]>;
}

export interface ChartCheckSettings {
  readonly settingsOf: SettingsOf;
  readonly values: MapValue;
  readonly cwd: string;
  readonly edited: EditedTexts;
  readonly onRuleFailure: (rule: string, error: unknown) => void;
}

export async function checkCharts(inputs: readonly Input[], settings: ChartCheckSettings): Promise<ChartCheck> {
  const found = new PlacedFindings();
  const rendered = new Map<string, readonly Span[]>();
  for (const [folder, name] of chartsOf(inputs, settings.cwd)) {
    const { files } = readChart(folder, settings.edited);
    const own = await settings.settingsOf(join(folder, 'Chart.yaml'));
    const options = checkOptions(own, settings.onRuleFailure);
    const manifests = renderManifests(files, {
      kubernetes: options.kubernetes,
      podPaths: own.podPaths,
      valuesOf: (texts) => mergeValues(namedValues(texts, own.helm.valueFiles), settings.values),
    });
    if (!manifests) continue;
    const nameOf = (file: string) => named(name, file, settings.cwd);
    for (const { template, written } of manifests.manifests) rendered.set(nameOf(template.file), written);
    for (const finding of checkChart(files, manifests, options).findings)
      found.add(finding, nameOf, (file) => files.get(file));
  }
  return { found, rendered };
}

/** The folders of all charts that inputs lie in, with the names that reports have for them. */
function chartsOf(inputs: readonly Input[], cwd: string): Map<string, string> {
  const folders = new Map<string, string>();
  const known = new Map<string, string | undefined>();
  for (const { path, name } of inputs) {
    if (path === undefined) continue;
    const directory = path.slice(0, path.lastIndexOf(sep));
    if (!known.has(directory)) known.set(directory, chartFolderOf(path));
    const folder = known.get(directory);
    if (folder === undefined || folders.has(folder)) continue;
    const inside = relative(folder, path).split(sep).join('/');
    // A file may be named from within the chart: then the chart is `.` or above.
    folders.set(
      folder,
      name.endsWith(inside) ? name.slice(0, name.length - inside.length) : `${relative(cwd, folder) || '.'}/`,
    );
  }
  return folders;
}

/** A file of values that was given lies wherever it lies. */
function named(chart: string, file: string, cwd: string): string {
  if (resolve(file) === file) return relative(cwd, file).split(sep).join('/');
  return chart === './' ? file : join(chart, file).split(sep).join('/');
}
