import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  CustomExecution,
  commands,
  EventEmitter,
  env,
  type InlayHint,
  languages,
  Range,
  Selection,
  Task,
  type TextDocument,
  tasks,
  Uri,
  window,
  workspace,
} from 'vscode';
import { closeTexts, open, openText } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';
import { finding } from '../support/findings.ts';

const whole = (document: TextDocument) => new Range(0, 0, document.lineCount, 0);

describe('around a manifest', () => {
  afterEach(closeTexts);

  it('inlay hints say what is not written, and stay while the text is broken', async () => {
    const document = await open('redis-exec.yaml');
    const hints = await eventually('hints', async () => {
      const found = await commands.executeCommand<InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole(document),
      );
      return found.length > 0 && found;
    });
    assert.ok(hints.some(({ label }) => /after a hang/.test(String(label))));
  });

  it('lenses count findings, show windows and start simulations', async () => {
    const document = await open('mistakes.yaml');
    await finding(document, 'success-threshold-must-be-one');
    const titles = await eventually('lenses', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      const all = lenses.map(({ command }) => command?.title ?? '');
      return all.some((title) => /\d errors?/.test(title)) && all;
    });
    assert.ok(titles.includes('▶ Simulate'), titles.join());
  });

  it('refactorings are offered where nothing is wrong', async () => {
    const document = await open('redis-exec.yaml');
    const offset = document.getText().indexOf('livenessProbe');
    const at = document.positionAt(offset + 2);
    const actions = await eventually('refactorings', async () => {
      const found = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new Range(at, at),
        'refactor',
      );
      return found.length > 0 && found;
    });
    assert.ok(
      actions.some(({ title }) => title.startsWith('Remove what is the default anyway of livenessProbe')),
      actions.map(({ title }) => title).join(),
    );
  });

  it('one save applies all safe fixes', async () => {
    const document = await openText(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      livenessProbe: { tcpSocket: { port: 80 }, successThreshold: "2" }\n',
    );
    await finding(document, 'wrong-type');
    const [action] = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      whole(document),
      'source.fixAll',
    );
    assert.ok(action?.edit && (await workspace.applyEdit(action.edit)));
    assert.match(document.getText(), /successThreshold: 1|port: 80 \} \}/);
    assert.doesNotMatch(document.getText(), /"2"/);
  });

  it('a new manifest is a whole workload, found without mistakes', async () => {
    await commands.executeCommand('probewise.newManifest', 'deploy');
    const document = await eventually('the manifest', () => {
      const shown = window.activeTextEditor?.document;
      return shown?.getText().includes('kind: Deployment') && shown;
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const errors = languages.getDiagnostics(document.uri).filter(({ severity }) => severity === 0);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  });

  it('the walkthrough opens an example with something to fix', async () => {
    await commands.executeCommand('probewise.openExample');
    const document = await eventually('the example', () => {
      const shown = window.activeTextEditor?.document;
      return shown?.getText().includes('name: shop') && shown;
    });
    await finding(document, 'success-threshold-must-be-one');
  });

  it('the debug information has no content of files', async () => {
    await open('redis-exec.yaml');
    await commands.executeCommand('probewise.copyDebugInformation');
    const text = await env.clipboard.readText();
    assert.match(text, /"server": "running"/);
    assert.doesNotMatch(text, /redis/);
  });

  it('an explained word of kubectl in a text', async () => {
    const document = await openText(
      'NAME  READY  STATUS            RESTARTS  AGE\nweb   0/1    CrashLoopBackOff  4         3m\n',
      'plaintext',
    );
    const at = document.positionAt(document.getText().indexOf('CrashLoop') + 2);
    const hovers = await eventually('a hover', async () => {
      const found = await commands.executeCommand<{ contents: { value: string }[] }[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      return found.length > 0 && found;
    });
    assert.match(hovers[0]!.contents[0]!.value, /CrashLoopBackOff/);
  });

  it('explains a pod that kubectl printed', async () => {
    const document = await openText(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: app, image: "app:1" }]\nstatus:\n  phase: Running\n  containerStatuses:\n    - name: app\n      ready: false\n      restartCount: 4\n      state: { waiting: { reason: CrashLoopBackOff } }\n      lastState: { terminated: { exitCode: 137, reason: OOMKilled } }\n',
      'plaintext',
    );
    await window.showTextDocument(document);
    await commands.executeCommand('probewise.explain');
    const shown = await eventually('the explanation', () =>
      window.visibleTextEditors.find(({ document: { languageId } }) => languageId === 'probewise-simulation'),
    );
    assert.match(shown.document.getText(), /memory/);
  });

  it('the problem matcher reads what probewise check prints', async () => {
    const [folder] = workspace.workspaceFolders!;
    const output = new EventEmitter<string>();
    const closed = new EventEmitter<number>();
    const terminal = {
      onDidWrite: output.event,
      onDidClose: closed.event,
      open: () => {
        // The matcher listens once the terminal is there.
        setTimeout(() => output.fire('redis-exec.yaml:3:5: error: This is wrong. [some-rule]\r\n'), 500);
        setTimeout(() => closed.fire(1), 1500);
      },
      close: () => undefined,
    };
    const check = new CustomExecution(async () => terminal);
    await tasks.executeTask(new Task({ type: 'probewise-test' }, folder!, 'check', 'test', check, ['$probewise']));
    const uri = Uri.joinPath(folder!.uri, 'redis-exec.yaml');
    const found = await eventually('the problem', () =>
      languages.getDiagnostics(uri).find(({ code }) => code === 'some-rule'),
    );
    assert.deepEqual([found.message, found.severity, found.range.start.line], ['This is wrong.', 0, 2]);
  });

  it('probes are tuned, shown as a diff first', async () => {
    const document = await open('redis-exec.yaml');
    const before = document.getText();
    const offset = before.indexOf('livenessProbe');
    const editor = window.activeTextEditor!;
    const at = document.positionAt(offset);
    editor.selection = new Selection(at, at);
    void commands.executeCommand('probewise.tuneProbes', { restartSeconds: 45, outageSeconds: 10 });
    await eventually('a diff', () =>
      window.visibleTextEditors.some(({ document: { uri } }) => uri.scheme === 'probewise-tuned'),
    );
    assert.equal(document.getText(), before);
    const tuned = window.visibleTextEditors.find(({ document: { uri } }) => uri.scheme === 'probewise-tuned')!;
    assert.notEqual(tuned.document.getText(), before);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('Enter goes on in the item of a list', async () => {
    const document = await openText(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: web',
    );
    const editor = await window.showTextDocument(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.selection = new Selection(end, end);
    await commands.executeCommand('type', { text: '\n' });
    await eventually('the cursor below the first key', () => document.lineAt(document.lineCount - 1).text === '      ');
  });

  it('a scenario file has completion, a hover and a lens', async () => {
    const document = await open('slow.scenario.yaml');
    const lenses = await eventually('a lens', async () => {
      const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      return found.length > 0 && found;
    });
    assert.match(lenses[0]?.command?.title ?? '', /workload/);
    const { items } = await commands.executeCommand<{ items: { label: unknown }[] }>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.lineAt(document.lineCount - 1).range.end,
    );
    assert.ok(items.length > 0);
  });
});
