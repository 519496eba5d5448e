import * as vscode from 'vscode';
import { type ToolParams, type ToolResponse, toolRequest } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** What newer hosts have for assistants; the oldest that the extension runs on does not. */
interface ToolHost {
  readonly lm?: { registerTool?(name: string, tool: LanguageModelTool): vscode.Disposable };
  readonly LanguageModelToolResult?: new (parts: readonly unknown[]) => unknown;
  readonly LanguageModelTextPart?: new (text: string) => unknown;
}

interface LanguageModelTool {
  invoke(options: { readonly input: Readonly<Record<string, unknown>> }): Promise<unknown>;
}

/** As `package.json` declares them. */
const prefix = 'probewise_';

/** The tools that check, simulate, tune and explain, for the assistants of the editor; none where it has no such thing. */
export function provideTools(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const { lm, LanguageModelToolResult: Result, LanguageModelTextPart: Part } = vscode as unknown as ToolHost;
  if (lm?.registerTool === undefined || Result === undefined || Part === undefined) return vscode.Disposable.from();
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
  };
  const tools = contributes.languageModelTools.map(({ name }) =>
    lm.registerTool!(name, {
      async invoke({ input }) {
        await server.start();
        const params: ToolParams = {
          name: name.slice(prefix.length),
          arguments: await withText(input),
          nowMs: Date.now(),
        };
        const { text } = await server.client.sendRequest<ToolResponse>(toolRequest, params);
        return new Result([new Part(text)]);
      },
    }),
  );
  return vscode.Disposable.from(...tools);
}

/** With the text of the file that a path names; only files of the workspace are read, as they are in their editors. */
async function withText({ path, ...given }: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  if (typeof path !== 'string') return given;
  const text = await textOfFile(path);
  // Without it, the tool says that there is no such file.
  return text === undefined ? { ...given, path } : { ...given, manifest: text, pod: text };
}

async function textOfFile(path: string): Promise<string | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const isWhole = path.startsWith(`${uri.path}/`);
    const file = isWhole ? uri.with({ path }) : vscode.Uri.joinPath(uri, path);
    // What leads out of the folder has lost its beginning.
    if (!vscode.Uri.joinPath(file, '.').path.startsWith(`${uri.path}/`)) continue;
    try {
      return (await vscode.workspace.openTextDocument(file)).getText();
    } catch {
      // There is none in this folder.
    }
  }
  return undefined;
}
