/** Answers `probewise/fieldEdits`. */
import type { CancellationToken, TextEdit } from 'vscode-languageserver';
import { fieldEdits } from '../../features/simulation/fieldEdits.ts';
import { workloadsIn } from '../../features/simulation/workloads.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { type FieldEditsParams, fieldEditsRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const fieldEditsFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(fieldEditsRequest, (params: FieldEditsParams, token: CancellationToken) =>
      answer<TextEdit[] | null>({ method: fieldEditsRequest, uri: params.textDocument.uri, token }, null, (snapshot) =>
        answerFieldEdits(snapshot, params),
      ),
    );
  },
};

function answerFieldEdits({ document, file }: Snapshot, { workload: id, edits }: FieldEditsParams): TextEdit[] | null {
  const workload = workloadsIn(file).find((candidate) => candidate.id === id);
  const made = workload && fieldEdits(workload, edits);
  return made === undefined ? null : toTextEdits(document, made);
}
