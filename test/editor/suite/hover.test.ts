import assert from 'node:assert/strict';
import { commands, type Hover, type MarkdownString, type Position } from 'vscode';
import { open } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

/** What the hover at a text of an example says. */
async function hoverAt(path: string, text: string): Promise<string> {
  const document = await open(path);
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, text);
  const position: Position = document.positionAt(offset + 1);
  const hovers = await eventually(`a hover at ${text}`, async () => {
    const found = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
    return found.length > 0 && found;
  });
  return hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join('\n');
}

describe('hover', () => {
  const fields = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold'];
  for (const field of fields) {
    it(`explains ${field} with its value here and a link to Kubernetes' reference`, async () => {
      const text = await hoverAt('redis-exec.yaml', field);
      assert.match(text, new RegExp(field));
      assert.match(text, /\(https:\/\/kubernetes\.io\/docs\//);
    });
  }

  it('says the consequence of a liveness probe in seconds', async () => {
    assert.match(await hoverAt('redis-exec.yaml', 'failureThreshold'), /\d+(–|-)\d+ s|\d+ s/);
  });

  it('explains restartPolicy', async () => {
    assert.match(await hoverAt('migration-job.yaml', 'restartPolicy'), /OnFailure/);
  });

  it('explains imagePullPolicy', async () => {
    assert.match(await hoverAt('migration-job.yaml', 'imagePullPolicy'), /IfNotPresent/);
  });
});
