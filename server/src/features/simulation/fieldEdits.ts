/** Writes what was tried out in a simulation into the manifest: numbers, and probes that were not there. */
import { shift } from '../../base/span.ts';
import { inOrder, type TextEdit } from '../../base/textEdit.ts';
import { type Probe, probeField } from '../../kubernetes/pod.ts';
import { addField, addMapping, replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { type FieldOwner, fieldNode } from './fieldPlaces.ts';
import type { WorkloadInFile } from './workloads.ts';

export interface WantedField {
  readonly of: FieldOwner;
  readonly field: string;
  /** A number, or all of a probe that the container does not have yet. */
  readonly value: number | Probe;
}

/**
 * The edits, relative to the file. Undefined where one of them cannot be written: a template or an alias decides the
 * field, or nothing is there to which it could be added.
 */
export function fieldEdits(placed: WorkloadInFile, edits: readonly WantedField[]): TextEdit[] | undefined {
  const { workload, offset } = placed;
  const all: TextEdit[] = [];
  for (const { of, field, value } of edits) {
    const node = fieldNode(field, placed, of);
    // What a patch leaves out may be added to it; what a template may add would stand there twice.
    const isOpen = node.unknown && (node.present || !workload.object.isPatch);
    const made = isOpen ? undefined : typeof value === 'number' ? numberEdits(node, value) : probeEdits(node, value);
    if (made === undefined) return undefined;
    all.push(...made.map(({ span, newText }) => ({ span: shift(span, offset), newText })));
  }
  return inOrder(all);
}

function numberEdits(node: ManifestNode, value: number): TextEdit[] | undefined {
  const name = node.path.at(-1);
  if (!Number.isInteger(value) || typeof name !== 'string') return undefined;
  if (node.present) return replaceValue(node, String(value));
  return node.parent?.isMap ? addField(node.parent, name, String(value)) : undefined;
}

const probes: readonly unknown[] = Object.values(probeField);

function probeEdits(node: ManifestNode, probe: Probe): TextEdit[] | undefined {
  const name = node.path.at(-1);
  if (node.present || !probes.includes(name) || !node.parent?.isMap) return undefined;
  return addMapping(node.parent, String(name), { ...(probe as object) });
}
