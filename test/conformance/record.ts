/**
 * Builds the recorder of a room for a release of Kubernetes and runs it:
 * `node test/conformance/record.ts kubelet 1.37 [FLAG…] < cases > recorded`. Needs Go and the Go module proxy; the first
 * build of a release takes minutes. What the recorder's module requires is what the release itself requires, so each
 * release is run with its own dependencies.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The patch releases that the recordings in the project are from. */
const patches: Readonly<Record<string, string>> = {
  '1.33': '1.33.13',
  '1.34': '1.34.9',
  '1.35': '1.35.6',
  '1.36': '1.36.3',
  '1.37': '1.37.2',
};
const rooms = path.join(import.meta.dirname);
const cache = path.join(import.meta.dirname, '../../.cache/recorders');

function go(args: readonly string[], folder: string): string {
  const { status, stdout } = spawnSync('go', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`go ${args.join(' ')} failed`);
  return stdout;
}

/** The module file of Kubernetes itself, with its staging folders taken from the proxy. */
function moduleOf(version: string, folder: string): { mod: string; sum: string } {
  const download = go(['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`], folder);
  const { Dir: source } = JSON.parse(download) as { Dir: string };
  const staging = /=> \.\/staging\/src\/(k8s\.io\/[\w-]+)/g;
  const mod = readFileSync(path.join(source, 'go.mod'), 'utf8')
    .replace(/^module .*/m, 'module recorder')
    .replace(staging, `=> $1 v0.${version.slice(2)}`);
  const sum = readFileSync(path.join(source, 'go.sum'), 'utf8');
  return { mod: `${mod}\nrequire k8s.io/kubernetes v${version}\n`, sum };
}

/** Builds the recorder unless it is newer than its sources, and returns its path. */
function build(room: string, version: string): string {
  const sources = path.join(rooms, room, 'recorder');
  const folder = path.join(cache, `${room}-${version}`);
  const recorder = path.join(folder, 'recorder');
  const files = readdirSync(sources).filter((file) => file.endsWith('.go'));
  const changedAt = (file: string) => statSync(file).mtimeMs;
  const newest = Math.max(...files.map((file) => changedAt(path.join(sources, file))));
  if (existsSync(recorder) && changedAt(recorder) > newest) return recorder;
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(path.join(sources, file), path.join(folder, file));
  if (!existsSync(path.join(folder, 'go.mod'))) {
    const { mod, sum } = moduleOf(version, folder);
    writeFileSync(path.join(folder, 'go.mod'), mod);
    writeFileSync(path.join(folder, 'go.sum'), sum);
  }
  // Where the API of Kubernetes has changed, files name the releases that they are for.
  // The recorder of the kubelet reaches for what the standard library draws at random.
  const flags = ['-mod=mod', '-ldflags=-checklinkname=0', '-tags', `k1${version.split('.')[1]}`, '-o', recorder, '.'];
  go(files.some((file) => file.endsWith('_test.go')) ? ['test', '-c', ...flags] : ['build', ...flags], folder);
  return recorder;
}

const [room = '', release = '', ...flags] = process.argv.slice(2);
const recorder = build(room, patches[release] ?? release);
const { status } = spawnSync(recorder, flags, { stdio: 'inherit' });
process.exitCode = status ?? 1;
