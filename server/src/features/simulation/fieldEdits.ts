/** Writes numbers that were tried out in a simulation into the manifest. */
import { shift } from '../../base/span.ts';
import { inOrder, type TextEdit } from '../../base/textEdit.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { type FieldOwner, fieldNode } from './fieldPlaces.ts';
import type { WorkloadInFile } from './workloads.ts';

export interface FieldNumber {
  readonly of: FieldOwner;
  readonly field: string;
  readonly value: number;
}

/**
 * The edits, relative to the file. Undefined where one of them cannot be written: a template or an alias decides the
 * field, or nothing is there to which it could be added.
 */
export function fieldEdits(placed: WorkloadInFile, edits: readonly FieldNumber[]): TextEdit[] | undefined {
  const { workload, offset } = placed;
  const all: TextEdit[] = [];
  for (const { of, field, value } of edits) {
    const node = fieldNode(field, placed, of);
    const name = node.path.at(-1);
    // What a patch leaves out may be added to it; what a template may add would stand there twice.
    const isOpen = node.unknown && (node.present || !workload.object.isPatch);
    if (isOpen || !Number.isInteger(value) || typeof name !== 'string') return undefined;
    const parent = node.parent;
    const made = node.present
      ? replaceValue(node, String(value))
      : parent?.isMap
        ? addField(parent, name, String(value))
        : undefined;
    if (made === undefined) return undefined;
    all.push(...made.map(({ span, newText }) => ({ span: shift(span, offset), newText })));
  }
  return inOrder(all);
}
