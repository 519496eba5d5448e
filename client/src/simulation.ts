import { type Position, type TextDocument, window } from 'vscode';
import {
  type SimulateParams,
  type SimulateResponse,
  type SimulateResult,
  type SimulateRolloutParams,
  type SimulateRolloutResponse,
  simulateRequest,
  simulateRolloutRequest,
} from '../../server/src/lsp/protocol.ts';
import { looksLikeManifest } from './manifests.ts';
import type { Server } from './server.ts';

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
}

/** Asks the server for a simulation; tells the user why there is none. */
export async function requestSimulation(server: Server, params: SimulateParams): Promise<SimulateResult | undefined> {
  await server.start();
  const response: SimulateResponse = await server.client.sendRequest(simulateRequest, params);
  if ('error' in response) {
    void window.showInformationMessage(response.error);
    return undefined;
  }
  return response;
}

/** Asks the server for a rollout as text; tells the user why there is none. */
export async function requestRolloutText(server: Server, params: SimulateRolloutParams): Promise<string | undefined> {
  await server.start();
  const response: SimulateRolloutResponse = await server.client.sendRequest(simulateRolloutRequest, params);
  if (!('error' in response)) return response.text;
  void window.showInformationMessage(response.error);
  return undefined;
}

/** The manifest and the place in it that a command is about when nobody says so: the active editor's cursor. */
export function activeManifest(): { document: TextDocument; position: Position } | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || !looksLikeManifest(editor.document)) {
    void window.showInformationMessage('Open a Kubernetes manifest (YAML or JSON) to simulate its pods.');
    return undefined;
  }
  return { document: editor.document, position: editor.selection.active };
}
