import { commands, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { Message } from '../../../server/src/base/message.ts';
import {
  type TuneParams,
  type TuneResponse,
  type TuneWish,
  type TuneWishes,
  tuneRequest,
} from '../../../server/src/lsp/protocol.ts';
import { clientMessages as say } from '../messages.ts';
import { activeManifest } from '../simulation.ts';
import { textOf } from '../text.ts';
import { showTuned } from '../tunedDocuments.ts';
import type { Command } from './command.ts';

const questions: readonly (readonly [TuneWish, Message])[] = [
  ['startSeconds', say.askStart()],
  ['restartSeconds', say.askRestart()],
  ['trafficSeconds', say.askTraffic()],
  ['outageSeconds', say.askOutage()],
];

/**
 * Asks what is wanted of the app at the cursor, and shows the settings that do it as a diff; they are written when the user
 * says so. `wishes` spares the questions.
 */
export const tuneProbes: Command = async ({ server }, wishes?: TuneWishes) => {
  const manifest = activeManifest();
  if (manifest === undefined) return;
  const { document, position } = manifest;
  const wished = wishes ?? (await ask());
  if (wished === undefined || Object.keys(wished).length === 0) return;
  await server.start();
  const params: TuneParams = { textDocument: { uri: document.uri.toString() }, position, wishes: wished };
  const answer = await server.client.sendRequest<TuneResponse>(tuneRequest, params);
  const { version } = document;
  const report = answer.report.join(' ');
  if (answer.edits.length === 0 || !answer.subject) {
    if (report !== '') void window.showInformationMessage(report);
    return;
  }
  const edits = await server.client.protocol2CodeConverter.asTextEdits([...answer.edits]);
  await showTuned(document, edits, textOf(say.tunedDiff(answer.subject)));
  const apply = textOf(say.apply());
  if ((await window.showInformationMessage(report, apply)) !== apply || document.version !== version) return;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, edits);
  await workspace.applyEdit(edit);
  await closeDiff(document);
};

/** One question after the other; undefined where the user gives up. */
async function ask(): Promise<TuneWishes | undefined> {
  const wishes: Partial<Record<TuneWish, number>> = {};
  for (const [index, [wish, question]] of questions.entries()) {
    const answer = await window.showInputBox({
      title: `${textOf(say.tuneTitle())} (${index + 1}/${questions.length})`,
      prompt: `${textOf(question)} ${textOf(say.noWish())}`,
      validateInput: (text) => (isSeconds(text) ? undefined : textOf(say.noSeconds())),
      ignoreFocusOut: true,
    });
    if (answer === undefined) return undefined;
    if (answer.trim() !== '') wishes[wish] = Number(answer);
  }
  return wishes;
}

function isSeconds(text: string): boolean {
  return /^\s*$/.test(text) || (/^\s*\d{1,5}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= 86_400);
}

async function closeDiff(document: TextDocument): Promise<void> {
  await commands.executeCommand('workbench.action.closeActiveEditor');
  await window.showTextDocument(Uri.parse(document.uri.toString()));
}
