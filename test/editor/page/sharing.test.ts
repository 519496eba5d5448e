import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/support/paths.ts';
import { launchChromium } from '../../../scripts/vscode/chromium.ts';
import { useEditor } from './editor.ts';

describe('a simulation leaves the editor', () => {
  const window = useEditor('dark');

  it('as one file that plays on its own in a browser', async () => {
    const editor = window();
    await editor.openFile('web-three-probes.yaml');
    await editor.codeLens('Simulate').click();
    const panel = editor.webview();
    await panel.getByLabel('Timeline', { exact: true }).waitFor();
    await panel.getByLabel('Scenario').selectOption('deadlock');
    await editor.page.locator('.tab', { hasText: 'Deadlock' }).waitFor();
    await panel.getByRole('button', { name: 'Share' }).click();
    await editor.screenshot('share-dark');
    await panel.getByRole('button', { name: 'One HTML file' }).click();
    const name = editor.page.locator('.quick-input-widget input[type="text"]');
    await name.waitFor();
    const proposed = async () => (await name.inputValue()).trim();
    await expect.poll(proposed, { timeout: 10_000 }).toMatch(/deadlock\.html$/);
    const path = await proposed();
    await editor.page.keyboard.press('Enter');
    const file = path.startsWith('/') ? path : join(root, path);
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('</html>\n'), { timeout: 20_000 })
      .toBe(true);
    const browser = await launchChromium();
    try {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      await page.goto(pathToFileURL(file).href);
      await page.locator('.timeline .lane').first().waitFor();
      expect(await page.getByRole('combobox', { name: 'Scenario' }).inputValue()).toBe('deadlock');
      expect(await page.locator('.summary').innerText()).toBe(await panel.locator('.summary').innerText());
    } finally {
      await browser.close();
      rmSync(file);
    }
  });
});
