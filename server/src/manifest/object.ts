/** A Kubernetes object as a manifest writes it: a document of its own, or an item of a `List`. */

import { onceFor } from '../base/onceFor.ts';
import { meantApiVersion } from '../kubernetes/apiVersions.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { type ManifestContext, noContext } from './context.ts';
import { ManifestNode } from './node.ts';
import { hasDirective, isPatchByLooks, isYttOverlay } from './patch.ts';

export interface ManifestObject {
  readonly document: YamlDocument;
  readonly root: ManifestNode;
  /** The one that is meant: a Deployment of `v1` is read as one of `apps/v1`. What is written is in `root`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`, where it is written plainly. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly context: ManifestContext;
  /** Whether it is merged into another object, or looks so: what it lacks proves nothing. */
  readonly isPatch: boolean;
}

/** The objects of a document; none where it isn't a manifest. Lists are opened, also lists in lists. */
export function objectsOf(document: YamlDocument, context: ManifestContext = noContext): ManifestObject[] {
  return context.role === 'data' ? [] : [...objectsAt(ManifestNode.root(document), context, 0)];
}

/** Where labels are added, these need not be written. */
const labelled: ReadonlySet<string> = new Set(['selector', 'matchLabels', 'labels']);
/** OpenShift: a trigger of a `DeploymentConfig` names the image of its containers. */
const triggered: ReadonlySet<string> = new Set(['image']);

/** What the items of a `DeploymentList` are where they don't say it. */
interface Implied {
  readonly apiVersion: string;
  readonly kind: string;
}

function* objectsAt(
  top: ManifestNode,
  context: ManifestContext,
  depth: number,
  implied?: Implied,
): Generator<ManifestObject> {
  const isNameless = top.isMap && !top.get('apiVersion').present && !top.get('kind').present;
  const written = isNameless ? implied?.apiVersion : top.get('apiVersion').string;
  const kind = isNameless ? implied?.kind : top.get('kind').string;
  if (written === undefined || kind === undefined) return;
  const apiVersion = meantApiVersion(written, kind);
  const looksLikePatch = () => hasDirective(top) || isYttOverlay(top.document) || isPatchByLooks(top, apiVersion, kind);
  const isPatch = context.role === 'patch' || (context.role === undefined && looksLikePatch());
  const root = isPatch ? top.asPartial() : withOthersFields(top, kind, context);
  const metadata = root.get('metadata');
  yield {
    document: root.document,
    root,
    apiVersion,
    kind,
    name: metadata.get('name').string,
    namespace: metadata.get('namespace').string,
    context,
    isPatch,
  };
  if (kind.endsWith('List') && root.get('items').isList && depth < 5) {
    const itemKind = kind.slice(0, -'List'.length);
    const ofItems = itemKind === '' ? undefined : { apiVersion, kind: itemKind };
    for (const item of root.get('items').items()) yield* objectsAt(item.asRoot(), context, depth + 1, ofItems);
  }
}

/** The object with the fields unknown that somebody else fills in. */
function withOthersFields(top: ManifestNode, kind: string, context: ManifestContext): ManifestNode {
  const names = othersFields(context);
  if (kind === 'DeploymentConfig' && top.get('spec').get('triggers').isSet)
    return top.withFilledIn(names.size === 0 ? triggered : new Set([...names, ...triggered]));
  return names.size === 0 ? top : top.withFilledIn(names);
}

const othersFields = onceFor(
  ({ addsLabels, patchedFields = [] }: ManifestContext): ReadonlySet<string> =>
    new Set([...patchedFields, ...(addsLabels ? labelled : [])]),
);
