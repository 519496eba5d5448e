import { Uri, workspace } from 'vscode';
import {
  type ScenarioFile,
  type ScenarioTextResponse,
  type SimulatedTextResult,
  scenarioTextRequest,
  simulatedTextRequest,
} from '../../../server/src/lsp/protocol.ts';
import { html } from '../../../server/src/simulation/export/html.ts';
import type { PageState } from '../../page/state.ts';
import { createNonce } from './html.ts';
import type { SavedPage } from './panelContext.ts';

type Ask = <Response>(request: string, params: object) => Promise<Response>;

/** Where the page keeps a scenario with what is turned in it. */
const turnedScenario = 'page:/turned.scenario.yaml';

/** The text of a page that plays on its own what a panel shows; `resources` is the folder of the panel's files. */
export async function savedPage(
  { choice, rejections, kubernetes, edits, scenario: turned }: SavedPage,
  resources: Uri,
  ask: Ask,
  ownScenarios: readonly ScenarioFile[],
): Promise<string | undefined> {
  const { uri, ...chosen } = choice;
  const textDocument = { uri };
  const simulated = await ask<SimulatedTextResult | null>(simulatedTextRequest, { textDocument });
  if (simulated === null) return undefined;
  const { text: manifest, gates } = simulated;
  const used = ownScenarios.filter(({ uri: own }) => own === choice.scenario || own === choice.oldScenario);
  const scenarioFiles = [...used, ...(await turnedFile(turned, { textDocument, ...chosen }, ask))];
  const { path } = Uri.parse(uri);
  const state: PageState = {
    manifest,
    name: path.slice(path.lastIndexOf('/') + 1),
    ...chosen,
    ...(turned === undefined ? {} : { scenario: turnedScenario }),
    kubernetes,
    ...(gates === undefined ? {} : { gates }),
    edits,
    scenarioFiles,
    rejections,
  };
  const read = async (file: string) =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(resources, file)));
  const [panelStyle, pageStyle, page, panel] = await Promise.all(
    ['main.css', 'page.css', 'page.js', 'main.js'].map(read),
  );
  return html({
    title: state.name ?? '',
    state,
    style: `${panelStyle}${pageStyle}`,
    page: page ?? '',
    panel: panel ?? '',
    nonce: createNonce(),
  });
}

async function turnedFile(changed: SavedPage['scenario'], params: object, ask: Ask): Promise<ScenarioFile[]> {
  if (changed === undefined) return [];
  const answer = await ask<ScenarioTextResponse>(scenarioTextRequest, { ...params, changed });
  return 'error' in answer ? [] : [{ uri: turnedScenario, text: answer.text }];
}
