import { releaseAfter } from '../../schema/apiVersions.ts';
import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';

/** A server that doesn't know a field rejects it, or drops it silently where strict validation is off. */
export const fieldNotInRelease = defineRule({
  meta: {
    id: 'field-not-in-release',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A field that the target release does not have, yet or any more.',
    messages: {
      tooNew: '"{name}" is new in Kubernetes {since}; your target is {target}.',
      gone: '"{name}" is gone since Kubernetes {since}; your target is {target}.',
    },
    references: ['https://kubernetes.io/docs/reference/using-api/deprecation-policy/'],
  },
  *check({ object }, { kubernetes }) {
    for (const problem of problemsOf(object, kubernetes, 'fieldNotInRelease')) {
      const { path, name, release, since, until } = problem;
      const at = { at: object.root.at(path), on: 'key' } as const;
      if (since !== undefined && until === undefined)
        yield { ...at, message: 'tooNew', data: { name, since, target: release } };
      else yield { ...at, message: 'gone', data: { name, since: releaseAfter(until ?? ''), target: release } };
    }
  },
});
