import { describe, expect, it } from 'vitest';
import { type Theme, useEditor } from './editor.ts';

describe.each<Theme>(['dark', 'light'])('editing, %s', (theme) => {
  const window = useEditor(theme);

  it('underlines what is wrong and says why on hover', async () => {
    const editor = window();
    await editor.openFile('mistakes.yaml');
    await editor.squiggle('error');
    expect(await editor.hover('successThreshold: 2')).toContain('successThreshold');
    await editor.screenshot(`hover-${theme}`);
  });

  it('repairs it by the light bulb', async () => {
    const editor = window();
    expect(await editor.quickFixes('successThreshold: 2')).toContain('Set successThreshold to 1');
    await editor.screenshot(`quick-fix-${theme}`);
    await editor.chooseFix('Set successThreshold to 1');
    await editor.line('successThreshold: 1').waitFor();
  });

  it('explains a field, with its value and its consequence here', async () => {
    const editor = window();
    await editor.openFile('redis-exec.yaml');
    const text = await editor.hover('failureThreshold');
    expect(text).toContain('failureThreshold: 3');
    expect(text).toMatch(/restarted \d+–\d+ s/);
    await editor.screenshot(`explanation-${theme}`);
  });

  it('shows a simulation as text', async () => {
    const editor = window();
    await editor.runCommand('Probewise: Simulate Probe as Text');
    await editor.choose('Probe always fails');
    await editor.line('CrashLoopBackOff').waitFor();
    await editor.screenshot(`transcript-${theme}`);
  });
});
