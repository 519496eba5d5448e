import {
  ConfigurationTarget,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  type TextDocument,
  ThemeIcon,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { TextEdit } from 'vscode-languageclient';
import { type TargetEditsParams, type TargetResult, targetEditsRequest } from '../../../server/src/lsp/protocol.ts';
import { clientMessages as say } from '../messages.ts';
import type { Server } from '../server.ts';
import { activeManifest } from '../simulation.ts';
import { requestTarget } from '../target.ts';
import { textOf } from '../text.ts';
import type { Command } from './command.ts';

/**
 * Lets the user choose the release of Kubernetes that the active manifest is checked against. The choice goes where the
 * present one comes from: into the file's own comment if it has one, else into the setting; a button writes the comment.
 */
export const selectKubernetesVersion: Command = async ({ server }, release?: string) => {
  const manifest = activeManifest();
  if (manifest === undefined) return;
  const { document } = manifest;
  await server.start();
  const target = await requestTarget(server, document);
  if (target === undefined) return;
  const choice = release === undefined ? await pick(target) : { release, inFile: target.source === 'comment' };
  if (choice === undefined) return;
  if (choice.inFile) await writeComment(server, document, choice.release);
  else await writeSetting(document, choice.release ?? '');
};

interface Choice {
  /** Undefined: whatever decides without it. */
  readonly release: string | undefined;
  readonly inFile: boolean;
}

interface Item extends QuickPickItem {
  readonly choice?: Choice;
}

const onlyHere: QuickInputButton = {
  iconPath: new ThemeIcon('file-code'),
  tooltip: textOf(say.onlyHere()),
};

function pick({ kubernetes, source, releases, canComment }: TargetResult): Promise<Choice | undefined> {
  const inFile = source === 'comment';
  const picker = window.createQuickPick<Item>();
  const items: Item[] = releases.map((release, index) => ({
    label: textOf(say.release({ release })),
    ...(release === kubernetes
      ? { description: textOf(say.currentRelease()) }
      : index === 0
        ? { description: textOf(say.newestRelease()) }
        : {}),
    ...(canComment && !inFile ? { buttons: [onlyHere] } : {}),
    choice: { release, inFile },
  }));
  const otherwise: Item = inFile
    ? {
        label: textOf(say.removeComment()),
        description: textOf(say.settingDecides()),
        choice: { release: undefined, inFile: true },
      }
    : {
        label: textOf(say.alwaysNewest()),
        description: textOf(say.noSetting()),
        choice: { release: undefined, inFile: false },
      };
  picker.items = [...items, { label: '', kind: QuickPickItemKind.Separator }, otherwise];
  picker.activeItems = picker.items.filter(({ choice }) => choice?.release === kubernetes);
  picker.title = textOf(inFile ? say.releaseOfFile() : say.releaseOfManifests());
  picker.placeholder = textOf(say.releaseNow({ release: kubernetes }));
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.choice);
      picker.dispose();
    });
    picker.onDidTriggerItemButton(({ item }) => {
      resolve(item.choice && { ...item.choice, inFile: true });
      picker.dispose();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

async function writeComment(server: Server, document: TextDocument, release: string | undefined): Promise<void> {
  const params: TargetEditsParams = {
    textDocument: { uri: document.uri.toString() },
    ...(release === undefined ? {} : { kubernetes: release }),
  };
  const { client } = server;
  const answer = await client.sendRequest<TextEdit[]>(targetEditsRequest, params);
  const edit = new WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits(answer));
  await workspace.applyEdit(edit);
}

/** Into the settings of the workspace, since its cluster is meant; without one, into the user's. */
async function writeSetting(document: TextDocument, release: string): Promise<void> {
  const scope = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace
    .getConfiguration('probewise', document)
    .update('kubernetesVersion', release === '' ? undefined : release, scope);
}
