import { ViewColumn, window, workspace } from 'vscode';
import { clientMessages as say } from '../messages.ts';
import { RenderedManifests } from '../renderedManifests.ts';
import { textOf } from '../text.ts';
import type { Command } from './command.ts';

/** Opens what the active template, patch or kustomization becomes beside it. */
export const showRenderedManifest: Command = async () => {
  const source = window.activeTextEditor?.document.uri;
  if (source === undefined) {
    void window.showInformationMessage(textOf(say.openTemplate()));
    return;
  }
  const document = await workspace.openTextDocument(RenderedManifests.uri(source));
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
};
