import type { Availability } from './schemaFile.ts';

/** Compares minor releases: `1.9` is before `1.10`. */
export function compareReleases(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** Whether a thing with this availability exists in the release. */
export function isAvailable(thing: Availability, release: string): boolean {
  return (
    (thing.since === undefined || compareReleases(thing.since, release) <= 0) &&
    (thing.until === undefined || compareReleases(release, thing.until) <= 0)
  );
}

/** The release after this one, for sentences such as "gone since 1.32". */
export function releaseAfter(release: string): string {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return `${major}.${minor + 1}`;
}
