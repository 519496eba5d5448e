/** What keeps a chart, or some of its templates, from being rendered. */
import type { Message } from '../../base/message.ts';
import { type Span, span } from '../../base/span.ts';
import type { ChartFiles } from '../../chart/chart.ts';
import type { RenderedTemplate } from '../../chart/renderChart.ts';
import type { Severity } from '../../rules/rule.ts';
import type { FilePlace } from '../../traced/places.ts';
import type { PlacedFinding } from '../rendered/placedFinding.ts';
import { SourceFiles } from '../rendered/sourceFiles.ts';
import { spanOf } from './chartWayBack.ts';
import { chartMessages } from './messages.ts';
import type { ChartManifests } from './renderedManifests.ts';

/** The id under which the renderer's own complaints are reported. */
export const chartRule = 'chart-does-not-render';

const limits = {
  output: chartMessages.outputLimit,
  steps: chartMessages.stepsLimit,
  depth: chartMessages.depthLimit,
} as const;

/** What keeps the chart from being rendered. */
export function chartProblems(
  files: ChartFiles,
  { chart, rendering, failed, error }: ChartManifests,
  sources = new SourceFiles((file) => files.get(file)),
): PlacedFinding[] {
  const found = chart.problems.map((found) => {
    const { file } = found;
    if (found.missingDependency === undefined)
      return problem(
        { file, span: found.span ?? span(0, 0) },
        'error',
        chartMessages.unreadable({ reason: found.message }),
      );
    const name = found.missingDependency;
    return problem(
      { file, span: placeOfName(files.get(file), name) },
      'hint',
      chartMessages.missingDependency({ name }),
    );
  });
  const awaitsValues = rendering.violations.some(({ isMissing }) => isMissing);
  for (const { origin, chart: name, message, path, isMissing, isOfSeveral = false } of rendering.violations) {
    const field = origin && sources.value(origin.file, origin.path);
    const place = field ? { file: field.file, span: spanOf(field) } : { file: 'values.yaml', span: span(0, 0) };
    const data = { chart: name, path: path.length === 0 ? '/' : `/${path.join('/')}`, reason: message };
    // What a chart does not bring along is somebody's to give.
    if (isMissing || (isOfSeveral && awaitsValues))
      found.push(problem(place, 'information', chartMessages.schemaDemands(data)));
    else found.push(problem(place, 'error', chartMessages.schema(data)));
  }
  if (error !== undefined)
    found.push(problem({ file: 'values.yaml', span: span(0, 0) }, 'error', chartMessages.values({ reason: error })));
  const missing = chart.problems.flatMap(({ missingDependency }) => missingDependency ?? []);
  const seen = new Set<string>();
  for (const template of failed) {
    const one = problemOf(template, files, missing);
    const identity = one && `${one.file} ${one.span.start} ${one.message.id}`;
    // A helper that fails does so in every template that calls it.
    if (one && identity !== undefined && !seen.has(identity)) {
      seen.add(identity);
      found.push(one);
    }
  }
  return found;
}

/** Why a template of the chart, or the chart as a whole, was not rendered. */
export function failureOf(file: string, files: ChartFiles, { failed, error }: ChartManifests): Message | undefined {
  if (error !== undefined) return chartMessages.values({ reason: error });
  const template = failed.find((one) => one.file === file);
  return template && problemOf(template, files, [])?.message;
}

/** What a chart that fails on purpose says that it wants. */
export function demandOf(reason: string): string | undefined {
  return /^error calling (?:required|fail): (.*)$/s.exec(reason)?.[1];
}

function problemOf(
  { file, failure }: RenderedTemplate,
  files: ChartFiles,
  missing: readonly string[],
): PlacedFinding | undefined {
  if (!failure) return undefined;
  const place = failure.place
    ? { file: failure.place.file, span: span(failure.place.start, failure.place.end) }
    : { file, span: span(0, 0) };
  if (failure.kind === 'limit') return problem(place, 'information', limits[failure.limit]());
  const reason = failure.message;
  if (failure.kind === 'parse') return problem(place, 'error', chartMessages.parse({ reason }));
  const demand = demandOf(reason);
  if (demand !== undefined) return problem(place, 'information', chartMessages.demanded({ reason: demand }));
  const source = files.get(place.file)?.slice(place.span.start, place.span.end) ?? '';
  // With all of its charts Helm may well render it.
  const isOfMissing = /no template|not defined/.test(reason) || missing.some((name) => source.includes(name));
  if (missing.length > 0 && isOfMissing) return undefined;
  // Values that the chart does not bring along are somebody's to give.
  if (!files.has('values.yaml') && /^nil pointer/.test(reason))
    return problem(place, 'information', chartMessages.demanded({ reason }));
  return problem(place, 'warning', chartMessages.execution({ reason }));
}

function problem(place: FilePlace, severity: Severity, message: Message): PlacedFinding {
  return { ...place, rule: chartRule, severity, message, path: '', related: [], fixes: () => [] };
}

function placeOfName(text: string | undefined, name: string): Span {
  const at = text?.indexOf(`name: ${name}`) ?? -1;
  return at < 0 ? span(0, 0) : span(at, at + `name: ${name}`.length);
}
