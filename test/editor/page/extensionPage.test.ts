import { expect, it } from 'vitest';
import { Editor } from './editor.ts';

it('the page of the extension has no broken picture, and begins with the walkthrough', async ({ onTestFailed }) => {
  const editor = await Editor.open('light', { width: 1200, height: 1000 });
  onTestFailed(() => editor.screenshot('failed-extension-page'));
  await editor.page.keyboard.press('Control+Shift+X');
  await editor.page.locator('.extensions-viewlet .extension-list-item', { hasText: 'Probewise' }).first().click();
  const page = editor.webview();
  await page.getByRole('heading', { name: 'Try it' }).waitFor();
  const broken = await page
    .locator('img')
    .evaluateAll((all) => all.filter((image) => (image as HTMLImageElement).naturalWidth === 0).length);
  expect(broken).toBe(0);
  const text = await page.locator('body').innerText();
  expect(text).toMatch(/Try it\s+Run Probewise: Open Walkthrough/);
  await editor.screenshot('extension-page');
  await editor.close();
});
