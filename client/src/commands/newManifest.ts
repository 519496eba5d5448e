import { commands, Position, window, workspace } from 'vscode';
import { clientMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import type { Command } from './command.ts';

/** Labels of the whole workloads that completion offers in an empty document. */
const kinds = [
  { label: 'deploy', detail: say.newDeployment() },
  { label: 'sts', detail: say.newStatefulSet() },
  { label: 'job', detail: say.newJob() },
  { label: 'cronjob', detail: say.newCronJob() },
  { label: 'pod', detail: say.newPod() },
] as const;

/** Opens an unsaved manifest with a workload in it, whose names are filled in with Tab; `kind` spares the question. */
export const newManifest: Command = async ({ server }, kind?: string) => {
  const choices = kinds.map(({ label, detail }) => ({ label, detail: textOf(detail) }));
  const chosen =
    kind ?? (await window.showQuickPick(choices, { title: textOf(say.newManifest()), matchOnDetail: true }))?.label;
  if (chosen === undefined) return;
  await server.start();
  const document = await workspace.openTextDocument({ language: 'yaml', content: chosen });
  const editor = await window.showTextDocument(document);
  const end = new Position(0, chosen.length);
  const list = await commands.executeCommand<import('vscode').CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    end,
  );
  const item = list.items.find(({ label }) => (typeof label === 'string' ? label : label.label) === chosen);
  if (typeof item?.insertText !== 'object' || item.range === undefined) return;
  const range = 'inserting' in item.range ? item.range.replacing : item.range;
  await editor.insertSnippet(item.insertText, range);
};
