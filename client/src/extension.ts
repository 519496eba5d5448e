/** Entry of the extension in Node: the language server is a process of its own. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateExtension } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server/server.cjs');
  const server = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  return activateExtension(context, (options) => new LanguageClient('probewise', 'Probewise', server, options));
}
