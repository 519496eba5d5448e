/** Finds the way back from the rendered text of one template to the files in which an author can change it. */
import { isMap, type Node } from 'yaml';
import { type Span, shift, span, touches } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { Finding } from '../../rules/finding.ts';
import type { FilePlace } from '../../traced/places.ts';
import type { Origin } from '../../traced/tracedText.ts';
import { nodeSpan } from '../../yaml/document.ts';
import { keyText } from '../../yaml/key.ts';
import { nodeAt } from '../nodeAt.ts';
import type { PlacedEdit, PlacedFinding } from '../rendered/placedFinding.ts';
import { placeFinding } from '../rendered/placeFinding.ts';
import { isPlain, type SourceField, type SourceFiles } from '../rendered/sourceFiles.ts';
import type { WayBack } from '../rendered/wayBack.ts';
import { chartMessages } from './messages.ts';
import type { RenderedManifest } from './renderedManifests.ts';

/** The chart that a template belongs to; findings may point to its other templates. */
interface WholeChart {
  readonly index: WorkspaceIndex;
  of(name: string): RenderedManifest | undefined;
  wayBack(rendered: RenderedManifest): ChartWayBack;
  /** What the template of this name becomes once files are edited. */
  after(name: string, edits: readonly PlacedEdit[]): ManifestFile | undefined;
  check(name: string, manifest: ManifestFile): readonly Finding[];
}

export class ChartWayBack implements WayBack {
  readonly rendered: RenderedManifest;
  readonly #sources: SourceFiles;
  readonly #chart: WholeChart;

  constructor(rendered: RenderedManifest, sources: SourceFiles, chart: WholeChart) {
    this.rendered = rendered;
    this.#sources = sources;
    this.#chart = chart;
  }

  get manifest(): ManifestFile {
    return this.rendered.manifest;
  }

  /** At the value where one value made the piece or the block that it names, else at the template. */
  placeOf(piece: Span, block?: Span): FilePlace | undefined {
    const { value, template } = this.rendered.places.originOf(piece);
    const mapping = value || !block ? undefined : this.#mappingAt(block);
    const wrote = value ?? (mapping && this.valueOfMapping(mapping.node, mapping.offset));
    const found = wrote && this.#sources.value(wrote.file, wrote.path);
    if (!found) return inFolder(template);
    const isKey = value?.path.at(-1) === this.manifest.text.slice(piece.start, piece.end);
    return {
      file: found.file,
      span: isKey && this.manifest.text[piece.end] === ':' ? shift(found.node.keySpan, found.offset) : spanOf(found),
    };
  }

  elsewhere({ file, document }: Parameters<WayBack['elsewhere']>[0], piece: Span): FilePlace | undefined {
    const rendered = this.#chart.of(file);
    const offset = this.#chart.index.offsetOf(file, document);
    return rendered && offset !== undefined ? this.#chart.wayBack(rendered).placeOf(shift(piece, offset)) : undefined;
  }

  edit(piece: Span, newText: string): PlacedEdit | undefined {
    const { places, manifest } = this.rendered;
    const literal = this.#isBehindValue(piece) ? undefined : inFolder(places.literalPlace(piece));
    if (literal)
      return newText.includes('\n') && !this.#sameColumn(literal, manifest.text, piece)
        ? undefined
        : { ...literal, newText };
    const { value } = places.originOf(piece);
    const found = value && this.#sources.value(value.file, value.path);
    if (!found || !isPlain(found) || piece.start === piece.end || newText.includes('\n')) return undefined;
    const place = spanOf(found);
    const source = this.#sources.textOf(found.file)!.slice(place.start, place.end);
    // Only where the value came out as it stands: what a function made of it can't be undone.
    if (unquoted(source) !== unquoted(manifest.text.slice(piece.start, piece.end))) return undefined;
    return { file: found.file, span: place, newText };
  }

  /** Where values wrote the field's name, the value of that name, else the field in the template. */
  fieldOf(field: ManifestNode, offset: number): SourceField | undefined {
    const key = shift(field.keySpan, offset);
    const { value } = this.rendered.places.originOf(key);
    if (value) return value.path.at(-1) === field.path.at(-1) ? this.#sources.value(value.file, value.path) : undefined;
    const place = inFolder(this.rendered.places.literalPlace(key));
    const found = place && this.#sources.at(place.file, place.span.start);
    return found?.node.path.at(-1) === field.path.at(-1) ? found : undefined;
  }

  /** Of several that have a part in the mapping, the one that wrote the field at `near`, else the template. */
  mappingOf(mapping: ManifestNode, offset: number, near: number): SourceField | undefined {
    const value = this.valueOfMapping(mapping, offset);
    if (value) return this.#sources.value(value.file, value.path);
    const fields = mapping.fields().map(({ node }) => node);
    const about = fields.find(({ keySpan, extent }) => touches(span(keySpan.start, extent.end), near - offset));
    const ofTemplate = fields.filter((field) => this.#isLiteral(shift(field.keySpan, offset)));
    for (const field of about ? [about, ...ofTemplate] : ofTemplate) {
      const found = this.fieldOf(field, offset);
      if (found?.node.parent) return { ...found, node: found.node.parent };
    }
    return undefined;
  }

  wholeValueOf(field: ManifestNode, offset: number): SourceField | undefined {
    const value = this.valueOfMapping(field, offset);
    return value && this.#sources.value(value.file, value.path);
  }

  after(edits: readonly PlacedEdit[]): ManifestFile | undefined {
    return this.#chart.after(this.rendered.template.name, edits);
  }

  check(manifest: ManifestFile): readonly Finding[] {
    return this.#chart.check(this.rendered.template.name, manifest);
  }

  #isLiteral(piece: Span): boolean {
    return inFolder(this.rendered.places.literalPlace(piece)) !== undefined;
  }

  /** The value that is this mapping: each of its fields is a field of that. Where several files make it, the last one. */
  valueOfMapping({ yaml }: ManifestNode, offset: number): Origin | undefined {
    if (!isMap(yaml)) return undefined;
    const { places } = this.rendered;
    // An empty one is written by the value itself.
    if (yaml.items.length === 0) return places.originOf(shift(nodeSpan(yaml), offset)).value;
    let found: Origin | undefined;
    for (const { key } of yaml.items) {
      const { value } = places.originOf(shift(nodeSpan(key as Node), offset));
      if (!value || value.path.at(-1) !== keyText(key)) return undefined;
      const path = value.path.slice(0, -1);
      if (found && path.join('\0') !== found.path.join('\0')) return undefined;
      if (!found || found.file === 'values.yaml') found = { file: value.file, path };
    }
    return found;
  }

  #mappingAt({ start }: Span): { readonly node: ManifestNode; readonly offset: number } | undefined {
    const found = nodeAt(this.manifest, start);
    const { parent } = found?.node ?? {};
    return found && parent && { node: parent, offset: found.span.start - found.node.keySpan.start };
  }

  /** Whether lines would be added behind one that a value wrote: they may belong to the value. */
  #isBehindValue({ start, end }: Span): boolean {
    const { places, manifest } = this.rendered;
    const last = start - 2;
    return (
      start === end && manifest.text[start - 1] === '\n' && places.originOf(span(last, last + 1)).values.length > 0
    );
  }

  /** Whether a line stands in the template at the column at which it is rendered; `nindent` may have moved it. */
  #sameColumn({ file, span: { start } }: FilePlace, text: string, piece: Span): boolean {
    const source = this.#sources.textOf(file) ?? '';
    const indentAt = (line: string) => /^ */.exec(line)![0].length;
    const lineOf = (whole: string, offset: number) => whole.slice(whole.lastIndexOf('\n', offset - 1) + 1);
    return indentAt(lineOf(source, start)) === indentAt(lineOf(text, piece.start));
  }
}

/** A finding at its place in the chart; at a value, the template that writes it is named. */
export function placeInChart(finding: Finding, way: ChartWayBack): PlacedFinding | undefined {
  const placed = placeFinding(finding, way);
  const template = inFolder(way.rendered.places.originOf(finding.span).template);
  if (!placed || !template || template.file === placed.file) return placed;
  return { ...placed, related: [...placed.related, { ...template, message: chartMessages.writtenHere() }] };
}

/** The value itself where it is one word, else its key. */
export function spanOf(field: SourceField): Span {
  const { node, offset } = field;
  return shift(isPlain(field) ? node.span : node.keySpan, offset);
}

/** What lies in an archive can't be changed there. */
function inFolder(place: FilePlace | undefined): FilePlace | undefined {
  return place && !place.file.includes('.tgz/') ? place : undefined;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
