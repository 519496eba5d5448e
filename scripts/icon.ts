/** `node scripts/icon.ts`: draws `images/icon.png` from `images/icon.svg`, in Chromium, after the SVG has changed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './support/paths.ts';
import { main } from './support/progress.ts';
import { launchChromium } from './vscode/chromium.ts';

await main(async () => {
  const svg = await readFile(join(root, 'images/icon.svg'), 'utf8');
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body { margin: 0; } svg { display: block; }</style>${svg}`);
  await page.screenshot({ path: join(root, 'images/icon.png'), omitBackground: true });
  await browser.close();
});
