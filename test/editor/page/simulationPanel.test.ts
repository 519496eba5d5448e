import { describe, expect, it } from 'vitest';
import { useEditor } from './editor.ts';

describe('the simulation panel', () => {
  const window = useEditor('dark');

  it('leaves the focus in the editor', async () => {
    const editor = window();
    await editor.openFile('web-three-probes.yaml');
    await editor.codeLens('Simulate').click();
    await editor.webview().getByLabel('Timeline', { exact: true }).waitFor();
    await editor.page.keyboard.type('typed');
    await editor.line('typed').waitFor();
    for (let key = 0; key < 'typed'.length; key++) await editor.page.keyboard.press('Backspace');
  });

  it('plays what would be, writes it into the manifest, and the editor undoes it', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByRole('button', { name: 'What if' }).click();
    const summary = panel.locator('.summary');
    const before = await summary.innerText();
    const startup = panel.getByRole('spinbutton', { name: 'start-up time (s), exactly' }).first();
    // What was typed into the manifest before may still be on its way, and a changed manifest begins anew.
    const turned = async () => {
      await startup.fill('25');
      return summary.innerText();
    };
    await expect.poll(turned, { timeout: 20_000, interval: 500 }).not.toBe(before);
    await panel.getByRole('slider', { name: 'periodSeconds' }).first().fill('17');
    await editor.screenshot('simulation-what-if-dark');
    await panel.getByRole('button', { name: 'Apply to manifest' }).click();
    await editor.line('periodSeconds: 17').waitFor();
    await editor.click('kind: Deployment');
    await editor.page.keyboard.press('Control+Z');
    await editor.line('periodSeconds: 17').waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'What if' }).click();
  });

  it('goes to a line of the manifest when it is asked to', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByLabel('Scenario').selectOption('deadlock');
    const field = panel.getByRole('button', { name: /livenessProbe\s*\.failureThreshold/ });
    const goThere = async () => {
      await field.click();
      return editor.markedLine();
    };
    await expect.poll(goThere, { timeout: 20_000, interval: 500 }).toMatch(/^failureThreshold/);
    await editor.page.locator('.part.editor .monaco-editor.focused').waitFor();
  });

  it('opens the same as text', async () => {
    const editor = window();
    await editor.webview().getByRole('button', { name: 'Open as text' }).click();
    await editor.line('kubectl get pod').waitFor();
    await editor.screenshot('simulation-text-dark');
    await editor.page.locator('.tab.active', { hasText: '.simulation' }).click({ button: 'middle' });
    await editor.page.locator('.tab.active', { hasText: 'shop: Deadlock' }).waitFor();
  });

  it('comes back with the window, as it was', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByRole('slider').focus();
    await editor.page.keyboard.press('End');
    const clock = await panel.locator('.clock').innerText();
    await editor.runCommand('Developer: Reload Window');
    await panel.locator('.clock').waitFor({ state: 'detached' });
    const restored = editor.webview();
    await restored.getByLabel('Timeline', { exact: true }).waitFor({ timeout: 30_000 });
    expect(await restored.locator('.clock').innerText()).toBe(clock);
    expect(await restored.getByLabel('Scenario').inputValue()).toBe('deadlock');
    await editor.screenshot('simulation-restored-dark');
  });

  it('keeps the last result while the YAML is broken, and says so', async () => {
    const editor = window();
    const panel = editor.webview();
    const summary = await panel.locator('.summary').innerText();
    await editor.click('failureThreshold');
    await editor.page.keyboard.press('Control+Home');
    await editor.click('kind: Deployment');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type('\nextra: @');
    const problem = panel.locator('.problem', { hasText: /The YAML of Deployment shop is broken in line \d+/ });
    await problem.waitFor();
    expect(await panel.locator('.summary').innerText()).toBe(summary);
    await editor.screenshot('simulation-broken-dark');
    for (let key = 0; key < 20 && (await problem.isVisible()); key++) await editor.page.keyboard.press('Control+Z');
    await problem.waitFor({ state: 'detached' });
  });
});
