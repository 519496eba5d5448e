import { describe, expect, it } from 'vitest';
import { useEditor } from './editor.ts';

describe('the simulation panel', () => {
  const window = useEditor('dark', { git: true });

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

  it('holds what is edited against the last commit, and draws an edit soon, keeping time and zoom', async () => {
    const editor = window();
    const panel = editor.webview();
    const clock = panel.locator('.clock');
    await panel.getByRole('slider', { name: 'Time' }).focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', '+']) await editor.page.keyboard.press(key);
    const [time, ticks] = [await clock.innerText(), await panel.locator('.tick').allInnerTexts()];
    await panel.getByRole('button', { name: 'Compare with the committed version (HEAD)' }).click();
    const differences = panel.getByLabel('Compared with the committed version');
    await differences.getByText('Nothing that people would notice is different.').waitFor();
    await editor.click('periodSeconds: 5');
    await editor.page.keyboard.press('End');
    const summary = panel.locator('.summary');
    const times: number[] = [];
    for (const key of ['0', 'Backspace', '0', 'Backspace', '0']) {
      const before = await summary.innerText();
      const drawn = summary.evaluate(
        (element, text) =>
          new Promise<number>((resolve) => {
            const look = () => (element.textContent === text ? requestAnimationFrame(look) : resolve(Date.now()));
            look();
          }),
        before,
      );
      const started = Date.now();
      await editor.page.keyboard.press(key);
      times.push((await drawn) - started);
      await editor.page.waitForTimeout(200);
    }
    console.log(`an edit in VS Code, from the key to the drawn panel: ${times.join(', ')} ms (wanted: 100 ms)`);
    // A key goes to the extension host and back by way of a server; a machine that does other things is slower.
    expect(Math.min(...times)).toBeLessThan(2000);
    await differences.getByText(/Ready after/).waitFor();
    expect(await clock.innerText()).toBe(time);
    expect(await panel.locator('.tick').allInnerTexts()).toEqual(ticks);
    await editor.screenshot('simulation-committed-dark');
    await editor.page.keyboard.press('Backspace');
    await differences.getByText('Nothing that people would notice is different.').waitFor();
    await differences.getByRole('button', { name: 'Let the pinned run go' }).click();
    await panel.getByRole('button', { name: 'Show everything (0)' }).click();
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
    await panel.getByRole('button', { name: 'Pin this run to compare with it' }).click();
    await panel.getByLabel('Compared with the pinned run').waitFor();
    await editor.runCommand('Developer: Reload Window');
    await panel.locator('.clock').waitFor({ state: 'detached' });
    const restored = editor.webview();
    await restored.getByLabel('Timeline', { exact: true }).waitFor({ timeout: 30_000 });
    expect(await restored.locator('.clock').innerText()).toBe(clock);
    expect(await restored.getByLabel('Scenario').inputValue()).toBe('deadlock');
    await restored.getByLabel('Compared with the pinned run').waitFor();
    await editor.screenshot('simulation-restored-dark');
    await restored.getByRole('button', { name: 'Let the pinned run go' }).click();
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
    await panel.locator('main.stale').waitFor();
    await editor.screenshot('simulation-broken-dark');
    for (let key = 0; key < 20 && (await problem.isVisible()); key++) await editor.page.keyboard.press('Control+Z');
    await problem.waitFor({ state: 'detached' });
  });
});
