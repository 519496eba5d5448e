import type { FieldPath } from '../../base/fieldPath.ts';
import { allOf, anyOf } from '../../base/message.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { compareReleases, releaseAfter } from '../../schema/release.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isDropped } from './guardedFields.ts';
import { problemsOf } from './problems.ts';
import { nameOfField } from './words.ts';

/** Fields that the API server looks at only in some places, or names otherwise: rules of their own know where. */
const ownRules = [
  /^httpGet\.scheme$/,
  /^(strategy|updateStrategy)\.type$/,
  /ontainers\.restartPolicy$/,
  /^lifecycle\.stopSignal$/,
];

function hasOwnRule(path: FieldPath): boolean {
  const names = path.filter((step) => typeof step === 'string').slice(-2);
  return ownRules.some((pattern) => pattern.test(names.join('.')));
}

/** Upstream: `field.NotSupported`, and the enumerations of the OpenAPI document. */
export const notInEnum = defineRule({
  meta: {
    id: 'not-in-enum',
    severity: 'error',
    appliesTo: 'object',
    general: true,
    summary: 'A value that is not among those the field takes.',
    messages: {
      meant: '{field} can’t be "{value}". Did you mean "{suggestion}"?',
      tooNew: '{field} can be "{value}" from Kubernetes {since} on; your target {target} knows {allowed}.',
      gone: '{field} can no longer be "{value}" since Kubernetes {since}; your target {target} knows {allowed}.',
      unsupported: '{field} must be {allowed}, not "{value}".',
      replace: 'Replace by "{suggestion}"',
    },
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  },
  *check({ object }, context) {
    const { kubernetes } = context;
    for (const { path, value, allowed, definition, since, until, release } of problemsOf(
      object,
      kubernetes,
      'notInEnum',
    )) {
      // A status is emptied before an object is made.
      if (hasOwnRule(path) || path[0] === 'status') continue;
      if (object.kind === 'HorizontalPodAutoscaler' && path.includes('matchExpressions')) continue;
      const field = nameOfField(path);
      const node = object.root.at(path);
      const named = namedAs(path, definition);
      if (since !== undefined || until !== undefined) {
        const isNew = since !== undefined && compareReleases(release, since) < 0;
        const turn = isNew ? since : releaseAfter(until ?? '');
        const data = { field, value, since: turn, target: release, allowed: allOf(allowed) };
        yield { message: isNew ? 'tooNew' : 'gone', at: node, path: named, data };
        continue;
      }
      if (isUnseen(object, path, context)) continue;
      const suggestion = suggest(value, allowed);
      if (suggestion === undefined) {
        yield { message: 'unsupported', at: node, path: named, data: { value, field, allowed: anyOf(allowed) } };
        continue;
      }
      const safe = suggestion.toLowerCase() === value.toLowerCase();
      const fixes = () => [{ title: 'replace', safe, edits: replaceValue(node, suggestion) } as const];
      yield { message: 'meant', at: node, path: named, data: { value, field, suggestion }, fixes };
    }
  },
});

/** Of a few fields the API server names something around them. */
/** Whether the API server drops the value before it looks; of CronJobs the jobs are looked at first. */
function isUnseen(object: ManifestObject, path: FieldPath, context: RuleContext): boolean {
  return isDropped(object, path, context) && !(object.kind === 'CronJob' && path.at(-1) === 'podReplacementPolicy');
}

function namedAs(path: FieldPath, definition: string): FieldPath {
  const name = path.at(-1);
  if (definition === 'core.v1.ContainerResizePolicy') return path.slice(0, -2);
  if (definition === 'core.v1.PodOS' || /accessModes$/.test(String(path.at(-2)))) return path.slice(0, -1);
  return definition === 'core.v1.VolumeMount' ? [...path.slice(0, -2), name!] : path;
}
