import type { FieldPath } from '../../base/fieldPath.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { compareReleases, releaseAfter } from '../../schema/release.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';
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
      meant: '"{value}" is not a value of {field}. Did you mean "{suggestion}"?',
      tooNew: '"{value}" for {field} is new in Kubernetes {since}; your target {target} knows {allowed}.',
      gone: '"{value}" for {field} is gone since Kubernetes {since}; your target {target} knows {allowed}.',
      unsupported: '"{value}" is not a value of {field}, which takes {allowed}.',
      replace: 'Replace by "{suggestion}"',
    },
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  },
  *check({ object }, { kubernetes }) {
    for (const { path, value, allowed, definition, since, until, release } of problemsOf(
      object,
      kubernetes,
      'notInEnum',
    )) {
      if (hasOwnRule(path)) continue;
      const field = nameOfField(path, definition);
      const node = object.root.at(path);
      if (since !== undefined || until !== undefined) {
        const isNew = since !== undefined && compareReleases(release, since) < 0;
        const turn = isNew ? since : releaseAfter(until ?? '');
        const data = { field, value, since: turn, target: release, allowed: allowed.join(', ') };
        yield { message: isNew ? 'tooNew' : 'gone', at: node, data };
        continue;
      }
      const suggestion = suggest(value, allowed);
      if (suggestion === undefined) {
        yield { message: 'unsupported', at: node, data: { value, field, allowed: allowed.join(', ') } };
        continue;
      }
      const safe = suggestion.toLowerCase() === value.toLowerCase();
      const fixes = () => [{ title: 'replace', safe, edits: replaceValue(node, suggestion) } as const];
      yield { message: 'meant', at: node, data: { value, field, suggestion }, fixes };
    }
  },
});
