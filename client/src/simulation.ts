import { type Position, type TextDocument, window } from 'vscode';
import {
  type SimulationTextParams,
  type SimulationTextResponse,
  simulationTextRequest,
  type Turned,
  type WorkloadChoice,
  type WorkloadsParams,
  type WorkloadsResult,
  workloadsRequest,
} from '../../server/src/lsp/protocol.ts';
import { looksLikeManifest } from './manifests.ts';
import { clientMessages as say } from './messages.ts';
import type { Server } from './server.ts';
import { textOf } from './text.ts';

/** What to simulate: a workload of a document, as a code lens names it. */
export interface SimulationTarget {
  readonly uri: string;
  readonly workload?: string;
  /** One pod, or all of the workload's. */
  readonly view?: 'pod' | 'update' | 'create';
  readonly scenario?: string;
  /** Of the old pods of an update. */
  readonly oldScenario?: string;
  /** How much of the pod's life; without it, as long as something happens. */
  readonly untilMs?: number;
  /** What is turned in *What if* and written nowhere. */
  readonly turned?: Turned;
}

/** The workload that a command is about: the one at the cursor, else the first; tells the user where there is none. */
export async function currentWorkload(server: Server, params: WorkloadsParams): Promise<WorkloadChoice | undefined> {
  await server.start();
  const { current }: WorkloadsResult = await server.client.sendRequest(workloadsRequest, params);
  if (current === undefined) void window.showInformationMessage(textOf(say.noWorkload()));
  return current;
}

/** Asks the server for a simulation as text; tells the user why there is none. */
export async function requestSimulationText(server: Server, params: SimulationTextParams): Promise<string | undefined> {
  await server.start();
  const response: SimulationTextResponse = await server.client.sendRequest(simulationTextRequest, params);
  if (!('error' in response)) return response.text;
  void window.showInformationMessage(response.error);
  return undefined;
}

/** The manifest and the place in it that a command is about when nobody says so: the active editor's cursor. */
export function activeManifest(): { document: TextDocument; position: Position } | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || !looksLikeManifest(editor.document)) {
    void window.showInformationMessage(textOf(say.openManifest()));
    return undefined;
  }
  return { document: editor.document, position: editor.selection.active };
}
