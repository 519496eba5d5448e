import { describe, expect, it } from 'vitest';
import { useEditor } from './editor.ts';

describe('the page of a rule', () => {
  const window = useEditor('light');

  it('opens in the editor from the link in a hover, rendered', async () => {
    const editor = window();
    await editor.openFile('mistakes.yaml');
    await editor.squiggle('error');
    await editor.hover('successThreshold: 2');
    await editor.page.locator('.monaco-hover:visible a', { hasText: 'success-threshold-must-be-one' }).click();
    await editor.page.locator('.tab.active', { hasText: 'success-threshold-must-be-one.md' }).waitFor();
    const page = editor.webview();
    await page.getByRole('heading', { name: 'success-threshold-must-be-one' }).waitFor();
    await editor.screenshot('rule-page-light');
    expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toBe('What it does');
  });
});
