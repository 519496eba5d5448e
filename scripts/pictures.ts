/**
 * `npm run pictures`: the pictures of the README. The recording is made here, of the playground; those of the editor are
 * taken from the last run of `npm run test:editor -- --only page pictures`.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { exampleManifest } from '../client/page/example.ts';
import { animatedWebp, type Frame } from './support/animatedWebp.ts';
import { bundlePage } from './support/bundles.ts';
import { root, testResults } from './support/paths.ts';
import { pageOf } from './support/playground.ts';
import { main, step } from './support/progress.ts';
import { launchChromium } from './vscode/chromium.ts';

const size = { width: 1100, height: 760 };
const ofEditor = ['simulation', 'rollout', 'findings'];

await main(async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: size, colorScheme: 'dark' });
    await page.setContent(
      pageOf(await step('Building the page', bundlePage), {
        manifest: exampleManifest,
        name: 'web.yaml',
        scenario: 'slow-start',
      }),
    );
    const frames = await step('Recording', () => record(page));
    await writeFile(join(root, 'images/panel.webp'), animatedWebp(frames, size.width, size.height));
    for (const name of ofEditor) {
      const picture = join(testResults, `${name}.png`);
      if (existsSync(picture))
        await writeFile(join(root, `images/${name}.webp`), await toWebp(page, await readFile(picture)));
    }
  } finally {
    await browser.close();
  }
});

/** A start that takes too long; what another threshold would do; all thresholds at once. */
async function record(page: Page): Promise<Frame[]> {
  const frames: Frame[] = [];
  const shoot = async (shownMs: number) => {
    frames.push({ webp: await toWebp(page, await page.screenshot()), shownMs });
  };
  await page.locator('.timeline .lane').first().waitFor();
  await page.getByRole('button', { name: 'Manifest' }).click();
  await shoot(2000);
  await page.getByRole('button', { name: 'What if' }).click();
  await shoot(800);
  const threshold = page.getByRole('slider', { name: 'failureThreshold' }).last();
  for (const value of [4, 5, 6, 7, 8]) {
    await threshold.fill(`${value}`);
    await page.waitForTimeout(250);
    await shoot(value === 8 ? 2200 : 350);
  }
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('button', { name: 'Sweep' }).click();
  for (let row = 0; row < 4; row++) {
    await page.waitForTimeout(500);
    await shoot(400);
  }
  await page.locator('.sweep-result').getByText('of these').waitFor();
  await shoot(3000);
  return frames;
}

async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const bytes = await page.evaluate(async (base64) => {
    const binary = atob(base64);
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(binary, (char) => char.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, png.toString('base64'));
  return Buffer.from(bytes);
}
