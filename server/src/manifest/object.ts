/** A Kubernetes object as a manifest writes it: a document of its own, or an item of a `List`. */

import type { YamlDocument } from '../yaml/document.ts';
import { ManifestNode } from './node.ts';

export interface ManifestObject {
  readonly document: YamlDocument;
  readonly root: ManifestNode;
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`, where it is written plainly. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** The objects of a document; none where it isn't a manifest. Lists are opened, also lists in lists. */
export function objectsOf(document: YamlDocument): ManifestObject[] {
  return [...objectsAt(ManifestNode.root(document), 0)];
}

function* objectsAt(root: ManifestNode, depth: number): Generator<ManifestObject> {
  const apiVersion = root.get('apiVersion').string;
  const kind = root.get('kind').string;
  if (apiVersion === undefined || kind === undefined) return;
  const metadata = root.get('metadata');
  yield {
    document: root.document,
    root,
    apiVersion,
    kind,
    name: metadata.get('name').string,
    namespace: metadata.get('namespace').string,
  };
  if (kind.endsWith('List') && root.get('items').isList && depth < 5) {
    for (const item of root.get('items').items()) yield* objectsAt(item.asRoot(), depth + 1);
  }
}
