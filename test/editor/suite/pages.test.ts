import assert from 'node:assert/strict';
import { commands, TabInputCustom, Uri, window, workspace } from 'vscode';
import { closeTexts, openText, probewise } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';
import { finding, fixesAt } from '../support/findings.ts';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostname: 5\n';

/** The pages that are open, rendered. */
function pages(): string[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof TabInputCustom ? [input.uri.toString()] : []));
}

describe('the pages of rules', () => {
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await closeTexts();
  });

  it('are what the links of findings lead to, without a network', async () => {
    const { code } = await finding(await openText(pod), 'wrong-type');
    assert.ok(typeof code === 'object');
    assert.equal(code.target.toString(), 'probewise-docs:/rules/wrong-type.md');
    const page = await workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^# wrong-type\n/);
  });

  it('are shown rendered by the light bulb, beside the manifest', async () => {
    const document = await openText(pod);
    await window.showTextDocument(document);
    const found = await finding(document, 'wrong-type');
    const action = (await fixesAt(document, found)).find(({ title }) => title === 'Show the page about wrong-type');
    assert.ok(action?.command);
    await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    await eventually('the page', () => pages().includes('probewise-docs:/rules/wrong-type.md'));
  });

  it('are all there, with the pages that they link to', async () => {
    const docs = Uri.joinPath(probewise().extensionUri, 'docs');
    const names = (await workspace.fs.readDirectory(Uri.joinPath(docs, 'rules'))).map(([name]) => name);
    const rules = Object.keys(
      probewise().packageJSON.contributes.configuration.properties['probewise.rules'].properties,
    );
    assert.deepEqual(
      rules.filter((rule) => !names.includes(`${rule}.md`)),
      [],
    );
    for (const name of names) {
      const page = Uri.from({ scheme: 'probewise-docs', path: `/rules/${name}` });
      const text = new TextDecoder().decode(await workspace.fs.readFile(page));
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
        await workspace.fs.stat(Uri.joinPath(page, '..', target));
      }
    }
  });
});
