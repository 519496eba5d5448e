import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundle } from './bundles.ts';
import { extensionPage, writeExtensionPage } from './extensionPage.ts';
import { root, vsix } from './paths.ts';
import { run } from './processes.ts';
import { UserError } from './progress.ts';
import { recompress } from './recompress.ts';

/** More than this takes a user's time and disk for nothing. */
const maximumBytes = 1_200_000;

/** Bundles for production and packages `probewise.vsix`; fails if it is larger than promised. Gives its size in bytes. */
export async function packageExtension(): Promise<number> {
  await bundle({ production: true });
  await writeExtensionPage();
  await createVSIX({
    cwd: root,
    readmePath: extensionPage,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
    rewriteRelativeLinks: false,
  });
  await writeFile(vsix, await recompress(await readFile(vsix)));
  const { size } = await stat(vsix);
  if (size > maximumBytes) {
    throw new UserError(`probewise.vsix has ${size} bytes; at most ${maximumBytes} are allowed.`);
  }
  return size;
}

/** The same in a process of its own, whose output is shown only if it fails. */
export async function packageExtensionQuietly(): Promise<void> {
  await run(process.execPath, [join(root, 'scripts/package.ts')], { cwd: root });
}
