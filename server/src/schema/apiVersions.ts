/** Which API versions serve a kind in the releases that the catalog covers. */
import { groupOf } from '../kubernetes/apiVersions.ts';
import { kindsOf } from './catalog.ts';
import { isAvailable } from './release.ts';

/** The API versions that serve a kind in a release, those of `group` first, stable before beta before alpha, newest first. */
export function apiVersionsOf(kind: string, release: string, group: string): string[] {
  return kindsOf(kind)
    .filter((entry) => isAvailable(entry, release))
    .map((entry) => entry.apiVersion)
    .sort((a, b) => Number(groupOf(b) === group) - Number(groupOf(a) === group) || compareVersions(a, b));
}

/** Upstream: apimachinery `pkg/version/helpers.go`, CompareKubeAwareVersionStrings. */
function compareVersions(a: string, b: string): number {
  return rank(b) - rank(a) || (a < b ? -1 : 1);
}

function rank(apiVersion: string): number {
  const [, major = '0', stage, minor = '0'] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
  const stability = stage === undefined ? 2 : stage === 'beta' ? 1 : 0;
  return stability * 1e6 + Number(major) * 1e3 + Number(minor);
}

export { releaseAfter } from './release.ts';
