import { describe, expect, it } from 'vitest';
import { type Theme, useEditor } from './editor.ts';

describe.each<Theme>(['dark', 'light'])('the window, %s', (theme) => {
  const window = useEditor(theme);

  it('underlines what is wrong and says why on hover', async () => {
    const editor = window();
    await editor.openFile('mistakes.yaml');
    await editor.squiggle('error');
    expect(await editor.hover('successThreshold: 2')).toContain('successThreshold');
    await editor.screenshot(`hover-${theme}`);
  });

  it('offers a quick fix at the light bulb', async () => {
    const editor = window();
    const titles = await editor.quickFixes('successThreshold: 2');
    expect(titles).not.toEqual([]);
    await editor.screenshot(`quick-fix-${theme}`);
  });
});
