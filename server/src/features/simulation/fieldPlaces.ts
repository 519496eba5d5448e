/** Where the fields stand in a file that a simulation names. */
import { formatFieldPath, parseFieldPath } from '../../base/fieldPath.ts';
import { type Span, shift, span } from '../../base/span.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { nodeInPod } from '../../manifest/workload.ts';
import type { WorkloadInFile } from './workloads.ts';

/** Whose path a field has: that of the pod, as in a `Trace`, or that of the workload, as in a `RolloutTrace`. */
export type FieldOwner = 'pod' | 'workload';

/** The place of a field; relative to the file. One that is not written stands at the nearest field around it that is. */
export function fieldPlace(path: string, placed: WorkloadInFile, owner: FieldOwner): Span {
  return shift(writtenSpan(fieldNode(path, placed, owner)), placed.offset);
}

/** The field as the manifest has it, be it written or not. */
export function fieldNode(path: string, placed: WorkloadInFile, owner: FieldOwner): ManifestNode {
  const { workload } = placed;
  return owner === 'pod'
    ? nodeInPod(workload, parseFieldPath(path))
    : workload.object.root.at(parseFieldPath(fieldInManifest(path, placed)));
}

/** Where the manifest has what paths of the owner call `spec`, e.g. `spec.template.spec` for a pod's. */
export function specPath({ workload }: WorkloadInFile, owner: FieldOwner): string {
  const { kind, podPath, pod } = workload;
  // A CronJob holds its Job's spec deeper.
  if (owner === 'workload') return kind.kind === 'CronJob' ? 'spec.jobTemplate.spec' : 'spec';
  return formatFieldPath(pod.template === pod.spec ? podPath : [...podPath, 'spec']);
}

/** A field of the workload as the manifest has it. */
export function fieldInManifest(field: string, placed: WorkloadInFile): string {
  return field.replace(/^spec\b/, specPath(placed, 'workload'));
}

function writtenSpan(node: ManifestNode): Span {
  let written = node;
  while (!written.present && written.parent) written = written.parent;
  // The top of an object has no key of its own.
  if (written.path.length === 0) written = written.get('kind');
  const { keySpan, span: value } = written;
  return keySpan.end <= value.start ? span(keySpan.start, value.end) : keySpan;
}
