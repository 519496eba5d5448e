/** Where the schemas come from: documents inside the Go module `k8s.io/kubernetes`, fetched by Go's own tool. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addEnums } from './enums.ts';
import { type OpenApiDocument, readOpenApi, type StructuralRelease } from './openapi.ts';

const openApi = 'api/openapi-spec/swagger.json';
const generatedGo = 'pkg/generated/openapi/zz_generated.openapi.go';

export const releasesPath = 'schemas/kubernetes-releases.txt';

/** The releases that the project covers, `v1.34.9` and so on. */
export function listedReleases(root: string): string[] {
  return readFileSync(join(root, releasesPath), 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Checksums of what a release was read from. */
export interface Provenance {
  /** Go's checksum of the whole module, as in `go.sum` and in the public checksum database. */
  readonly module: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Downloads a release (or finds it in Go's module cache) and returns its folder and Go's checksum. */
export function download(version: string): { dir: string; sum: string } {
  const { status, stdout, stderr, error } = spawnSync(
    'go',
    ['mod', 'download', '-json', `k8s.io/kubernetes@${version}`],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) throw new Error(`Generating needs the Go toolchain: ${error.message}`);
  if (status !== 0) throw new Error(`go mod download k8s.io/kubernetes@${version} failed:\n${stdout}${stderr}`);
  const { Dir: dir, Sum: sum } = JSON.parse(stdout) as { Dir: string; Sum: string };
  return { dir, sum };
}

/** The release's folder in Go's module cache, if it is there. Asks no network. */
export function cached(version: string): string | undefined {
  const { status, stdout } = spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const dir = join(stdout.trim(), `k8s.io/kubernetes@${version}`);
  return existsSync(join(dir, openApi)) ? dir : undefined;
}

export function read(dir: string): StructuralRelease {
  const release = readOpenApi(JSON.parse(readFileSync(join(dir, openApi), 'utf8')) as OpenApiDocument);
  addEnums(release, readFileSync(join(dir, generatedGo), 'utf8'));
  return release;
}

export function fileChecksums(dir: string): Record<string, string> {
  return Object.fromEntries([openApi, generatedGo].map((file) => [file, sha256(readFileSync(join(dir, file)))]));
}

export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
