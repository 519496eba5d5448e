/**
 * The page of the extension in VS Code: the README without its pictures. VS Code shows there only pictures that it fetches from
 * the web, neither those of the package nor those in the text itself; without a place on the web each would be a broken one.
 * The walkthrough has pictures that come with the extension.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './paths.ts';

/** From the top of the project. */
export const extensionPage = 'dist/README.md';

export async function writeExtensionPage(): Promise<void> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const page = join(root, extensionPage);
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, readme.replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, ''));
}
