import { addField, renameKey } from '../../manifest/edit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { apiVersionsOf } from '../../schema/apiVersions.ts';
import { allKinds, fieldsOf, type KindSchema } from '../../schema/catalog.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule, type RawFinding } from '../rule.ts';

const messages = {
  noVersion: 'apiVersion is missing: kubectl refuses this {kind}. Add `apiVersion: {version}`.',
  noKind: 'kind is missing: kubectl refuses this object. Say what it is.',
  misspelt: '"{key}" is not a field of an object. Did you mean "{field}"?',
  notText: '{field} must be text.',
  add: 'Add apiVersion: {version}',
  rename: 'Rename to {field}',
} as const;

/** Without both, nothing knows what a document is: kubectl refuses it, and no other rule looks at it. */
export const missingKind = defineRule({
  meta: {
    id: 'missing-kind',
    severity: 'error',
    appliesTo: 'document',
    summary: 'An object says its apiVersion and its kind.',
    messages,
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/unstructured/unstructured.go',
    ],
  },
  *check({ document }, { kubernetes }) {
    const { role } = document.context;
    if (role === 'patch' || role === 'data') return;
    for (const object of objectsIn(ManifestNode.root(document.yaml), 0)) yield* checkObject(object, kubernetes);
  },
});

/** What stands where an object should: the document itself, or the items of a list. */
function* objectsIn(node: ManifestNode, depth: number): Generator<ManifestNode> {
  if (!node.isMap) return;
  yield node;
  if (depth > 5 || !node.get('kind').string?.endsWith('List')) return;
  for (const item of node.get('items').items()) yield* objectsIn(item.asRoot(), depth + 1);
}

function* checkObject(root: ManifestNode, kubernetes: string): Generator<RawFinding<keyof typeof messages>> {
  const apiVersion = root.get('apiVersion');
  const kind = root.get('kind');
  const fields = [apiVersion, kind];
  const [missing, ...others] = fields.filter((node) => !node.unknown && !node.string);
  if (!missing || others.length > 0 || root.partial) return;
  const field = missing === kind ? 'kind' : 'apiVersion';
  const keys = root.fields().map(({ key }) => key);
  const misspelt = missing.present ? undefined : keys.find((key) => suggest(key, [field]) === field);
  // Without metadata it is one only if that is written otherwise.
  if (!root.get('metadata').isMap && misspelt === undefined) return;
  const candidates = allKinds().filter((known) =>
    missing === kind ? known.apiVersion === apiVersion.string : known.kind === kind.string,
  );
  const rest = keys.filter((key) => key !== misspelt && key !== 'apiVersion' && key !== 'kind');
  // Something else may have a kind and metadata, too: an object of Kubernetes has nothing that its kind doesn't know.
  if (!candidates.some((candidate) => hasFields(candidate, rest, kubernetes))) return;
  if (missing.isSet && !missing.isMap && missing.value !== '') {
    yield { message: 'notText', at: missing, data: { field } };
  } else if (misspelt !== undefined) {
    const at = root.get(misspelt);
    const edits = () => renameKey(at, field);
    const data = { key: misspelt, field };
    yield {
      message: 'misspelt',
      at,
      on: 'key',
      data,
      fixes: () => [{ title: 'rename', data, safe: true, edits: edits() }],
    };
  } else if (missing === kind) {
    yield { message: 'noKind', at: kind, on: apiVersion.span };
  } else {
    const [version = ''] = apiVersionsOf(kind.string ?? '', kubernetes, '');
    const data = { kind: kind.string ?? '', version };
    const fixes = () =>
      missing.present || version === ''
        ? []
        : [{ title: 'add', data, safe: true, edits: addField(root, 'apiVersion', version) } as const];
    yield { message: 'noVersion', at: apiVersion, on: kind.span, data, fixes };
  }
}

function hasFields({ definition }: KindSchema, keys: readonly string[], kubernetes: string): boolean {
  const known = new Set(fieldsOf(definition, kubernetes).map(({ name }) => name));
  return keys.every((key) => known.has(key));
}
