import { ViewColumn, window, workspace } from 'vscode';
import { type ToolParams, type ToolResponse, toolRequest } from '../../../server/src/lsp/protocol.ts';
import type { Command } from './command.ts';

/**
 * Explains pods as kubectl prints them (`kubectl get pod -o yaml`, `-o json` or `describe`): what is selected in the active
 * editor, else its whole text.
 */
export const explain: Command = async ({ server }) => {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const { document, selection } = editor;
  const pod = document.getText(selection.isEmpty ? undefined : selection);
  await server.start();
  const params: ToolParams = { name: 'explain_pod', arguments: { pod }, nowMs: Date.now() };
  const { text, isError } = await server.client.sendRequest<ToolResponse>(toolRequest, params);
  if (isError) {
    void window.showInformationMessage(text);
    return;
  }
  const explanation = await workspace.openTextDocument({ language: 'probewise-simulation', content: text });
  await window.showTextDocument(explanation, { viewColumn: ViewColumn.Beside, preview: true });
};
