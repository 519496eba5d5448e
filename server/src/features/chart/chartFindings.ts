/** What is wrong in what a chart becomes, at the places where its author can change it. */
import type { Message } from '../../base/message.ts';
import { type Span, shift, span } from '../../base/span.ts';
import type { ChartFiles } from '../../chart/chart.ts';
import type { RenderedTemplate } from '../../chart/renderChart.ts';
import { ValuePlaces } from '../../chart/valuePlaces.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Severity } from '../../rules/rule.ts';
import type { RunOptions } from '../../rules/run.ts';
import type { FilePlace } from '../../traced/places.ts';
import { diagnose } from '../diagnostics/diagnostics.ts';
import { type PlacedEdit, type PlacedFinding, withoutRepetition } from '../rendered/placedFinding.ts';
import { placeFinding, type WayBack } from '../rendered/placeFinding.ts';
import { chartMessages } from './messages.ts';
import type { ChartManifests, RenderedManifest } from './renderedManifests.ts';

/** The id under which the renderer's own complaints are reported. */
export const chartRule = 'chart-does-not-render';

export interface ChartCheck {
  /** At the places where they can be changed. */
  readonly findings: readonly PlacedFinding[];
  /** The same at places of the rendered texts, without what is wrong with templates themselves. */
  readonly inRendered: ReadonlyMap<RenderedManifest, readonly Finding[]>;
}

/** Checks a whole chart; objects of one template are checked beside those of the others. */
export function checkChart(files: ChartFiles, rendered: ChartManifests, options: RunOptions): ChartCheck {
  const index = new WorkspaceIndex();
  for (const { template, manifest } of rendered.manifests)
    index.setFile(
      template.name,
      manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  index.complete = rendered.failed.length === 0 && rendered.chart.problems.length === 0;
  const places = new OriginFinder(files, rendered, index);
  const inRendered = new Map(
    rendered.manifests.map((one) => [one, diagnose(one.manifest, options, { index, file: one.template.name })]),
  );
  const demands = rendered.failed.some(
    ({ failure }) => failure?.kind === 'execution' && demandOf(failure.message) !== undefined,
  );
  const placed = [...inRendered]
    .flatMap(([one, findings]) => findings.flatMap((finding) => places.placed(one, finding) ?? []))
    // A chart that demands other values is never installed with these.
    .filter(({ file }) => !demands || !isValuesFile(file));
  return { findings: [...chartProblems(files, rendered), ...withoutRepetition(placed)], inRendered };
}

/** Finds the way back from rendered text. */
class OriginFinder {
  readonly #files: ChartFiles;
  readonly #byName: ReadonlyMap<string, RenderedManifest>;
  readonly #index: WorkspaceIndex;
  readonly #values = new Map<string, ValuePlaces | undefined>();

  constructor(files: ChartFiles, { manifests }: ChartManifests, index: WorkspaceIndex) {
    this.#files = files;
    this.#byName = new Map(manifests.map((one) => [one.template.name, one]));
    this.#index = index;
  }

  placed(rendered: RenderedManifest, finding: Finding): PlacedFinding | undefined {
    const placed = placeFinding(finding, {
      placeOf: (piece) => this.#placeOf(rendered, piece),
      elsewhere: (other, piece) => this.#elsewhere(other, piece),
      edit: (piece, newText) => this.#edit(rendered, piece, newText),
    });
    const { template } = rendered.places.originOf(finding.span);
    if (!placed || !template || template.file === placed.file) return placed;
    return { ...placed, related: [...placed.related, { ...template, message: chartMessages.writtenHere() }] };
  }

  /** At the value where one value made the piece, else at the template. */
  #placeOf({ places }: RenderedManifest, piece: Span): FilePlace | undefined {
    const { value, template } = places.originOf(piece);
    const found = value && this.#valuesIn(value.file)?.find(value.path);
    if (value && found) return { file: value.file, span: found.isPlain ? found.value : found.key };
    return template;
  }

  #elsewhere({ file, document }: Parameters<WayBack['elsewhere']>[0], piece: Span): FilePlace | undefined {
    const rendered = this.#byName.get(file);
    const offset = this.#index.offsetOf(file, document);
    if (!rendered || offset === undefined) return undefined;
    return this.#placeOf(rendered, shift(piece, offset));
  }

  #valuesIn(file: string): ValuePlaces | undefined {
    if (!this.#values.has(file)) {
      const text = this.#files.get(file);
      this.#values.set(file, text === undefined ? undefined : new ValuePlaces(text));
    }
    return this.#values.get(file);
  }

  #edit({ places, manifest: { text } }: RenderedManifest, piece: Span, newText: string): PlacedEdit | undefined {
    const literal = places.literalPlace(piece);
    if (literal)
      return newText.includes('\n') && !this.#sameColumn(literal, text, piece) ? undefined : { ...literal, newText };
    const { value } = places.originOf(piece);
    const found = value && this.#valuesIn(value.file)?.find(value.path);
    if (!value || !found?.isPlain || piece.start === piece.end || newText.includes('\n')) return undefined;
    const source = this.#files.get(value.file)!.slice(found.value.start, found.value.end);
    // Only where the value came out as it stands: what a function made of it can't be undone.
    if (unquoted(source) !== unquoted(text.slice(piece.start, piece.end))) return undefined;
    return { file: value.file, span: found.value, newText };
  }

  /** Whether a line stands in the template at the column at which it is rendered; `nindent` may have moved it. */
  #sameColumn({ file, span: { start } }: FilePlace, text: string, piece: Span): boolean {
    const source = this.#files.get(file) ?? '';
    const indentAt = (line: string) => /^ */.exec(line)![0].length;
    const lineOf = (whole: string, offset: number) => whole.slice(whole.lastIndexOf('\n', offset - 1) + 1);
    return indentAt(lineOf(source, start)) === indentAt(lineOf(text, piece.start));
  }
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

const limits = {
  output: chartMessages.outputLimit,
  steps: chartMessages.stepsLimit,
  depth: chartMessages.depthLimit,
} as const;

/** What keeps the chart from being rendered. */
export function chartProblems(files: ChartFiles, { chart, failed, error }: ChartManifests): PlacedFinding[] {
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
  if (error !== undefined)
    found.push(problem({ file: 'values.yaml', span: span(0, 0) }, 'error', chartMessages.values({ reason: error })));
  const missing = chart.problems.flatMap(({ missingDependency }) => missingDependency ?? []);
  const seen = new Set<string>();
  for (const template of failed) {
    const one = failureOf(template, files, missing);
    const identity = one && `${one.file} ${one.span.start} ${one.message.id}`;
    // A helper that fails does so in every template that calls it.
    if (one && identity !== undefined && !seen.has(identity)) {
      seen.add(identity);
      found.push(one);
    }
  }
  return found;
}

/** What a chart that fails on purpose says that it wants. */
function demandOf(reason: string): string | undefined {
  return /^error calling (?:required|fail): (.*)$/s.exec(reason)?.[1];
}

function isValuesFile(file: string): boolean {
  return /(?:^|\/)values[^/]*\.ya?ml$/.test(file);
}

function failureOf(
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
