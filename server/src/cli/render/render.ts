/** `probewise render`: what a chart or an overlay becomes, as Helm or Kustomize would write it. */
import { resolve } from 'node:path';
import { LineIndex } from '../../base/lineIndex.ts';
import { mergeValues } from '../../chart/givenValues.ts';
import { chartProblems } from '../../features/chart/chartProblems.ts';
import { namedValues } from '../../features/chart/namedValues.ts';
import { type ChartManifests, renderManifests } from '../../features/chart/renderedManifests.ts';
import { checkOptions } from '../../features/diagnostics/diagnostics.ts';
import type { Settings } from '../../features/settings.ts';
import { type GivenValues, isChartFolder, readChart, readGivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { settingsOfFolder } from '../fileSettings.ts';
import { formatter } from '../formatter.ts';
import { cliMessages as say } from '../messages.ts';
import { isOverlayFolder } from '../overlays.ts';
import { harmlessLine } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { builtText } from './builtText.ts';

export interface RenderArguments extends GivenValues {
  /** The release that the chart is rendered for; if absent that of the settings, or the newest. */
  readonly kubernetes?: string;
}

/** Prints the manifests; what Helm would refuse is told on the standard error, and ends with exit code 1. */
export async function render(path: string, args: RenderArguments, terminal: Terminal): Promise<ExitCode> {
  if (isOverlayFolder(path, terminal.cwd) && !isChartFolder(path, terminal.cwd)) {
    terminal.stdout.write(builtText(path, terminal));
    return exitCodes.ok;
  }
  const settings = await settingsOfFolder(path, args, terminal.cwd);
  const { files, rendered } = renderFolder(path, args, settings, terminal);
  terminal.stdout.write(textOf(rendered));
  const problems = chartProblems(files, rendered).filter(({ severity }) => severity !== 'hint');
  for (const { file, span, message } of problems) {
    const { line, character } = new LineIndex(files.get(file) ?? '').positionAt(span.start);
    terminal.stderr.write(
      `probewise: ${harmlessLine(`${file}:${line + 1}:${character + 1}: ${formatter.text(message)}`)}\n`,
    );
  }
  return problems.length === 0 ? exitCodes.ok : exitCodes.found;
}

/** What a chart or an overlay becomes, as one text of manifests. Throws a `UsageError` where the folder holds none. */
export function renderedText(path: string, given: GivenValues, settings: Settings, terminal: Terminal): string {
  if (isOverlayFolder(path, terminal.cwd) && !isChartFolder(path, terminal.cwd)) return builtText(path, terminal);
  return textOf(renderFolder(path, given, settings, terminal).rendered);
}

/** With the files of values that the settings name, and the given values over them. */
function renderFolder(path: string, given: GivenValues, settings: Settings, terminal: Terminal) {
  if (!isChartFolder(path, terminal.cwd)) throw new UsageError(say.noChart(), path);
  const { files } = readChart(resolve(terminal.cwd, path));
  const { podPaths, helm } = settings;
  const values = readGivenValues(given, terminal.cwd);
  const rendered = renderManifests(files, {
    kubernetes: checkOptions(settings).kubernetes,
    podPaths,
    valuesOf: (texts) => mergeValues(namedValues(texts, helm.valueFiles), values),
  });
  if (!rendered) throw new UsageError(say.chartUnreadable(), path);
  if (rendered.error !== undefined) throw new UsageError(say.otherReason({ reason: rendered.error }), path);
  return { files, rendered };
}

/** Each template that writes anything, with the place that it came from as a comment. */
function textOf({ manifests }: ChartManifests): string {
  return manifests
    .filter(({ template }) => (template.output?.text ?? '').trim() !== '')
    .toSorted((a, b) => (a.template.file < b.template.file ? -1 : 1))
    .map(
      ({ template }) =>
        `---\n# Source: ${template.name}\n${(template.output?.text ?? '').trim().replace(/^---\n/, '')}\n`,
    )
    .join('');
}
