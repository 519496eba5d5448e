import { ViewColumn, window, workspace } from 'vscode';
import { activeManifest, requestSimulation, type SimulationTarget } from '../simulation.ts';
import { Transcripts } from '../transcripts.ts';
import type { Command } from './command.ts';

/** Opens the history of a workload's pod as a text document, under a scenario that the user picks. */
export const simulateAsText: Command = async ({ server, scenarioFiles }, target?: SimulationTarget) => {
  const manifest = target === undefined ? activeManifest() : undefined;
  const uri = target?.uri ?? manifest?.document.uri.toString();
  if (uri === undefined) return;
  const result = await requestSimulation(server, {
    textDocument: { uri },
    scenarioFiles: await scenarioFiles.read(),
    ...(target?.workload === undefined ? {} : { workload: target.workload }),
    ...(manifest === undefined ? {} : { position: manifest.position }),
  });
  if (result === undefined) return;

  const scenario = target?.scenario ?? (await pickScenario(result.scenarios));
  if (scenario === undefined) return;
  const { workload } = result;
  const title = result.scenarios.find(({ name, own }) => name === scenario && own)?.title ?? scenario;
  const view = target?.view === undefined ? {} : { view: target.view };
  const transcript = Transcripts.uri({ uri, workload: workload.id, scenario, ...view }, `${workload.name} ${title}`);
  const document = await workspace.openTextDocument(transcript);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
};

async function pickScenario(
  scenarios: readonly { readonly name: string; readonly title: string; readonly description: string }[],
): Promise<string | undefined> {
  const items = scenarios.map(({ name, title, description }) => ({ label: title, detail: description, name }));
  const picked = await window.showQuickPick(items, { placeHolder: 'What happens to the pod?', matchOnDetail: true });
  return picked?.name;
}
