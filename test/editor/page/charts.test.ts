/** A chart and an overlay as their author sees them. */
import { describe, expect, it } from 'vitest';
import { useEditor } from './editor.ts';

describe('a chart', () => {
  const window = useEditor('dark', { git: true });

  it('shows at its line of values.yaml that a probe kills the app while it starts', async () => {
    const editor = window();
    await editor.openFile('storefront/values.yaml');
    await editor.squiggle('warning');
    expect(await editor.hover('livenessProbe')).toMatch(/Liveness restarts the container 10–15 s after its start/);
    await editor.screenshot('chart-values-dark');
  });

  it('explains a value by what it becomes', async () => {
    const editor = window();
    // The hover of the test before gives way first.
    await editor.page.mouse.move(0, 0);
    await editor.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
    const hover = await editor.hover('periodSeconds: 5');
    expect(hover).toMatch(/5 s, as written/);
    expect(hover).toMatch(
      /spec\.template\.spec\.containers\[0\]\.livenessProbe\.periodSeconds of Deployment release-name-storefront/,
    );
    await editor.screenshot('chart-hover-dark');
  });

  it('mends the value', async () => {
    const editor = window();
    await editor.quickFixes('livenessProbe');
    await editor.chooseFix('Add a startupProbe that grants 2 min to start');
    await editor.line('startupProbe:').waitFor();
    await editor.page.locator('.editor-instance .squiggly-warning').waitFor({ state: 'detached' });
    await editor.screenshot('chart-fixed-dark');
    await editor.page.keyboard.press('Control+Z');
    await editor.line('startupProbe:').waitFor({ state: 'detached' });
  });

  it('plays the pod as it is rendered, from the lens above the template’s Deployment', async () => {
    const editor = window();
    await editor.openFile('storefront/templates/deployment.yaml');
    await editor.codeLens('▶ Simulate').click();
    const panel = editor.webview();
    await panel.getByLabel('Timeline', { exact: true }).waitFor();
    await editor.page.locator('.tab', { hasText: 'release-name-storefront: Healthy' }).waitFor();
    await editor.screenshot('chart-simulation-dark');
  });

  it('plays it again when a value changes', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByLabel('Scenario').selectOption('deadlock');
    const lanes = panel.locator('.summary');
    await expect.poll(() => lanes.innerText(), { timeout: 10_000 }).toMatch(/restart/i);
    const before = await lanes.innerText();
    await editor.openFile('storefront/values.yaml');
    await editor.click('periodSeconds: 5');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type('0');
    await expect.poll(() => lanes.innerText(), { timeout: 10_000 }).not.toBe(before);
    await editor.screenshot('chart-simulated-again-dark');
    // The values of the last commit are rendered, though they are saved nowhere else.
    await panel.getByRole('button', { name: 'Compare with the committed version (HEAD)' }).click();
    const differences = panel.getByLabel('Compared with the committed version');
    await differences.locator('li').first().waitFor();
    await editor.screenshot('chart-committed-dark');
    await editor.click('periodSeconds: 50');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Backspace');
    await expect.poll(() => lanes.innerText(), { timeout: 10_000 }).toBe(before);
    await differences.getByText('Nothing that people would notice is different.').waitFor();
    await differences.getByRole('button', { name: 'Let the pinned run go' }).click();
    await editor.click('periodSeconds: 5');
  });

  it('is rendered with another file of values, chosen in the language status', async () => {
    const editor = window();
    await editor.squiggle('warning');
    await editor.page.locator('[id="status.languageStatus"]').click();
    const status = editor.page.locator('.hover-language-status', { hasText: 'Values: values.yaml' });
    await editor.screenshot('chart-status-dark');
    await status.getByText('Choose').click();
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'values-prod.yaml' }).click();
    await editor.screenshot('chart-value-files-dark');
    await editor.page.locator('.quick-input-action', { hasText: 'OK' }).click();
    await editor.page.locator('.editor-instance .squiggly-warning').waitFor({ state: 'detached' });
    await editor.page.locator('[id="status.languageStatus"]').click();
    await editor.page.locator('.hover-language-status', { hasText: 'values-prod.yaml' }).waitFor();
    await editor.screenshot('chart-with-values-dark');
    await editor.page.keyboard.press('Escape');
  });

  it('shows what a template becomes beside it', async () => {
    const editor = window();
    await editor.openFile('storefront/templates/deployment.yaml');
    await editor.runCommand('Probewise: Show Rendered Manifest');
    await editor.line('name: release-name-storefront').waitFor();
    await editor.screenshot('chart-rendered-dark');
  });

  it('scrolls both together', async () => {
    const editor = window();
    await editor.page.setViewportSize({ width: 1440, height: 400 });
    await editor.click('kind: Deployment');
    await editor.line('failureThreshold: 40').waitFor({ state: 'detached' });
    await editor.page.keyboard.press('Control+End');
    await editor.line('failureThreshold: 40').waitFor();
    await editor.screenshot('chart-scrolled-dark');
    await editor.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('renders again while a value is edited', async () => {
    const editor = window();
    await editor.openFile('storefront/values.yaml');
    await editor.click('replicas: 2');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type('7');
    await editor.line('replicas: 27').waitFor();
    await editor.page.keyboard.press('Backspace');
  });
});

describe('an overlay', () => {
  const window = useEditor('dark');

  it('plays the pod that it builds, from the lens above the patch', async () => {
    const editor = window();
    await editor.openFile('deploy/prod/patient.yaml');
    await editor.codeLens('▶ Simulate').click();
    const panel = editor.webview();
    await panel.getByLabel('Timeline', { exact: true }).waitFor();
    await editor.page.locator('.tab', { hasText: 'prod-api: Healthy' }).waitFor();
    await editor.screenshot('overlay-simulation-dark');
  });

  it('leads from what happens to the line of the patch that decides it', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByLabel('Scenario').selectOption('deadlock');
    const field = panel.getByRole('button', { name: /livenessProbe\s*\.failureThreshold/ });
    const goThere = async () => {
      await field.click();
      return editor.markedLine();
    };
    await expect.poll(goThere, { timeout: 20_000, interval: 500 }).toBe('failureThreshold: 6');
    await editor.page.locator('.tab.active', { hasText: 'patient.yaml' }).waitFor();
    await editor.screenshot('overlay-line-dark');
  });
});
