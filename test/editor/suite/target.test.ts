import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  commands,
  type Diagnostic,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { openText } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

/** Known since 1.34 only. */
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  restartPolicy: Never
  containers:
    - name: web
      image: nginx:1.27
      restartPolicy: Never
      restartPolicyRules: []
`;

function tooNew(document: TextDocument): Diagnostic | undefined {
  const isTooNew = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code) === 'field-not-in-release';
  return languages.getDiagnostics(document.uri).find(isTooNew);
}

const setting = () => workspace.getConfiguration('probewise').get<string>('kubernetesVersion');

describe('the target release', () => {
  afterEach(() =>
    workspace.getConfiguration('probewise').update('kubernetesVersion', undefined, ConfigurationTarget.Workspace),
  );

  it('is the newest at first, and what the setting says once it is changed', async () => {
    const document = await openText(pod);
    await workspace.getConfiguration('probewise').update('kubernetesVersion', '1.30', ConfigurationTarget.Workspace);
    const finding = await eventually('the field is too new', () => tooNew(document));
    assert.match(finding.message, /new in Kubernetes 1\.34; your target is 1\.30/);
    await workspace.getConfiguration('probewise').update('kubernetesVersion', undefined, ConfigurationTarget.Workspace);
    await eventually('the field is known again', () => tooNew(document) === undefined);
  });

  it('changes with the command, which writes the setting', async () => {
    const document = await openText(pod);
    await window.showTextDocument(document);
    await eventually('the server knows the document', () =>
      commands
        .executeCommand<unknown[]>('vscode.executeDocumentSymbolProvider', document.uri)
        .then((all) => all?.length),
    );
    await commands.executeCommand('probewise.selectKubernetesVersion', '1.30');
    assert.equal(setting(), '1.30');
    await eventually('the field is too new', () => tooNew(document));
    await commands.executeCommand('probewise.selectKubernetesVersion', '1.35');
    await eventually('the field is known again', () => tooNew(document) === undefined);
  });

  it('changes with the command where a comment decides, which it rewrites', async () => {
    const document = await openText(`# probewise: kubernetes=1.30 # production\n${pod}`);
    await window.showTextDocument(document);
    await eventually('the field is too new', () => tooNew(document));
    await commands.executeCommand('probewise.selectKubernetesVersion', '1.34');
    assert.equal(document.lineAt(0).text, '# probewise: kubernetes=1.34 # production');
    assert.equal(setting(), '');
    await eventually('the field is known', () => tooNew(document) === undefined);
  });
});
