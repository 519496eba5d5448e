/** Versions and conditions on them, as `github.com/Masterminds/semver/v3` reads them (`version.go`, `constraints.go`). */

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const versionPattern =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\da-z-]+(?:\.[\da-z-]+)*))?(?:\+([\da-z-]+(?:\.[\da-z-]+)*))?$/i;

export function parseVersion(text: string): Version | undefined {
  const match = versionPattern.exec(text);
  if (!match) return undefined;
  const [, major, minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease, metadata, original: text };
}

/** Negative where `a` is older. Metadata don't count. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePrereleases(a.prerelease, b.prerelease);
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    if (x === y) continue;
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const xIsNumber = /^\d+$/.test(x);
    const yIsNumber = /^\d+$/.test(y);
    if (xIsNumber && yIsNumber) return Number(x) - Number(y);
    if (xIsNumber !== yIsNumber) return xIsNumber ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

interface Condition {
  readonly operator: string;
  readonly version: Version;
  /** Which part is left out or a wildcard. */
  readonly open: 'none' | 'major' | 'minor' | 'patch';
}

/** Conditions of which one group must be met in whole. */
export type Constraint = readonly (readonly Condition[])[];

const part = '(\\d+|[xX*])';
const release = `v?${part}(?:\\.${part})?(?:\\.${part})?(-[\\da-zA-Z-]+(?:\\.[\\da-zA-Z-]+)*)?(?:\\+[\\da-zA-Z-]+(?:\\.[\\da-zA-Z-]+)*)?`;
const rangePattern = new RegExp(`^\\s*(${release})\\s+-\\s+(${release})\\s*$`);
const conditionPattern = new RegExp(`^(=||!=|>|<|>=|=>|<=|=<|~|~>|\\^)\\s*${release}$`);

export function parseConstraint(text: string): Constraint | undefined {
  const groups: Condition[][] = [];
  for (const group of text.split('||')) {
    const range = rangePattern.exec(group);
    const source = range ? `>=${range[1]} <=${range[6]}` : group;
    const conditions: Condition[] = [];
    for (const piece of source
      .replace(/(?<=[=!<>~^])\s+/g, '')
      .split(/[,\s]+/)
      .filter((found) => found !== '')) {
      const condition = readCondition(piece);
      if (!condition) return undefined;
      conditions.push(condition);
    }
    if (conditions.length === 0) return undefined;
    groups.push(conditions);
  }
  return groups;
}

function readCondition(text: string): Condition | undefined {
  const match = conditionPattern.exec(text);
  if (!match) return undefined;
  const [, operator = '', major = '', minor, patch, prerelease = ''] = match;
  const isOpen = (found: string | undefined) => found === undefined || /^[xX*]$/.test(found);
  const open = isOpen(major) ? 'major' : isOpen(minor) ? 'minor' : isOpen(patch) ? 'patch' : 'none';
  const numberOf = (found: string | undefined) => (isOpen(found) ? 0 : Number(found));
  const version = {
    major: numberOf(major),
    minor: open === 'major' ? 0 : numberOf(minor),
    patch: open === 'major' || open === 'minor' ? 0 : numberOf(patch),
    prerelease: prerelease.slice(1),
    metadata: '',
    original: text,
  };
  return { operator, version, open };
}

export function satisfies(version: Version, constraint: Constraint): boolean {
  return constraint.some((conditions) => conditions.every((condition) => meets(version, condition)));
}

function meets(version: Version, condition: Condition): boolean {
  const { operator, version: wanted, open } = condition;
  // What is not released yet meets only conditions that speak of such.
  if (version.prerelease !== '' && wanted.prerelease === '' && (operator !== '!=' || open !== 'none')) return false;
  const order = compareVersions(version, wanted);
  switch (operator) {
    case '!=':
      return open === 'none' ? order !== 0 : !isWithin(version, condition);
    case '>':
      if (open === 'none') return order > 0;
      if (version.major !== wanted.major) return version.major > wanted.major;
      return open === 'patch' && version.minor > wanted.minor;
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      if (open === 'none') return order <= 0;
      if (version.major > wanted.major) return false;
      return !(version.major === wanted.major && version.minor > wanted.minor && open === 'patch');
    case '~':
    case '~>':
      return isWithin(version, condition);
    case '^':
      return isCompatible(version, condition);
    default:
      return open === 'none' ? order === 0 : isWithin(version, condition);
  }
}

function isWithin(version: Version, { version: wanted, open }: Condition): boolean {
  if (open === 'major') return true;
  if (wanted.major === 0 && wanted.minor === 0 && wanted.patch === 0 && open === 'none') return true;
  if (compareVersions(version, wanted) < 0 || version.major !== wanted.major) return false;
  return open === 'minor' || version.minor === wanted.minor;
}

function isCompatible(version: Version, { version: wanted, open }: Condition): boolean {
  if (compareVersions(version, wanted) < 0) return false;
  if (wanted.major > 0 || open === 'minor' || open === 'major') return version.major === wanted.major;
  if (version.major !== 0) return false;
  if (wanted.minor > 0 || open === 'patch') return version.minor === wanted.minor;
  return version.minor === 0 && version.patch === wanted.patch;
}
