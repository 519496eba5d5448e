import { Uri, window } from 'vscode';
import { isScenarioFile } from '../../../server/src/lifecycle/world/scenarioFileName.ts';
import { clientMessages as say } from '../messages.ts';
import { openSimulationPanel, playScenario } from '../panel/simulationPanel.ts';
import { activeManifest, currentWorkload, type SimulationTarget } from '../simulation.ts';
import { textOf } from '../text.ts';
import { chooseWorkloadFor } from '../workloadPicker.ts';
import type { Command, Probewise } from './command.ts';

/**
 * Opens the panel for a workload's pod: the one a code lens names, else the one at the cursor. From a scenario's file, the
 * open panel plays that scenario.
 */
export const simulate: Command = (probewise, target?: SimulationTarget | Uri) => show(probewise, target, 'pod');

/** The same for the update of all its pods. */
export const simulateRollout: Command = (probewise, target?: SimulationTarget | Uri) =>
  show(probewise, target, 'update');

async function show({ server, panels }: Probewise, given: SimulationTarget | Uri | undefined, view: 'pod' | 'update') {
  // The explorer and the title bar give a file.
  if (given instanceof Uri) await window.showTextDocument(given);
  else if (given !== undefined) {
    openSimulationPanel(panels, { ...given, view });
    return;
  }
  const manifest = activeManifest();
  if (manifest === undefined) return;
  const { document, position } = manifest;
  const uri = document.uri.toString();
  if (isScenarioFile(document.uri.path)) {
    if (!playScenario(uri)) await chooseWorkloadFor(uri, server, panels);
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
