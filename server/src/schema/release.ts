import type { Availability } from './schemaFile.ts';

/** Compares minor releases: `1.9` is before `1.10`. */
export function compareReleases(a: string, b: string): number {
  if (a === b) return 0;
  const [aMajor, aMinor] = numbersOf(a);
  const [bMajor, bMinor] = numbersOf(b);
  return aMajor - bMajor || aMinor - bMinor;
}

const known = new Map<string, readonly [major: number, minor: number]>();
/** There are some dozens of releases; what is beyond that comes from a user. */
const mostKnown = 100;

/** Rules ask for the same few releases hundreds of times a document. */
function numbersOf(release: string): readonly [major: number, minor: number] {
  const before = known.get(release);
  if (before) return before;
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const numbers = [major, minor] as const;
  if (known.size < mostKnown) known.set(release, numbers);
  return numbers;
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
