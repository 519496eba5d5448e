/** The licences of the packages that are part of the bundles, as their authors ask for them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './paths.ts';
import { UserError } from './progress.ts';

const head = `Probewise contains the following software of others, each under its own licence.\n`;
const rule = '-'.repeat(80);

/** The text of `ThirdPartyNotices.txt`: name, version and licence of each bundled package. Fails where one has no licence. */
export async function thirdPartyNotices(metafiles: readonly Metafile[]): Promise<string> {
  const notices = await Promise.all(packageFolders(metafiles).map(noticeOf));
  return [head, ...notices].join(`\n${rule}\n\n`);
}

/** Folders below the checkout, each once and in order of their names. */
export function packageFolders(metafiles: readonly Metafile[]): string[] {
  const files = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

async function noticeOf(folder: string): Promise<string> {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = (await readdir(path))
    .filter((file) => /^(?:licen[cs]e|notice|third-?party-?notices)/i.test(file))
    .sort();
  if (files.length === 0) throw new UserError(`${name} ${version} is bundled and has no file with its licence.`);
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')));
  return `${name} ${version}${license === undefined ? '' : ` (${license})`}\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
