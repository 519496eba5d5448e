import { ViewColumn, window, workspace } from 'vscode';
import {
  type ScenarioChoice,
  type ScenariosParams,
  scenariosRequest,
  type WorkloadsParams,
} from '../../../server/src/lsp/protocol.ts';
import { pickScenario } from '../scenarioPicker.ts';
import { activeManifest, currentWorkload, type SimulationTarget } from '../simulation.ts';
import { Transcripts } from '../transcripts.ts';
import type { Command } from './command.ts';

/** Opens the history of a workload's pod as a text document, under a scenario that the user picks. */
export const simulateAsText: Command = async ({ server, scenarioFiles }, target?: SimulationTarget) => {
  const manifest = target === undefined ? activeManifest() : undefined;
  const uri = target?.uri ?? manifest?.document.uri.toString();
  if (uri === undefined) return;
  const found = target?.workload === undefined ? await currentWorkload(server, whereIn(uri, manifest)) : undefined;
  const workload = target?.workload ?? found?.id;
  if (workload === undefined) return;

  const params: ScenariosParams = { scenarioFiles: await scenarioFiles.read() };
  await server.start();
  const scenarios: readonly ScenarioChoice[] = await server.client.sendRequest(scenariosRequest, params);
  const scenario = target?.scenario ?? (await pickScenario(scenarios));
  if (scenario === undefined) return;
  const name = workload.slice(workload.indexOf('/') + 1);
  const title = scenarios.find((choice) => choice.name === scenario && choice.own)?.title ?? scenario;
  const view = target?.view === undefined ? {} : { view: target.view };
  const transcript = Transcripts.uri({ uri, workload, scenario, ...view }, `${name} ${title}`);
  const document = await workspace.openTextDocument(transcript);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
};

function whereIn(uri: string, manifest: ReturnType<typeof activeManifest>): WorkloadsParams {
  return { textDocument: { uri }, ...(manifest === undefined ? {} : { position: manifest.position }) };
}
