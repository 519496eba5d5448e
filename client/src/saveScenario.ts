import { Uri, window, workspace } from 'vscode';
import type { ScenarioTextResponse } from '../../server/src/lsp/protocol.ts';
import { clientMessages as say } from './messages.ts';
import type { Choice } from './panel/panelContext.ts';
import { textOf } from './text.ts';

/** Writes a scenario beside the manifest, under a name that the user chooses; gives the file's URI. */
export async function saveScenario(
  { uri, scenario = 'scenario' }: Choice,
  response: ScenarioTextResponse,
): Promise<string | undefined> {
  if ('error' in response) {
    void window.showInformationMessage(response.error);
    return undefined;
  }
  const name = scenario.slice(scenario.lastIndexOf('/') + 1).replace(/\.scenario\.\w+$/, '');
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(Uri.parse(uri), '..', `my-${name}.scenario.yaml`),
    filters: { [textOf(say.scenarioFilter())]: ['scenario.yaml', 'yaml'] },
    title: textOf(say.saveScenario()),
  });
  if (target === undefined) return undefined;
  await workspace.fs.writeFile(target, new TextEncoder().encode(response.text));
  return target.toString();
}
