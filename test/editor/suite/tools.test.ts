import assert from 'node:assert/strict';
import { lm } from 'vscode';
import { probewise } from '../support/documents.ts';

/** What newer hosts have. */
interface ToolHost {
  invokeTool?(name: string, options: object): Promise<{ readonly content: readonly { readonly value: string }[] }>;
}

describe('tools for assistants', () => {
  it('are declared, and answer where the editor has such tools', async function () {
    this.timeout(60_000);
    await probewise().activate();
    const { languageModelTools } = probewise().packageJSON.contributes;
    assert.equal(languageModelTools.length, 6);
    const host = lm as unknown as ToolHost;
    if (host.invokeTool === undefined) return this.skip();
    const ask = async (name: string, input: object) => {
      const { content } = await host.invokeTool!(name, { input, toolInvocationToken: undefined });
      return content[0]?.value ?? '';
    };
    const manifest = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: b, image: "c:1"}]}\n';
    assert.match(await ask('probewise_simulate_pod', { manifest }), /READY +STATUS/);
    assert.match(await ask('probewise_check_manifest', { path: '../../package.json' }), /no readable file/);
  });
});
