import assert from 'node:assert/strict';
import { Diagnostic, languages, type TextDocument } from 'vscode';
import { openText } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labls: {}
spec:
  containers:
    - name: web
      image: nginx:1.27
`;

const code = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code);
const ours = (document: TextDocument) =>
  languages.getDiagnostics(document.uri).find((diagnostic) => code(diagnostic) === 'unknown-field');

describe('beside the YAML extension', () => {
  it('says nothing that it has said at the same place already, and speaks when it is gone', async () => {
    const document = await openText(pod);
    const finding = await eventually('the unknown field is found', () => ours(document));
    const theirs = languages.createDiagnosticCollection('yaml');
    try {
      const same = new Diagnostic(finding.range, 'Property labls is not allowed.');
      same.source = 'yaml-schema: Kubernetes';
      theirs.set(document.uri, [same]);
      await eventually('only theirs is left', () => ours(document) === undefined);
    } finally {
      theirs.dispose();
    }
    await eventually('ours is back', () => ours(document));
    assert.equal(languages.getDiagnostics(document.uri).filter((one) => code(one) === 'unknown-field').length, 1);
  });
});
