import { ConfigurationTarget, type QuickPickItem, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { TextEdit } from 'vscode-languageclient';
import { type SuppressionParams, suppressionRequest } from '../../../server/src/lsp/protocol.ts';
import { clientMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import type { Command, Probewise } from './command.ts';

interface Choice extends QuickPickItem {
  readonly scope: SuppressionParams['scope'] | 'workspace';
}

/** Silences a rule for a line, a document, a file or the workspace; a comment says why. */
export const suppress: Command = async (probewise, place: Omit<SuppressionParams, 'scope' | 'reason'>) => {
  const { rule } = place;
  const choices: readonly Choice[] = [
    { scope: 'line', label: textOf(say.onLine()) },
    { scope: 'document', label: textOf(say.inDocument()) },
    { scope: 'file', label: textOf(say.inFile()) },
    { scope: 'workspace', label: textOf(say.inWorkspace()), description: `"probewise.rules": { "${rule}": "off" }` },
  ];
  const choice = await window.showQuickPick(choices, { title: textOf(say.whereSilent({ rule })) });
  if (choice === undefined) return;
  if (choice.scope === 'workspace') return switchOff(rule, Uri.parse(place.textDocument.uri));
  const reason = await window.showInputBox({
    title: textOf(say.whySilent({ rule })),
    prompt: textOf(say.reasonHelp()),
  });
  if (reason !== undefined) await write(probewise, { ...place, scope: choice.scope, reason });
};

async function switchOff(rule: string, resource: Uri): Promise<void> {
  const settings = workspace.getConfiguration('probewise', resource);
  const { workspaceValue } = settings.inspect<Record<string, string>>('rules') ?? {};
  const scope = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await settings.update('rules', { ...workspaceValue, [rule]: 'off' }, scope);
}

async function write({ server: { client } }: Probewise, params: SuppressionParams): Promise<void> {
  const answer = await client.sendRequest<TextEdit[] | null>(suppressionRequest, params);
  if (answer === null) {
    void window.showInformationMessage(textOf(say.noComment({ rule: params.rule })));
    return;
  }
  const edit = new WorkspaceEdit();
  edit.set(Uri.parse(params.textDocument.uri), await client.protocol2CodeConverter.asTextEdits(answer));
  await workspace.applyEdit(edit);
}
