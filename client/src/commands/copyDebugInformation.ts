import { env, extensions, version, window, workspace } from 'vscode';
import { clientMessages as say } from '../messages.ts';
import { requestTarget } from '../target.ts';
import { textOf } from '../text.ts';
import type { Command } from './command.ts';

/** Versions, settings and counts, for a report about a fault; no content of files and no names of them. */
export const copyDebugInformation: Command = async ({ server, context }) => {
  const document = window.activeTextEditor?.document;
  const target = document && (await requestTarget(server, document).catch(() => undefined));
  const settings = workspace.getConfiguration('probewise', document);
  const information = {
    probewise: (context.extension.packageJSON as { version: string }).version,
    vscode: version,
    app: `${env.appName} (${env.appHost})`,
    platform: typeof process === 'undefined' ? 'browser' : `${process.platform} ${process.arch}`,
    yamlExtension: extensions.getExtension('redhat.vscode-yaml')?.packageJSON?.version ?? 'none',
    server: server.state,
    folders: workspace.workspaceFolders?.length ?? 0,
    schemes: [...new Set(workspace.workspaceFolders?.map(({ uri }) => uri.scheme))],
    document: document && { language: document.languageId, lines: document.lineCount },
    target: target && {
      kubernetes: target.kubernetes,
      simulated: target.simulated,
      counts: target.counts,
      leftOut: target.leftOut,
    },
    settings: {
      kubernetesVersion: settings.get('kubernetesVersion'),
      profile: settings.get('profile'),
      completion: settings.get('completion'),
      schemaValidation: settings.get('schemaValidation'),
      rules: settings.get('rules'),
      featureGates: settings.get('featureGates'),
    },
  };
  await env.clipboard.writeText(`${JSON.stringify(information, undefined, 2)}\n`);
  void window.showInformationMessage(textOf(say.copied()));
};
