/** Makes `schemas/kubernetes.json` and the record of what it was made from; proves offline that both still agree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaFile } from '../../server/src/schema/schemaFile.ts';
import { format, merge, type NamedRelease, project } from './merge.ts';
import type { StructuralRelease } from './openapi.ts';
import { applyOverlay, type Overlay, unusedFacts } from './overlay.ts';
import {
  cached,
  download,
  fileChecksums,
  listedReleases,
  type Provenance,
  read,
  releasesPath,
  sha256,
} from './sources.ts';

export const schemaPath = 'schemas/kubernetes.json';
export const recordPath = 'schemas/kubernetes.sources.json';
const overlayPath = 'schemas/overlay.json';
/** The code between the sources and the structure: another reader may read something else from the same sources. */
const readerPaths = ['openapi.ts', 'enums.ts', 'overlay.ts'].map((file) => `scripts/generate-schemas/${file}`);

/** What `kubernetes.sources.json` remembers. */
interface SourceRecord {
  /** Checksum of the code and the overlay that the structures were read with. */
  readonly reader: string;
  readonly releases: Readonly<Record<string, Provenance & { readonly structure: string }>>;
}

/** Reads every listed release from its Go module. Needs the network unless Go's module cache has them. */
export function generate(root: string): { schema: string; record: string } {
  const overlay = readOverlay(root);
  const releases: NamedRelease[] = [];
  const record: Record<string, Provenance & { structure: string }> = {};
  for (const version of listedReleases(root)) {
    const { dir, sum } = download(version);
    const structure = read(dir);
    const release = named(version, structure);
    applyOverlay(structure, release.minor, overlay);
    releases.push(release);
    record[version] = { module: sum, files: fileChecksums(dir), structure: checksum(structure) };
  }
  const unused = unusedFacts(
    releases.map((release) => release.structure),
    overlay,
  );
  if (unused.length > 0) throw new Error(`${overlayPath} names fields that no release has: ${unused.join(', ')}`);
  const lines = Object.entries(record).map(([version, entry]) => `"${version}":${JSON.stringify(entry)}`);
  return {
    schema: format(merge(releases)),
    record: `{\n"reader":"${readerChecksum(root)}",\n"releases":{\n${lines.join(',\n')}\n}\n}\n`,
  };
}

/**
 * What is wrong with the committed files, without network. Each release's structure is taken back out of the merged file
 * and must have the checksum that it had when it was read from its (checksummed) sources; merging these structures again
 * must give the file byte by byte. Where Go's module cache has a release, its sources are read once more as well.
 */
export function check(root: string): string[] {
  const text = readFileSync(join(root, schemaPath), 'utf8');
  const record = JSON.parse(readFileSync(join(root, recordPath), 'utf8')) as SourceRecord;
  const complaints: string[] = [];
  const listed = listedReleases(root);
  if (Object.keys(record.releases).join() !== listed.join()) {
    complaints.push(`${recordPath} doesn't cover the releases in ${releasesPath}`);
  }
  if (record.reader !== readerChecksum(root)) {
    complaints.push(`${schemaPath} was made with other versions of ${readerPaths.join(', ')} or ${overlayPath}`);
  }
  const file = JSON.parse(text) as SchemaFile;
  const releases = Object.entries(file.releases).map(([minor, patch]) => named(`v${patch}`, project(file, minor)));
  for (const [version, { structure, files }] of Object.entries(record.releases)) {
    const release = releases.find(({ patch }) => `v${patch}` === version);
    if (release === undefined || checksum(release.structure) !== structure) {
      complaints.push(`${schemaPath} doesn't say about ${version} what its sources say`);
    }
    const dir = cached(version);
    if (dir === undefined || release === undefined) continue;
    const again = read(dir);
    applyOverlay(again, release.minor, readOverlay(root));
    if (JSON.stringify(fileChecksums(dir)) !== JSON.stringify(files) || checksum(again) !== structure) {
      complaints.push(`${version}: Go's module cache has other sources than ${recordPath} remembers`);
    }
  }
  if (format(merge(releases)) !== text) complaints.push(`${schemaPath} isn't as the generator writes it`);
  return complaints;
}

function readOverlay(root: string): Overlay {
  return JSON.parse(readFileSync(join(root, overlayPath), 'utf8')) as Overlay;
}

function readerChecksum(root: string): string {
  return sha256([...readerPaths, overlayPath].map((path) => readFileSync(join(root, path), 'utf8')).join('\0'));
}

/** `v1.34.9` → 1.34, 1.34.9 */
function named(version: string, structure: StructuralRelease): NamedRelease {
  const patch = version.replace(/^v/, '');
  return { minor: patch.split('.').slice(0, 2).join('.'), patch, structure };
}

function checksum(structure: StructuralRelease): string {
  return sha256(JSON.stringify(sorted(structure)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
