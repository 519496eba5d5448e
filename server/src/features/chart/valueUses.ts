/** What the values of a chart's files write: the way from a value to fields of rendered manifests. */
import type { FieldPath } from '../../base/fieldPath.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { Origin } from '../../traced/tracedText.ts';
import { nodeAt } from '../nodeAt.ts';
import { type WorkloadInFile, workloadsIn } from '../simulation/workloads.ts';
import type { ChartCheck } from './chartFindings.ts';
import type { RenderedManifest } from './renderedManifests.ts';

/** A field that a value has written. */
export interface ValueUse {
  readonly rendered: RenderedManifest;
  /** Where it stands in the rendered text: a scalar, or the key of a block. */
  readonly offset: number;
}

interface Piece extends ValueUse {
  /** A key has the same origin as its value. */
  readonly isKey: boolean;
}

/** A probe that is, as a whole, a value. */
export interface ProbeValue {
  readonly value: Origin;
  readonly rendered: RenderedManifest;
  readonly workload: WorkloadInFile;
}

export class ValueUses {
  readonly #check: ChartCheck;
  /** By file and path. */
  #pieces: ReadonlyMap<string, readonly Piece[]> | undefined;
  #probes: readonly ProbeValue[] | undefined;

  constructor(check: ChartCheck) {
    this.#check = check;
  }

  /** The fields that the value at a path of a file has written; those that it is where it is a mapping with this first field. */
  of(file: string, path: FieldPath, firstField: string | undefined): readonly ValueUse[] {
    if (firstField === undefined) return this.#piecesBy(file, path).filter(({ isKey }) => !isKey);
    const keys = this.#piecesBy(file, [...path, firstField]).filter(({ isKey }) => isKey);
    return keys.flatMap(({ rendered, offset }) => {
      const found = nodeAt(rendered.manifest, offset);
      const mapping = found?.node.parent;
      if (!found || !mapping?.pair) return [];
      const documentOffset = found.span.start - found.node.keySpan.start;
      const isWhole = samePath(this.#check.wayBack(rendered).valueOfMapping(mapping, documentOffset)?.path, path);
      return isWhole ? [{ rendered, offset: mapping.keySpan.start + documentOffset }] : [];
    });
  }

  /** The probes that values write as a whole. */
  get probes(): readonly ProbeValue[] {
    this.#probes ??= [...this.#check.inRendered.keys()].flatMap((rendered) =>
      workloadsIn(rendered.manifest).flatMap((workload) =>
        probesOf(workload).flatMap((node) => {
          const value = this.#check.wayBack(rendered).valueOfMapping(node, workload.offset);
          return value ? [{ value, rendered, workload }] : [];
        }),
      ),
    );
    return this.#probes;
  }

  #piecesBy(file: string, path: FieldPath): readonly Piece[] {
    this.#pieces ??= piecesIn(this.#check.inRendered.keys());
    return this.#pieces.get(keyOf(file, path)) ?? [];
  }
}

function probesOf({ workload }: WorkloadInFile): ManifestNode[] {
  return workload.pod.allContainers.flatMap(({ probes }) => probes.map(({ node }) => node));
}

function piecesIn(manifests: Iterable<RenderedManifest>): Map<string, Piece[]> {
  const found = new Map<string, Piece[]>();
  for (const rendered of manifests) {
    const { text } = rendered.manifest;
    for (const { span, origins } of rendered.places.pieces()) {
      const [origin] = origins;
      const blank = /^[\s"':-]*/.exec(text.slice(span.start, span.end))![0].length;
      // What is put together of several values is none of them.
      if (!origin || origins.length > 1 || blank === span.end - span.start) continue;
      const key = keyOf(origin.file, origin.path);
      const uses = found.get(key) ?? [];
      const offset = span.start + blank;
      found.set(key, uses);
      const name = String(origin.path.at(-1));
      const isKey = text.slice(offset, span.end) === name && text[span.end] === ':';
      uses.push({ rendered, offset, isKey });
    }
  }
  return found;
}

function keyOf(file: string, path: FieldPath): string {
  return [file, ...path].join('\0');
}

function samePath(a: FieldPath | undefined, b: FieldPath): boolean {
  return a !== undefined && keyOf('', a) === keyOf('', b);
}
