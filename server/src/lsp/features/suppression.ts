/** Answers `probewise/suppression`. */
import type { CancellationToken, TextEdit } from 'vscode-languageserver';
import { suppressionOf, wideSuppressionOf, withReason } from '../../features/actions/suppressions.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { type SuppressionParams, suppressionRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const suppressionFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(suppressionRequest, (params: SuppressionParams, token: CancellationToken) =>
      answer<TextEdit[] | null>({ method: suppressionRequest, uri: params.textDocument.uri, token }, null, (snapshot) =>
        answerSuppression(snapshot, params),
      ),
    );
  },
};

function answerSuppression(
  { document, file, findings }: Snapshot,
  { rule, position, scope, reason }: SuppressionParams,
): TextEdit[] | null {
  const offset = document.offsetAt(position);
  const finding = findings.find((one) => one.rule === rule && one.span.start === offset);
  if (!finding) return null;
  const edit = scope === 'line' ? suppressionOf(file, finding) : wideSuppressionOf(file, finding, scope);
  return edit ? toTextEdits(document, [withReason(edit, reason)]) : null;
}
