/** Telling a fragment that is meant to be merged into an object from an object that lacks what it needs. */
import type { FieldPath } from '../base/fieldPath.ts';
import { onceFor } from '../base/onceFor.ts';
import { findWorkloadKind, type WorkloadKind } from '../kubernetes/workloads.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { ManifestNode } from './node.ts';

const withSelector = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

/**
 * Whether an object is most likely a patch: a workload in which no container has an image, and something else that the
 * kind can't do without is missing too; or one that names neither its pods' labels nor a selector for them; or a Service
 * with neither ports nor selector, perhaps without a spec; or what is only looked for.
 */
export function isPatchByLooks(root: ManifestNode, apiVersion: string, kind: string): boolean {
  if (isExpectation(root) || isRecorded(root)) return true;
  if (apiVersion === 'v1' && kind === 'Service') {
    const spec = root.get('spec');
    if (isEmptied(spec)) return false;
    return (
      (!spec.isSet && !spec.unknown) || (spec.isMap && isMissing(spec.get('ports')) && isMissing(spec.get('selector')))
    );
  }
  const workload = findWorkloadKind(apiVersion, kind);
  // Who writes a patch says something with it.
  if (workload && wayTo([...workload.podPath, 'spec'], root).some(isEmptied)) return false;
  return workload !== undefined && kind !== 'Pod' && lacksTooMuch(root, workload);
}

/**
 * Whether an object tells nothing that one could create: it names neither itself nor anything beside its labels, or it has
 * a status alone. So tests of operators write what they look for in the cluster. A template that makes a name and nothing
 * else names objects that are there.
 */
function isExpectation(root: ManifestNode): boolean {
  const said = root.fields().map(({ key }) => key);
  if (!said.every((key) => ['apiVersion', 'kind', 'metadata', 'status'].includes(key))) return false;
  const metadata = root.get('metadata');
  if (said.length <= 3 && metadata.get('name').unknown && metadata.fields().length === 1) return true;
  const isNamed = ['name', 'generateName'].some((field) => !isMissing(metadata.get(field)));
  return root.get('status').isMap ? root.get('status').fields().length > 0 : !isNamed && metadata.get('labels').isMap;
}

/** Whether an owner has no UID: the object was taken from a cluster, and stripped of what differs from run to run. */
function isRecorded(root: ManifestNode): boolean {
  const owners = root.get('metadata').get('ownerReferences').items();
  return owners.some(
    (owner) => owner.isMap && owner.get('controller').isSet && !owner.get('uid').unknown && !owner.get('uid').string,
  );
}

function lacksTooMuch(root: ManifestNode, { kind, podPath, restartPolicyRequired }: WorkloadKind): boolean {
  const spec = root.at(podPath).get('spec');
  const containers = ['initContainers', 'containers'].flatMap((list) => spec.get(list).items());
  const hasImage = containers.some((container) => !isMissing(container.get('image')));
  if (withSelector.has(kind)) {
    const hasLabels = !isMissing(root.at(podPath).get('metadata').get('labels'));
    return isMissing(root.get('spec').get('selector')) && !(hasImage && hasLabels);
  }
  if (hasImage) return false;
  return restartPolicyRequired && isMissing(spec.get('restartPolicy'));
}

/** The fields on the way to a field, and the field itself. */
function wayTo(path: FieldPath, root: ManifestNode): ManifestNode[] {
  return path.map((_, index) => root.at(path.slice(0, index + 1)));
}

/** Written with nothing in it. */
function isEmptied(node: ManifestNode): boolean {
  return node.present && !node.unknown && !node.partial && (node.isMap ? node.fields().length === 0 : !node.isSet);
}

/** Neither written nor made by a template. */
function isMissing(node: ManifestNode): boolean {
  return !node.present && !node.unknown;
}

/** Upstream: apimachinery `pkg/util/strategicpatch/patch.go`. */
const directive = /^\$(patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/;

export function isPatchDirective(key: string): boolean {
  return directive.test(key);
}

/** Whether an object says what to do with another one's fields (`$patch: delete`): only patches do. */
export function hasDirective(node: ManifestNode): boolean {
  return mayHaveDirectives(node.document) && directiveBelow(node);
}

/** Nearly all documents have none, and the text tells so at once; a `List` asks for each of its items. */
const mayHaveDirectives = onceFor(({ text }: YamlDocument) =>
  /\$(patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/.test(text),
);

/** ytt merges an overlay into the objects that it matches. */
export const isYttOverlay = onceFor(({ text }: YamlDocument) => text.includes('#@overlay/'));

function directiveBelow(node: ManifestNode): boolean {
  return (
    node.fields().some((field) => isPatchDirective(field.key) || directiveBelow(field.node)) ||
    node.items().some(directiveBelow)
  );
}
