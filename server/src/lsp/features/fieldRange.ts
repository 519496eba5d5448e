/** Answers `probewise/fieldRange`: where a field stands that a simulation names. */
import type { CancellationToken, Range } from 'vscode-languageserver';
import { fieldPlace } from '../../features/simulation/fieldPlaces.ts';
import { workloadsIn } from '../../features/simulation/workloads.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { type FieldRangeParams, fieldRangeRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const fieldRangeFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(fieldRangeRequest, (params: FieldRangeParams, token: CancellationToken) =>
      answer<Range | null>({ method: fieldRangeRequest, uri: params.textDocument.uri, token }, null, (snapshot) =>
        answerFieldRange(snapshot, params),
      ),
    );
  },
};

function answerFieldRange(
  { document, simulated }: Snapshot,
  { workload: id, field, of }: FieldRangeParams,
): Range | null {
  const workload = workloadsIn(simulated.file).find((candidate) => candidate.id === id);
  return workload === undefined ? null : toRange(document, simulated.toDocument(fieldPlace(field, workload, of)));
}
