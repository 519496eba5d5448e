/** Hovers in charts: what a value or an action of a template becomes, and what the field means there. */
import { formatFieldPath } from '../../base/fieldPath.ts';
import { span } from '../../base/span.ts';
import { type Hover, hover, type Paragraph } from '../hover/hover.ts';
import { nodeAt } from '../nodeAt.ts';
import type { SourceFiles } from '../rendered/sourceFiles.ts';
import { workloadAt, workloadsIn } from '../simulation/workloads.ts';
import type { targetOf } from '../target.ts';
import { chartMessages as say } from './messages.ts';
import type { RenderedManifest } from './renderedManifests.ts';
import type { ValueUse, ValueUses } from './valueUses.ts';

type Cluster = ReturnType<typeof targetOf>;

/** At a value: the first field that it writes, and where else it is used. */
export function hoverValue(
  uses: ValueUses,
  sources: SourceFiles,
  file: string,
  offset: number,
  cluster: Cluster,
): Hover | undefined {
  const field = sources.at(file, offset);
  if (!field) return undefined;
  const [first] = field.node.fields();
  const found = uses.of(file, field.node.path, first?.key);
  for (const use of found) {
    const about = hover(use.rendered.manifest, use.offset, cluster);
    if (about) return { span: field.span, paragraphs: [...about.paragraphs, ...writtenAs(use, found)] };
  }
  return undefined;
}

function writtenAs({ rendered, offset }: ValueUse, all: readonly ValueUse[]): Paragraph[] {
  const found = nodeAt(rendered.manifest, offset);
  const workload = workloadAt(workloadsIn(rendered.manifest), offset);
  if (!found || !workload) return [];
  const field = formatFieldPath(found.node.path);
  const place = say.writes({ field, workload: workload.label, template: rendered.template.file });
  return all.length === 1 ? [place] : [say.writesMore({ place, count: all.length - 1 })];
}

/** In a template: the field as it is rendered, with the value that decided it. */
export function hoverTemplate(rendered: RenderedManifest, offset: number, cluster: Cluster): Hover | undefined {
  const { places, template, manifest } = rendered;
  const piece = places.pieceOf(template.file, offset);
  if (!piece) return undefined;
  const inside = piece.isLiteral
    ? piece.rendered.start + offset - piece.place.start
    : firstVisible(manifest.text, piece.rendered);
  const inner = nodeAt(manifest, inside);
  if (!inner) return undefined;
  // An action that writes several fields is about what holds them.
  const start = inner.span.start - inner.node.keySpan.start;
  const mapping = inner.node.parent;
  const isBlock = !piece.isLiteral && mapping?.pair && manifest.text.slice(inside, piece.rendered.end).includes('\n');
  const at = isBlock ? mapping.keySpan.start + start : inside;
  const about = hover(manifest, at, cluster);
  if (!about) return undefined;
  const { value } = places.originOf(isBlock ? piece.rendered : inner.span);
  return {
    span: piece.isLiteral ? literalSpan(about.span, piece) : piece.place,
    paragraphs: [
      ...about.paragraphs,
      ...(value ? [say.writtenBy({ value: formatFieldPath(value.path), file: value.file })] : []),
    ],
  };
}

type Piece = NonNullable<ReturnType<RenderedManifest['places']['pieceOf']>>;

function firstVisible(text: string, { start, end }: Piece['rendered']): number {
  return start + /^\s*/.exec(text.slice(start, end))![0].length;
}

function literalSpan({ start, end }: Hover['span'], { rendered, place }: Piece): Hover['span'] {
  const by = place.start - rendered.start;
  return span(Math.max(start + by, place.start), Math.min(end + by, place.end));
}
