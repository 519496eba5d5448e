import { commands, Range, Uri, window } from 'vscode';
import type { GoToParams } from '../../../server/src/lsp/protocol.ts';
import type { Command } from './command.ts';

/** Puts the cursor on a finding and shows it. */
export const goToFinding: Command = async (_, { uri, range: { start, end } }: GoToParams) => {
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(selection.start, selection.start) });
  await commands.executeCommand('editor.action.marker.next');
};
