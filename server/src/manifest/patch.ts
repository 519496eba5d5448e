/** Telling a fragment that is meant to be merged into an object from an object that lacks what it needs. */
import { findWorkloadKind, type WorkloadKind } from '../kubernetes/workloads.ts';
import type { ManifestNode } from './node.ts';
import type { ManifestObject } from './object.ts';

/** Whether an object is merged into another one (Kustomize, `kubectl patch`). What a patch lacks proves nothing. */
export function looksLikePatch(object: ManifestObject): boolean {
  return object.isPatch;
}

const withSelector = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

/**
 * Whether an object is most likely a patch: a workload in which no container has an image, and something else that the
 * kind can't do without is missing too.
 */
export function isPatchByLooks(root: ManifestNode, apiVersion: string, kind: string): boolean {
  const workload = findWorkloadKind(apiVersion, kind);
  return workload !== undefined && kind !== 'Pod' && lacksTooMuch(root, workload);
}

function lacksTooMuch(root: ManifestNode, { kind, podPath, restartPolicyRequired }: WorkloadKind): boolean {
  const spec = root.at(podPath).get('spec');
  const containers = ['initContainers', 'containers'].flatMap((list) => spec.get(list).items());
  if (containers.some((container) => container.get('image').present)) return false;
  if (withSelector.has(kind)) return !root.get('spec').get('selector').present;
  return restartPolicyRequired && !spec.get('restartPolicy').present;
}

/** Upstream: apimachinery `pkg/util/strategicpatch/patch.go`. */
const directive = /^\$(patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/;

export function isPatchDirective(key: string): boolean {
  return directive.test(key);
}

/** Whether an object says what to do with another one's fields (`$patch: delete`): only patches do. */
export function hasDirective(node: ManifestNode): boolean {
  // Nearly all documents have none, and the text tells so at once.
  if (!node.document.text.includes('$')) return false;
  return (
    node.fields().some((field) => isPatchDirective(field.key) || hasDirective(field.node)) ||
    node.items().some(hasDirective)
  );
}
