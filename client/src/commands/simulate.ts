import { window } from 'vscode';
import { isScenarioFile } from '../../../server/src/lifecycle/world/scenarioFileName.ts';
import { clientMessages as say } from '../messages.ts';
import { openSimulationPanel, playScenario } from '../panel/simulationPanel.ts';
import { activeManifest, currentWorkload, type SimulationTarget } from '../simulation.ts';
import { textOf } from '../text.ts';
import type { Command, Probewise } from './command.ts';

/**
 * Opens the panel for a workload's pod: the one a code lens names, else the one at the cursor. From a scenario's file, the
 * open panel plays that scenario.
 */
export const simulate: Command = (probewise, target?: SimulationTarget) => show(probewise, target, 'pod');

/** The same for the update of all its pods. */
export const simulateRollout: Command = (probewise, target?: SimulationTarget) => show(probewise, target, 'update');

async function show({ server, panels }: Probewise, target: SimulationTarget | undefined, view: 'pod' | 'update') {
  if (target !== undefined) {
    openSimulationPanel(panels, { ...target, view });
    return;
  }
  const manifest = activeManifest();
  if (manifest === undefined) return;
  const { document, position } = manifest;
  const uri = document.uri.toString();
  if (isScenarioFile(document.uri.path)) {
    if (!playScenario(uri)) void window.showInformationMessage(textOf(say.simulateManifestFirst()));
    return;
  }
  const workload = await currentWorkload(server, { textDocument: { uri }, position });
  if (workload === undefined) return;
  if (view === 'update' && !workload.rollout) {
    void window.showInformationMessage(textOf(say.noRollout({ workload: workload.label })));
    return;
  }
  openSimulationPanel(panels, { uri, workload: workload.id, view: view === 'pod' ? workload.firstView : view });
}
