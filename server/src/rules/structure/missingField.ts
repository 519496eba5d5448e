import { type FieldPath, formatFieldPath } from '../../base/fieldPath.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { compareReleases } from '../../schema/release.ts';
import { claimNames } from '../container/podVolumes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isDropped } from './guardedFields.ts';
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
  *check({ object }, context) {
    for (const { path, name } of problemsOf(object, context.kubernetes, 'missingRequired')) {
      // Only the first handler's port is looked at: invalid-port knows which that is.
      // What a claim's sources need is told by invalid-claim, what a file needs by invalid-volume-source.
      if (
        /\.(httpGet|tcpSocket|grpc)\.port$|^spec\.dataSource(Ref)?\.|downwardAPI\.items\[\d+\]\.(fieldRef\.fieldPath|resourceFieldRef\.resource)$/.test(
          formatFieldPath(path),
        )
      )
        continue;
      if (isUnseen(path, object, context)) continue;
      const node = object.root.at(path);
      if (name === 'claimName' && isReplaced(node, object)) continue;
      yield { message: 'missing', at: node, data: { name } };
    }
  },
});

/** Whether the API server does not look there. */
function isUnseen(path: FieldPath, object: ManifestObject, context: RuleContext): boolean {
  // A selector of metrics is handed on as it is.
  if (object.kind === 'HorizontalPodAutoscaler' && path.includes('matchExpressions')) return true;
  // Before 1.34 the claims of a StatefulSet are looked at when they are made.
  const isOldClaim = object.kind === 'StatefulSet' && compareReleases(context.kubernetes, '1.34') < 0;
  return (isOldClaim && path[1] === 'volumeClaimTemplates') || isDropped(object, path, context);
}

/** Whether the volume of a StatefulSet gives way to a claim of the same name. */
function isReplaced(claimName: ManifestNode, object: ManifestObject): boolean {
  const name = claimName.parent?.parent?.get('name').string;
  return object.kind === 'StatefulSet' && name !== undefined && claimNames(object.root).includes(name);
}
