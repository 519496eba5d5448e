import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor, type Theme } from './editor.ts';

describe.each<Theme>(['dark', 'light'])('the window, %s', (theme) => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open(theme);
  });
  afterAll(() => editor.close());

  it('underlines what is wrong and says why on hover', async () => {
    await editor.openFile('mistakes.yaml');
    await editor.squiggle('error');
    expect(await editor.hover('successThreshold: 2')).toContain('successThreshold');
    await editor.screenshot(`hover-${theme}`);
  });

  it('offers a quick fix at the light bulb', async () => {
    const titles = await editor.quickFixes('successThreshold: 2');
    expect(titles).not.toEqual([]);
    await editor.screenshot(`quick-fix-${theme}`);
  });
});
