import { commands, ViewColumn } from 'vscode';
import { pageUri } from '../pages.ts';
import type { Command } from './command.ts';

/** Shows a page of the documentation beside the editor, e.g. `rules/floating-tag.md`. */
export const openPage: Command = async (_, page: string) => {
  await commands.executeCommand('vscode.open', pageUri(page), { viewColumn: ViewColumn.Beside, preview: true });
};
