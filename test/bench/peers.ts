/**
 * `npm run bench:peers`: `probewise check` on 10,000 files beside kubeconform and kube-score, built with Go from its module
 * proxy, in one run on one machine: time on the wall and memory. Needs Go, and the network the first time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCommandLine } from '../../scripts/support/bundles.ts';
import { root } from '../../scripts/support/paths.ts';
import { writeManifestTree } from './manifestTree.ts';
import { formatTable } from './measure.ts';

const files = 10_000;
const rounds = 3;
const peers = {
  kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0',
  'kube-score': 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
} as const;
const kubernetes = 'k8s.io/kubernetes@v1.35.6';

const programs = join(root, '.cache/peers');
const folder = mkdtempSync(join(tmpdir(), 'probewise-peers-'));
try {
  console.log(await bench());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<string> {
  buildPeers();
  const [tree, schemas, cache] = [join(folder, 'tree'), join(folder, 'schemas'), join(folder, 'cache')];
  writeManifestTree(tree, files);
  writeSchemas(schemas);
  const { outfile } = await bundleCommandLine(folder);
  const check = [process.execPath, outfile, 'check', '--fail-on', 'never'];
  const location = join(schemas, '{{.ResourceKind}}{{.KindSuffix}}.json');
  const commands: Readonly<Record<string, readonly string[]>> = {
    kubeconform: [
      join(programs, 'kubeconform'),
      ...['-n', '4', '-summary', '-ignore-missing-schemas', '-schema-location', location, tree],
    ],
    'kube-score': [join(programs, 'kube-score'), 'score', ...manifestsIn(tree)],
    'check, cold': [...check, tree],
    'check, warm': [...check, '--cache-location', cache, tree],
  };
  await run(commands['check, warm']!);
  const runs = new Map(Object.keys(commands).map((name) => [name, [] as Run[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, command] of Object.entries(commands)) runs.get(name)!.push(await run(command));
  const medianOf = (name: string) => {
    const seconds = runs.get(name)!.map(({ seconds }) => seconds);
    return seconds.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!;
  };
  const rows = Object.keys(commands).map((name) => {
    const median = medianOf(name);
    const peakMb = Math.max(...runs.get(name)!.map(({ peakMb }) => peakMb));
    const ratios = ['kubeconform', 'kube-score'].map((peer) => (median / medianOf(peer)).toFixed(2));
    return [name, `${median.toFixed(2)} s`, ...ratios, `${peakMb.toFixed(0)} MB`];
  });
  const head = [`${files} files, median of ${rounds}`, 'wall', '× kubeconform', '× kube-score', 'peak memory'];
  return formatTable([head, ...rows]);
}

interface Run {
  /** On the wall. */
  readonly seconds: number;
  /** Of the process with all its threads; 0 where the system does not tell. */
  readonly peakMb: number;
}

async function run([program = '', ...args]: readonly string[]): Promise<Run> {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid));
  }, 20);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    // 1: something was found.
    if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${errors}`);
  } finally {
    clearInterval(watch);
  }
  return { seconds: (performance.now() - startedMs) / 1000, peakMb };
}

/** What Linux says of the most memory that a process had so far, in MB. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function buildPeers(): void {
  mkdirSync(programs, { recursive: true });
  for (const [name, module] of Object.entries(peers))
    if (!existsSync(join(programs, name)))
      execFileSync('go', ['install', module], { env: { ...process.env, GOBIN: programs }, stdio: 'inherit' });
}

/** What kube-score can read: it stops at what is no object, and at a value of another type. */
function manifestsIn(tree: string): string[] {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .filter((name) =>
      /\/(?:workload|service|ingress|cleanup|migration|network-policy|disruption-budget)\.yaml$/.test(name),
    )
    .map((name) => join(tree, name))
    .filter((path) => !readFileSync(path, 'utf8').includes('periodSeconds: "10"'));
}

interface Swagger {
  readonly definitions: Readonly<Record<string, Record<string, unknown>>>;
}

/** JSON Schemas as kubeconform looks for them, one for each kind, from Kubernetes' own description of its API. */
function writeSchemas(target: string): void {
  const { Dir } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', kubernetes], { encoding: 'utf8' })) as {
    Dir: string;
  };
  const { definitions } = JSON.parse(readFileSync(join(Dir, 'api/openapi-spec/swagger.json'), 'utf8')) as Swagger;
  const free = (name: string) => /\.(?:IntOrString|Quantity)$/.test(name);
  mkdirSync(target);
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = (definition['x-kubernetes-group-version-kind'] ?? []) as Record<
      'group' | 'version' | 'kind',
      string
    >[];
    if (kinds.length !== 1) continue;
    const used: Record<string, object> = {};
    const use = (one: string) => {
      if (used[one]) return;
      used[one] = free(one) ? { type: ['string', 'number'] } : definitions[one]!;
      for (const [, inner] of JSON.stringify(used[one]).matchAll(/"#\/definitions\/([^"]+)"/g)) use(inner!);
    };
    use(name);
    const { group, version, kind } = kinds[0]!;
    const suffix = [group.split('.')[0], version].filter(Boolean).join('-');
    const schema = { $ref: `#/definitions/${name}`, definitions: used };
    writeFileSync(join(target, `${kind}-${suffix}.json`.toLowerCase()), JSON.stringify(schema));
  }
}
