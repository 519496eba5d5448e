/** Answers `probewise/fieldsAt`: which fields of a simulation the cursor stands in. */
import type { CancellationToken } from 'vscode-languageserver';
import { fieldPlace } from '../../features/simulation/fieldPlaces.ts';
import { workloadsIn } from '../../features/simulation/workloads.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { type FieldsAtParams, fieldsAtRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const fieldsAtFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(fieldsAtRequest, (params: FieldsAtParams, token: CancellationToken) =>
      answer<readonly string[]>({ method: fieldsAtRequest, uri: params.textDocument.uri, token }, [], (snapshot) =>
        answerFieldsAt(snapshot, params),
      ),
    );
  },
};

/** Of fields within each other, the innermost. */
function answerFieldsAt(
  { document, simulated }: Snapshot,
  { workload: id, fields, of, line }: FieldsAtParams,
): readonly string[] {
  const workload = workloadsIn(simulated.file).find((candidate) => candidate.id === id);
  if (workload === undefined) return [];
  const around = fields.flatMap((field) => {
    const { span, inFile } = simulated.toSource(fieldPlace(field, workload, of));
    const { start, end } = toRange(document, span);
    const lines = end.line - start.line;
    return inFile === undefined && start.line <= line && line <= end.line ? [{ field, lines }] : [];
  });
  const fewest = Math.min(...around.map(({ lines }) => lines));
  return around.filter(({ lines }) => lines === fewest).map(({ field }) => field);
}
