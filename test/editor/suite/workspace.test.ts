import assert from 'node:assert/strict';
import { Uri, workspace } from 'vscode';
import { openText } from '../support/documents.ts';
import { apply, finding, findingsDownTo, fixesAt } from '../support/findings.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: gateway
  labels:
    app: gateway
spec:
  containers:
    - name: gateway
      image: nginx:1.27
      ports:
        - name: http
          containerPort: 80
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: gateway
spec:
  selector:
    app: gateway
  ports:
    - port: 80
      targetPort: http
`;

/** A file of the workspace that nobody opens. */
async function write(path: string, text: string): Promise<Uri> {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = Uri.joinPath(folder.uri, path);
  // What is written into a folder as it is made can escape those who watch the file system.
  await workspace.fs.createDirectory(Uri.joinPath(uri, '..'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('a finding that depends on another file', () => {
  it('comes with the file, points to it, and goes with it', async () => {
    const document = await openText(pod);
    const uri = await write('gateway/service.yaml', service);
    const { relatedInformation } = await finding(document, 'served-without-readiness');
    assert.equal(relatedInformation?.[0]?.location.uri.toString(), uri.toString());
    assert.equal(relatedInformation[0].location.range.start.line, 3);
    await workspace.fs.delete(Uri.joinPath(uri, '..'), { recursive: true });
    await findingsDownTo(document, 'served-without-readiness', 0);
  });
});

describe('suppression', () => {
  it('a quick fix writes the comment, which counts at once', async () => {
    const text = pod.replace(
      '          containerPort: 80',
      '          containerPort: 80\n      livenessProbe:\n        httpGet:\n          port: htpp',
    );
    const document = await openText(text);
    const fixes = await fixesAt(document, await finding(document, 'unresolved-port-name'));
    const titles = fixes.map(({ title }) => title);
    assert.ok(titles.includes('Suppress unresolved-port-name here'), titles.join(' | '));
    assert.ok(titles.indexOf('Use port http') >= 0, titles.join(' | '));
    await apply(fixes.find(({ title }) => title === 'Suppress unresolved-port-name here')!);
    const comment = '          # probewise-disable-next-line unresolved-port-name\n';
    assert.equal(document.getText(), text.replace('          port: htpp', `${comment}$&`));
    await findingsDownTo(document, 'unresolved-port-name', 0);
  });
});
