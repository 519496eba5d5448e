import type { TextDocument } from 'vscode';
import { type TargetResult, targetRequest } from '../../server/src/lsp/protocol.ts';
import { isValuesFile, looksLikeManifest } from './manifests.ts';
import type { Server } from './server.ts';

/** Which release a document is checked against; undefined where that is open yet. */
export async function requestTarget(server: Server, document: TextDocument): Promise<TargetResult | undefined> {
  if (server.state !== 'running' || !(looksLikeManifest(document) || isValuesFile(document))) return undefined;
  const textDocument = { uri: document.uri.toString() };
  return (await server.client.sendRequest<TargetResult | null>(targetRequest, { textDocument })) ?? undefined;
}
