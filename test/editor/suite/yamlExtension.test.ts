import assert from 'node:assert/strict';
import {
  type CodeAction,
  commands,
  Diagnostic,
  type DiagnosticCollection,
  languages,
  Position,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { openText } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  colour: {}
spec:
  containers:
    - name: web
      image: nginx:1.27
`;

const code = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code);
const ours = (document: TextDocument) =>
  languages.getDiagnostics(document.uri).find((diagnostic) => code(diagnostic) === 'unknown-field');

/** What the YAML extension says of a field, at its line now. */
function theirs(document: TextDocument, field: string): Diagnostic {
  const at = document.positionAt(document.getText().indexOf(`${field}:`));
  const said = new Diagnostic(new Range(at, at.translate(0, field.length)), `Property ${field} is not allowed.`);
  said.source = 'yaml-schema: Kubernetes';
  return said;
}

async function type(document: TextDocument, line: number, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(line, 0), text);
  await workspace.applyEdit(edit);
}

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1500));

describe('beside the YAML extension', () => {
  let stub: DiagnosticCollection;
  beforeEach(() => {
    stub = languages.createDiagnosticCollection('yaml');
  });
  afterEach(() => stub.dispose());

  it('says nothing that it has said at the same place already, however late, and speaks when it is gone', async () => {
    const document = await openText(pod);
    await eventually('the unknown field is found', () => ours(document));
    stub.set(document.uri, [theirs(document, 'colour')]);
    await eventually('only theirs is left', () => ours(document) === undefined);
    stub.clear();
    await eventually('ours is back', () => ours(document));
    assert.equal(languages.getDiagnostics(document.uri).filter((one) => code(one) === 'unknown-field').length, 1);
  });

  it('stays silent while lines move and its report is stale', async () => {
    const document = await openText(pod);
    await eventually('the unknown field is found', () => ours(document));
    stub.set(document.uri, [theirs(document, 'colour')]);
    await eventually('only theirs is left', () => ours(document) === undefined);
    await type(document, 0, '# a comment\n');
    await aWhile();
    assert.equal(ours(document), undefined);
    stub.set(document.uri, [theirs(document, 'colour')]);
    await aWhile();
    assert.equal(ours(document), undefined);
  });

  it('says nothing that it said first, as while our line rests', async () => {
    const document = await openText(pod.replace('  colour: {}\n', ''));
    await type(document, 4, '  colour: {}\n');
    stub.set(document.uri, [theirs(document, 'colour')]);
    await aWhile();
    assert.equal(ours(document), undefined);
  });

  it('leaves required fields to it, too, where it has reported them', async () => {
    const document = await openText(
      pod.replace('    - name: web\n      image', '    - image').replace('  colour: {}\n', ''),
    );
    const required = () =>
      languages.getDiagnostics(document.uri).find((diagnostic) => code(diagnostic) === 'invalid-container-name');
    const found = await eventually('the missing name is found', required);
    const said = new Diagnostic(found.range, 'Missing property "name".');
    said.source = 'yaml-schema: Kubernetes';
    stub.set(document.uri, [said]);
    await eventually('only theirs is left', () => required() === undefined);
  });

  it('reports what the other extension does not', async () => {
    const document = await openText(pod);
    stub.set(document.uri, [theirs(document, 'name')]);
    await eventually('ours is shown', () => ours(document));
  });

  it('says what was meant, beside it', async () => {
    const document = await openText(pod.replace('colour', 'labls'));
    await eventually('the unknown field is found', () => ours(document));
    stub.set(document.uri, [theirs(document, 'labls')]);
    await aWhile();
    assert.match(ours(document)?.message ?? '', /labels/);
  });

  it('offers nothing about what is hidden but its fix', async () => {
    const document = await openText(pod);
    const found = await eventually('the unknown field is found', () => ours(document));
    stub.set(document.uri, [theirs(document, 'colour')]);
    await eventually('only theirs is left', () => ours(document) === undefined);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    );
    assert.deepEqual(
      actions.filter(({ title }) => /Suppress unknown-field|page about unknown-field/.test(title)),
      [],
    );
  });
});
