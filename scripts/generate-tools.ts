/** `npm run generate:tools`: writes the tools for assistants into `package.json`. `--check` fails where they differ. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declaredTools } from './support/languageModelTools.ts';
import { root } from './support/paths.ts';
import { main, UserError } from './support/progress.ts';

await main(async () => {
  const file = join(root, 'package.json');
  const text = await readFile(file, 'utf8');
  const manifest = JSON.parse(text) as { readonly contributes: object };
  const contributes = { ...manifest.contributes, languageModelTools: declaredTools() };
  const written = `${JSON.stringify({ ...manifest, contributes }, undefined, 2)}\n`;
  if (written === text) return;
  if (process.argv.includes('--check')) throw new UserError('package.json differs: npm run generate:tools');
  await writeFile(file, written);
});
