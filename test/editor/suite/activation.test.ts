import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { openText, probewise } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

describe('activation', () => {
  it('does not happen for a file that is neither YAML nor JSON', async () => {
    await openText('# apiVersion: v1\nkind: Pod\n', 'markdown');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(probewise().isActive, false);
  });

  it('starts no server for YAML that is no manifest', async () => {
    await openText('name: CI\non: push\n');
    await eventually('the extension is active', () => probewise().isActive);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(probewise().exports.isServerRunning(), false);
  });

  it('starts the server for a manifest', async () => {
    await openText('apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n');
    await eventually('the server runs', () => probewise().exports.isServerRunning());
  });

  it('registers every command that it contributes', async () => {
    const registered = new Set(await commands.getCommands(true));
    const contributed: { command: string }[] = probewise().packageJSON.contributes.commands;
    for (const { command } of contributed) assert.ok(registered.has(command), command);
  });
});
