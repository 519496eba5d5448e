/** Answers `probewise/rendered`: the manifests that a template, a patch or a kustomization becomes. */
import type { CancellationToken } from 'vscode-languageserver';
import { chartMessages } from '../../features/chart/messages.ts';
import { renderedText } from '../../features/rendered/renderedText.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type RenderedParams, type RenderedResult, renderedRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const renderedFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(renderedRequest, ({ textDocument: { uri } }: RenderedParams, token: CancellationToken) =>
      answer<RenderedResult | null>({ method: renderedRequest, uri, token }, null, answerRendered),
    );
  },
};

function answerRendered({ document, file, simulated, inChart }: Snapshot): RenderedResult | null {
  if (simulated.file !== file)
    return renderedText(
      simulated.file.text,
      (piece) => simulated.toDocument(piece),
      (offset) => document.positionAt(offset).line,
    );
  if (!inChart) return null;
  return { text: '', lines: [], problem: formatter.text(inChart.failure ?? chartMessages.rendersNothing()) };
}
