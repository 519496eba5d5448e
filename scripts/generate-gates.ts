/**
 * `npm run generate:gates [-- --check]`: makes the table of feature gates.
 *
 * Generating reads the first and the listed patch of every release in `schemas/kubernetes-releases.txt` from the Go
 * module `k8s.io/kubernetes`, and where the two differ the patch in which each gate turned. Checking proves without
 * network that the committed table follows from what was read, and fails if it doesn't.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asksFor, readGates } from './generate-gates/features.ts';
import {
  compareVersions,
  format,
  type GateTable,
  type GuardEntry,
  makeTable,
  minorOf,
  project,
  type ReleaseGates,
  wordsOf,
} from './generate-gates/table.ts';
import { cached, download, listedReleases, sha256 } from './generate-schemas/sources.ts';
import { root } from './support/paths.ts';

const tablePath = 'server/src/kubernetes/gates.generated.ts';
const recordPath = 'schemas/gates.sources.json';
const guardsPath = 'schemas/gates.json';
const readerPaths = ['features.ts', 'table.ts'].map((file) => `scripts/generate-gates/${file}`);

/** What was read: Go's checksum of each module, and a checksum of what its sources say. */
interface SourceRecord {
  readonly reader: string;
  readonly releases: Readonly<Record<string, { readonly module: string; readonly says: string }>>;
}

const entries = JSON.parse(readFileSync(join(root, guardsPath), 'utf8')) as readonly GuardEntry[];
const readerChecksum = sha256(
  [...readerPaths, guardsPath].map((path) => readFileSync(join(root, path), 'utf8')).join('\0'),
);

function read(dir: string, version: string): ReleaseGates {
  const source = (path: string): string => {
    const file = join(dir, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const files = ['kube_features.go', 'versioned_kube_features.go'].map((file) => source(`pkg/features/${file}`));
  const guards = entries.flatMap(({ gate, sources }, number) =>
    sources.some((place) => {
      const [path = '', ...functions] = place.split(' ');
      return asksFor(gate, source(path), functions);
    })
      ? [number]
      : [],
  );
  return { version, gates: readGates(files, minorOf(version)), guards };
}

/** What a version says, in a form that has a checksum. */
function says(release: ReleaseGates): string {
  const gates = [...release.gates].map(([name, state]): [string, string] => [name, wordsOf(state)]);
  return checksum({ gates: gates.sort(([a], [b]) => (a < b ? -1 : 1)), guards: release.guards });
}

function checksum(said: { gates: [string, string][]; guards: number[] | readonly number[] }): string {
  return sha256(JSON.stringify([said.gates, said.guards]));
}

function generate(): void {
  const record: Record<string, { module: string; says: string }> = {};
  const known = new Map<string, ReleaseGates>();
  const readVersion = (version: string): ReleaseGates => {
    const { dir, sum } = download(`v${version}`);
    const release = read(dir, version);
    known.set(version, release);
    record[version] = { module: sum, says: says(release) };
    return release;
  };
  for (const listed of listedReleases(root)) {
    const newest = listed.replace(/^v/, '');
    const minor = minorOf(newest);
    searchTurns(readVersion(`${minor}.0`), readVersion(newest), readVersion);
  }
  const releases = [...known.values()].sort((a, b) => compareVersions(a.version, b.version));
  const lines = releases.map(({ version }) => `"${version}":${JSON.stringify(record[version])}`);
  writeFileSync(join(root, tablePath), format(makeTable(releases, entries)));
  writeFileSync(join(root, recordPath), `{\n"reader":"${readerChecksum}",\n"releases":{\n${lines.join(',\n')}\n}\n}\n`);
}

/**
 * Reads the patches between two in which a gate turned: half of the rest at a time. What the module proxy doesn't have is
 * passed over; the turn counts from the next patch that it has.
 */
function searchTurns(first: ReleaseGates, last: ReleaseGates, readVersion: (version: string) => ReleaseGates): void {
  if (says(first) === says(last)) return;
  const [a, b] = [first, last].map(({ version }) => Number(version.split('.')[2])) as [number, number];
  const middle = (a + b) / 2;
  const between = Array.from({ length: Math.max(0, b - a - 1) }, (_, index) => a + 1 + index);
  for (const patch of between.sort((x, y) => Math.abs(x - middle) - Math.abs(y - middle))) {
    const found = attempt(() => readVersion(`${minorOf(first.version)}.${patch}`));
    if (!found) continue;
    searchTurns(first, found, readVersion);
    searchTurns(found, last, readVersion);
    return;
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

async function check(): Promise<string[]> {
  const table = (await import(join(root, tablePath))) as GateTable;
  const record = JSON.parse(readFileSync(join(root, recordPath), 'utf8')) as SourceRecord;
  const complaints: string[] = [];
  const newest = listedReleases(root).map((version) => version.replace(/^v/, ''));
  for (const version of newest.filter((one) => !(one in record.releases))) {
    complaints.push(`${recordPath} lacks ${version}`);
  }
  if (record.reader !== readerChecksum) {
    complaints.push(`${tablePath} was made with other versions of ${readerPaths.join(', ')} or ${guardsPath}`);
  }
  for (const [version, { says: said }] of Object.entries(record.releases)) {
    if (checksum(project(table, version)) !== said) {
      complaints.push(`${tablePath} doesn't say about ${version} what its sources say`);
    }
    const dir = cached(`v${version}`);
    if (dir !== undefined && says(read(dir, version)) !== said) {
      complaints.push(`${version}: Go's module cache has other sources than ${recordPath} remembers`);
    }
  }
  const guards = table.guards.map((guard, number) => ({ ...guard, sources: entries[number]?.sources ?? [] }));
  if (format({ gates: table.gates, guards }) !== readFileSync(join(root, tablePath), 'utf8')) {
    complaints.push(`${tablePath} isn't as the generator writes it`);
  }
  return complaints;
}

if (!process.argv.includes('--check')) generate();
else {
  const complaints = await check();
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) {
    console.error('Run: npm run generate:gates');
    process.exitCode = 1;
  }
}
