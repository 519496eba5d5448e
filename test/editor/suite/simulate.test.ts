import assert from 'node:assert/strict';
import {
  commands,
  type Hover,
  type MarkdownString,
  Position,
  Selection,
  TabInputWebview,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { open } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

const scheme = 'probewise-simulation';

function panels(): string[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof TabInputWebview).map(({ label }) => label);
}

/** The text of the transcript that is open. */
function transcript(): TextDocument | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme)?.document;
}

describe('simulate', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens a panel for the workload at the cursor', async () => {
    await open('redis-exec.yaml');
    const editor = window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new Selection(new Position(20, 0), new Position(20, 0));
    await commands.executeCommand('probewise.simulate');
    const label = await eventually('the panel', () => panels().find((label) => label.includes('redis-deployment')));
    assert.match(label, /^redis-deployment: /);
  });

  it('opens it for the rollout of the workload, too', async () => {
    await open('web-three-probes.yaml');
    const editor = window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new Selection(new Position(8, 0), new Position(8, 0));
    await commands.executeCommand('probewise.simulateRollout');
    await eventually('the panel', () => panels().some((label) => label === 'shop: Rollout, Healthy'));
  });

  it('plays the scenario of the active file in the open panel', async () => {
    const { uri } = await open('web-three-probes.yaml');
    await commands.executeCommand('probewise.simulate', { uri: uri.toString(), workload: 'Deployment/shop' });
    await eventually('the panel', () => panels().some((label) => label === 'shop: Healthy'));
    await open('slow.scenario.yaml');
    await commands.executeCommand('probewise.simulate');
    await eventually('the scenario', () => panels().some((label) => label === 'shop: Slow day'));
  });

  it('has a panel for each manifest, and one only', async () => {
    const simulate = async (file: string) => {
      const { uri } = await open(file);
      await commands.executeCommand('probewise.simulate', { uri: uri.toString() });
    };
    await simulate('web-three-probes.yaml');
    await eventually('the first', () => panels().some((label) => label.startsWith('shop: ')));
    await simulate('redis-exec.yaml');
    await eventually('the second', () => panels().some((label) => label.startsWith('redis-deployment: ')));
    await simulate('web-three-probes.yaml');
    assert.equal(panels().length, 2);
    await open('slow.scenario.yaml');
    await commands.executeCommand('probewise.simulate');
    await eventually('the scenario in one of them', () => panels().some((label) => label.endsWith(': Slow day')));
    assert.equal(panels().filter((label) => label.endsWith(': Slow day')).length, 1);
  });

  it('shows a rollout as text', async () => {
    const { uri } = await open('web-three-probes.yaml');
    const target = { uri: uri.toString(), workload: 'Deployment/shop', view: 'update', scenario: 'healthy' };
    await commands.executeCommand('probewise.simulateAsText', target);
    const text = await eventually('the transcript', () => transcript()?.getText() || undefined);
    assert.match(text, /deployment "shop" successfully rolled out/);
  });

  it('knows the scenarios of the workspace', async () => {
    const { uri } = await open('web-three-probes.yaml');
    const [file] = await workspace.findFiles('slow.scenario.yaml');
    assert.ok(file);
    const target = { uri: uri.toString(), workload: 'Deployment/shop', scenario: file.toString() };
    await commands.executeCommand('probewise.simulateAsText', target);
    const text = await eventually('the transcript', () => transcript()?.getText() || undefined);
    assert.match(text, /What was expected:\s+failed\s+readyWithin: 10s/);
  });

  it('shows the course’s pod as text: three restarts and CrashLoopBackOff at 67 s', async () => {
    const { uri } = await open('redis-exec.yaml');
    const scenario = 'probe-always-fails';
    await commands.executeCommand('probewise.simulateAsText', { uri: uri.toString(), scenario });
    const text = await eventually('the transcript', () => transcript()?.getText() || undefined);
    assert.match(text, /CrashLoopBackOff\s+3 /);
    const document = transcript();
    assert.ok(document);
    const position = document.positionAt(text.indexOf('CrashLoopBackOff') + 3);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const shown = hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join();
    assert.match(shown, /Set by.*Way out/s, 'a state explains itself');
  });

  it('simulates the text again when the manifest is edited', async () => {
    const document = await open('nginx-http.yaml');
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const target = { uri: document.uri.toString(), scenario: 'probe-always-fails' };
    await commands.executeCommand('probewise.simulateAsText', target);
    const before = await eventually('the transcript', () => transcript()?.getText() || undefined);
    const from = document.getText().indexOf('failureThreshold: 3');
    await editor.edit((edit) => edit.insert(document.positionAt(from + 'failureThreshold: 3'.length), '0'));
    await eventually('another transcript', () => transcript()?.getText() !== before);
    await workspace.fs.stat(document.uri);
    await commands.executeCommand('workbench.action.files.revert', document.uri);
  });
});
