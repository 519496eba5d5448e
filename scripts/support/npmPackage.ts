/** The command line as an npm package: one bundle, a manifest of its own, no dependencies and no install scripts. */
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleCommandLine } from './bundles.ts';
import { dist, root } from './paths.ts';
import { run } from './processes.ts';
import { UserError } from './progress.ts';

/** More than this takes a user's time and disk for nothing. */
const maximumBytes = 3_000_000;

export const npmFolder = join(dist, 'npm');

/** Files that are shipped as they are, by their places in the package. */
const files: Readonly<Record<string, string>> = {
  'README.md': 'docs/cli.md',
  LICENSE: 'LICENSE',
  'CHANGELOG.md': 'CHANGELOG.md',
  'docs/agents.md': 'docs/agents.md',
  'docs/ci.md': 'docs/ci.md',
  'docs/ci/gitlab.yml': 'docs/ci/gitlab.yml',
  'docs/editors.md': 'docs/editors.md',
  'skills/probewise/SKILL.md': 'docs/skill/SKILL.md',
};

export interface NpmPackage {
  readonly tarball: string;
  readonly unpackedBytes: number;
}

/** Builds and packs it; fails if it is larger than promised. */
export async function packageCommandLine(): Promise<NpmPackage> {
  await rm(npmFolder, { recursive: true, force: true });
  await mkdir(npmFolder, { recursive: true });
  const { outfile, notices } = await bundleCommandLine(npmFolder);
  await chmod(outfile, 0o755);
  await writeFile(join(npmFolder, 'ThirdPartyNotices.txt'), notices);
  for (const [to, from] of Object.entries(files)) {
    await mkdir(join(npmFolder, to, '..'), { recursive: true });
    await copyFile(join(root, from), join(npmFolder, to));
  }
  await writeFile(join(npmFolder, 'package.json'), `${JSON.stringify(await manifest(), undefined, 2)}\n`);
  const packed = await run('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', dist], {
    cwd: npmFolder,
  });
  // npm answers with a list, or, of workspaces, with a record.
  const answer = JSON.parse(packed) as readonly PackedByNpm[] | Readonly<Record<string, PackedByNpm>>;
  const [{ filename, unpackedSize }] = Object.values(answer) as [PackedByNpm];
  if (unpackedSize > maximumBytes)
    throw new UserError(`The npm package has ${unpackedSize} bytes unpacked; at most ${maximumBytes} are allowed.`);
  return { tarball: join(dist, filename), unpackedBytes: unpackedSize };
}

interface PackedByNpm {
  readonly filename: string;
  readonly unpackedSize: number;
}

/** Of the extension's manifest what is true of the command line, too. */
async function manifest(): Promise<object> {
  const { version, license, keywords } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly license: string;
    readonly keywords: readonly string[];
  };
  return {
    name: 'probewise',
    version,
    description:
      'Checks, simulates, tunes and explains the life of Kubernetes pods: probes, restarts, image pulls, rollouts.',
    license,
    keywords: [...keywords, 'lint', 'mcp', 'lsp', 'simulation'],
    repository: { type: 'git', url: 'git+https://github.com/probewise/probewise.git' },
    bin: { probewise: 'probewise.cjs' },
    engines: { node: '>=20' },
    files: ['probewise.cjs', 'ThirdPartyNotices.txt', 'CHANGELOG.md', 'docs', 'skills'],
  };
}
