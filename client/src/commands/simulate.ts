import { openSimulationPanel } from '../panel/simulationPanel.ts';
import { activeManifest, requestSimulation, type SimulationTarget } from '../simulation.ts';
import type { Command } from './command.ts';

/** Opens the panel for a workload: the one a code lens names, else the one at the cursor. */
export const simulate: Command = async ({ context, server }, target?: SimulationTarget) => {
  if (target !== undefined) {
    await server.start();
    openSimulationPanel(context, server.client, target);
    return;
  }
  const manifest = activeManifest();
  if (manifest === undefined) return;
  const { document, position } = manifest;
  const uri = document.uri.toString();
  const result = await requestSimulation(server, { textDocument: { uri }, position });
  if (result !== undefined) openSimulationPanel(context, server.client, { uri, workload: result.workload.id });
};
