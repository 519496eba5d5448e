/** Which workload a scenario runs on, where no panel is open that could play it. */
import { Uri, window, workspace } from 'vscode';
import { type WorkloadsResult, workloadsRequest } from '../../server/src/lsp/protocol.ts';
import { looksLikeManifest } from './manifests.ts';
import { clientMessages as say } from './messages.ts';
import { openSimulationPanel, type PanelHost } from './panel/simulationPanel.ts';
import type { Server } from './server.ts';
import { textOf } from './text.ts';

/** Offers the workloads of all open manifests and opens a panel with the scenario. */
export async function chooseWorkloadFor(scenario: string, server: Server, panels: PanelHost): Promise<void> {
  await server.start();
  const manifests = workspace.textDocuments.filter(
    (document) => looksLikeManifest(document) && document.uri.toString() !== scenario,
  );
  const found = await Promise.all(
    manifests.map(async ({ uri }) => {
      const params = { textDocument: { uri: uri.toString() } };
      const { workloads }: WorkloadsResult = await server.client.sendRequest(workloadsRequest, params);
      return workloads.map(({ id, label, firstView }) => ({
        label,
        description: workspace.asRelativePath(Uri.parse(params.textDocument.uri)),
        target: { uri: params.textDocument.uri, workload: id, view: firstView, scenario },
      }));
    }),
  );
  const choices = found.flat();
  if (choices.length === 0) {
    void window.showInformationMessage(textOf(say.noManifest()));
    return;
  }
  const chosen = await window.showQuickPick(choices, { title: textOf(say.whichWorkload()) });
  if (chosen) openSimulationPanel(panels, chosen.target);
}
