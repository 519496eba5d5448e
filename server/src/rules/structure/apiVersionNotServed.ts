import { replaceValue } from '../../manifest/edit.ts';
import { releaseAfter } from '../../schema/apiVersions.ts';
import { defineRule } from '../rule.ts';
import { problemsOf } from './problems.ts';

/** OpenShift 3 had its own kinds in the group of Kubernetes' own, and later releases still read them. Upstream: `openshift/api`, legacy groups. */
const servedByOpenShift: ReadonlySet<string> = new Set([
  'Build',
  'BuildConfig',
  'DeploymentConfig',
  'Group',
  'Image',
  'ImageStream',
  'ImageStreamTag',
  'OAuthClient',
  'Project',
  'ProjectRequest',
  'Route',
  'SecurityContextConstraints',
  'Template',
  'User',
]);

/** Upstream: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
export const apiVersionNotServed = defineRule({
  meta: {
    id: 'api-version-not-served',
    severity: 'error',
    appliesTo: 'object',
    summary: 'An API version that the target release does not serve for the kind.',
    messages: {
      removed: 'Since {release} Kubernetes no longer serves {kind} as {apiVersion}. Use {better}.',
      tooNew: 'Kubernetes serves {kind} as {apiVersion} from {release} on; your target is {target}.',
      never: 'No release of Kubernetes serves {kind} as {apiVersion}. Use {better}.',
      gone: 'Since {release} Kubernetes no longer serves {kind}, and nothing replaces it.',
      unknownKind: 'The API group of {apiVersion} has no kind {kind}. Did you mean {better}?',
      noKind: 'The API group of {apiVersion} has no kind {kind}.',
      use: 'Use {better}',
    },
    references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  },
  *check({ object }, { kubernetes }) {
    const { kind } = object;
    const at = object.root.get('apiVersion');
    const apiVersion = at.string ?? object.apiVersion;
    const use = (better: string | undefined) => () =>
      better === undefined
        ? []
        : [{ title: 'use', data: { better }, safe: false, edits: replaceValue(at, better) } as const];
    // What stands under a condition may be for other releases.
    const isGuarded = at.isConditional;
    for (const { versions, removedIn } of problemsOf(object, kubernetes, 'unknownVersion')) {
      const better = versions[0];
      const data = { kind, apiVersion, better: better ?? '', release: removedIn ?? '' };
      if (removedIn === undefined) yield { message: 'never', at, data, fixes: use(better) };
      else if (!isGuarded) yield { message: better === undefined ? 'gone' : 'removed', at, data, fixes: use(better) };
    }
    for (const { versions, since, until, release } of problemsOf(object, kubernetes, 'versionNotInRelease')) {
      if (isGuarded) continue;
      const better = versions[0];
      const data = { kind, apiVersion, better: better ?? '', target: release };
      if (until !== undefined) {
        const message = better === undefined ? 'gone' : 'removed';
        yield { message, at, data: { ...data, release: releaseAfter(until) }, fixes: use(better) };
      } else yield { message: 'tooNew', at, data: { ...data, release: since ?? '' }, fixes: use(better) };
    }
    for (const { suggestion } of problemsOf(object, kubernetes, 'unknownKind')) {
      const node = object.root.get('kind');
      if (apiVersion === 'v1' && servedByOpenShift.has(kind)) continue;
      if (suggestion === undefined) {
        yield { message: 'noKind', at: node, data: { kind, apiVersion } };
        continue;
      }
      const fixes = () => [
        { title: 'use', data: { better: suggestion }, safe: false, edits: replaceValue(node, suggestion) } as const,
      ];
      yield { message: 'unknownKind', at: node, data: { kind, apiVersion, better: suggestion }, fixes };
    }
  },
});
