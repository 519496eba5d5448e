/** In a custom resource that carries pods, what stands in a pod is completed as in a PodTemplate. */
import type { FieldPath } from '../../base/fieldPath.ts';
import { findCustomWorkloadKind } from '../../kubernetes/workloads.ts';
import type { Cursor } from '../../manifest/cursor.ts';
import { parsePodPath } from '../../manifest/workload.ts';
import { definitionAt } from '../../schema/catalog.ts';

/** The cursor as the schema knows its place; the same one where Kubernetes itself has the kind, and outside of pods. */
export function asInPodTemplate(cursor: Cursor, podPaths: Readonly<Record<string, readonly string[]>>): Cursor {
  if (!cursor.object) return cursor;
  const { apiVersion, kind } = cursor.object;
  if (definitionAt(apiVersion, kind, []) !== undefined) return cursor;
  const custom = findCustomWorkloadKind(apiVersion, kind, podPaths)?.custom;
  // Lists of containers by other names hold containers with other fields.
  if (!custom || custom.containerLists) return cursor;
  for (const pattern of custom.paths) {
    const steps = parsePodPath(pattern);
    if (!isWithin(cursor.path, steps)) continue;
    const inside = cursor.path.slice(steps.length);
    const path: FieldPath = isSpec(steps, inside) ? ['template', 'spec', ...inside] : ['template', ...inside];
    return { ...cursor, object: { apiVersion: 'v1', kind: 'PodTemplate' }, path };
  }
  return cursor;
}

function isWithin(path: FieldPath, pattern: FieldPath): boolean {
  return path.length >= pattern.length && pattern.every((step, index) => step === '*' || step === path[index]);
}

/** Whether the place is a pod's spec itself, as the field in it or its own name tells. */
function isSpec(pattern: FieldPath, [first]: FieldPath): boolean {
  if (first === 'spec' || first === 'metadata') return false;
  return first !== undefined || /spec$/i.test(String(pattern.at(-1)));
}
