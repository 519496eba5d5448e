/** Answers `probewise/fieldEdits`: in the document, or in the values, base or patch that its simulation comes from. */
import type { CancellationToken } from 'vscode-languageserver';
import { fieldEdits } from '../../features/simulation/fieldEdits.ts';
import { workloadsIn } from '../../features/simulation/workloads.ts';
import { type ConverterContext, toChanges } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { type FieldEditsParams, type FieldEditsResult, fieldEditsRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const fieldEditsFeature: Feature = {
  capability: {},
  register({ connection, answer, converterContext }) {
    connection.onRequest(fieldEditsRequest, (params: FieldEditsParams, token: CancellationToken) =>
      answer<FieldEditsResult | null>(
        { method: fieldEditsRequest, uri: params.textDocument.uri, token },
        null,
        (snapshot) => answerFieldEdits(snapshot, params, converterContext()),
      ),
    );
  },
};

function answerFieldEdits(
  { document, simulated }: Snapshot,
  { workload: id, edits }: FieldEditsParams,
  context: ConverterContext,
): FieldEditsResult | null {
  const workload = workloadsIn(simulated.file).find((candidate) => candidate.id === id);
  const made = workload && fieldEdits(workload, edits);
  const inSource = made && simulated.toSourceEdits(made, workload.extent.start);
  const changes = inSource && toChanges(document, inSource, context);
  return changes ? { changes } : null;
}
