/** Inlay hints of what a chart becomes, behind the text of a template or the value that decides it. */
import { type Span, shift, span } from '../../base/span.ts';
import { type InlayHint, inlayHints } from '../inlayHints/inlayHints.ts';
import { nodeAt } from '../nodeAt.ts';
import type { SourceFiles } from '../rendered/sourceFiles.ts';
import type { ChartCheck } from './chartFindings.ts';
import { spanOf } from './chartWayBack.ts';
import type { RenderedManifest } from './renderedManifests.ts';

/** The hints of a template, where the chart rendered it; those of blocks that values write stand there. */
export function hintsInTemplate(rendered: RenderedManifest): InlayHint[] {
  const { places, template, manifest } = rendered;
  return onceEach(
    hintsOf(rendered).flatMap((hint) => {
      const piece = span(hint.offset - 1, hint.offset);
      if (manifest.text[piece.start] === ':' && !places.literalPlace(piece)) return [];
      const { template: place } = places.originOf(piece);
      return place?.file === template.file ? [{ ...hint, offset: place.span.end }] : [];
    }),
  );
}

/** The hints of a file of values: what is said of a field or a probe stands behind the value that it is. */
export function hintsInValues(check: ChartCheck, file: string): InlayHint[] {
  return onceEach(
    [...check.inRendered.keys()].flatMap((rendered) =>
      hintsOf(rendered).flatMap((hint) => {
        const offset = placeInValues(check, rendered, file, hint.offset);
        return offset === undefined ? [] : [{ ...hint, offset }];
      }),
    ),
  );
}

function hintsOf({ manifest }: RenderedManifest): InlayHint[] {
  return manifest.documents.flatMap((document) => inlayHints(document) ?? []);
}

function placeInValues(
  check: ChartCheck,
  rendered: RenderedManifest,
  file: string,
  offset: number,
): number | undefined {
  const { manifest } = rendered;
  const { sources } = check;
  if (manifest.text[offset - 1] !== ':') {
    const { value } = rendered.places.originOf(span(offset - 1, offset));
    const found = value?.file === file ? sources.value(file, value.path) : undefined;
    return found && spanOf(found).end;
  }
  const found = nodeAt(manifest, offset - 1);
  if (!found) return undefined;
  const value = check.wayBack(rendered).valueOfMapping(found.node, found.span.start - found.node.keySpan.start);
  const field = value?.file === file ? sources.value(file, value.path) : undefined;
  return field && behindKey(sources, file, shift(field.node.keySpan, field.offset));
}

/** Behind the colon where nothing but a comment follows in the line. */
function behindKey(sources: SourceFiles, file: string, { end }: Span): number | undefined {
  const text = sources.textOf(file) ?? '';
  const colon = text.indexOf(':', end);
  const line = text.indexOf('\n', colon);
  const behind = text.slice(colon + 1, line < 0 ? undefined : line).trim();
  const isKeyOnly = colon >= 0 && /^["']?[ \t]{0,9}$/.test(text.slice(end, colon));
  return isKeyOnly && (behind === '' || behind.startsWith('#')) ? colon + 1 : undefined;
}

/** One value may be used by many: what is said of it first counts. */
function onceEach(hints: readonly InlayHint[]): InlayHint[] {
  const seen = new Set<string>();
  return hints
    .filter(({ offset, label }) => {
      const identity = `${offset} ${label.id}`;
      return !seen.has(identity) && seen.add(identity);
    })
    .sort((a, b) => a.offset - b.offset);
}
