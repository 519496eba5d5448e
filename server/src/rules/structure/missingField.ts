import { formatFieldPath } from '../../base/fieldPath.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { claimNames } from '../container/podVolumes.ts';
import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';

/** Upstream: `field.Required`. Fields with a story of their own (probe handlers, selectors …) have rules of their own. */
export const missingField = defineRule({
  meta: {
    id: 'missing-field',
    severity: 'error',
    appliesTo: 'object',
    general: true,
    summary: 'A field without which the API server rejects the object.',
    messages: {
      missing: '"{name}" is required here.',
    },
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  },
  *check({ object }, { kubernetes }) {
    for (const { path, name } of problemsOf(object, kubernetes, 'missingRequired')) {
      // Only the first handler's port is looked at: invalid-port knows which that is.
      // What a claim's sources need is told by invalid-claim, what a file needs by invalid-volume-source.
      if (
        /\.(httpGet|tcpSocket|grpc)\.port$|^spec\.dataSource(Ref)?\.|downwardAPI\.items\[\d+\]\.fieldRef\.fieldPath$/.test(
          formatFieldPath(path),
        )
      )
        continue;
      const node = object.root.at(path);
      if (name === 'claimName' && isReplaced(node, object)) continue;
      yield { message: 'missing', at: node, data: { name } };
    }
  },
});

/** Whether the volume of a StatefulSet gives way to a claim of the same name. */
function isReplaced(claimName: ManifestNode, object: ManifestObject): boolean {
  const name = claimName.parent?.parent?.get('name').string;
  return object.kind === 'StatefulSet' && name !== undefined && claimNames(object.root).includes(name);
}
