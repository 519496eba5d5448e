/** Answers `probewise/fieldRange`: where a field stands that a simulation names. */
import type { CancellationToken } from 'vscode-languageserver';
import { fieldPlace } from '../../features/simulation/fieldPlaces.ts';
import { workloadsIn } from '../../features/simulation/workloads.ts';
import { toRange } from '../converter.ts';
import type { Feature, FeatureServer } from '../feature.ts';
import { type FieldRange, type FieldRangeParams, fieldRangeRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const fieldRangeFeature: Feature = {
  capability: {},
  register({ connection, answer, locate }) {
    connection.onRequest(fieldRangeRequest, (params: FieldRangeParams, token: CancellationToken) =>
      answer<FieldRange | null>({ method: fieldRangeRequest, uri: params.textDocument.uri, token }, null, (snapshot) =>
        answerFieldRange(snapshot, params, locate),
      ),
    );
  },
};

function answerFieldRange(
  { document, simulated }: Snapshot,
  { workload: id, field, of }: FieldRangeParams,
  locate: FeatureServer['locate'],
): FieldRange | null {
  const workload = workloadsIn(simulated.file).find((candidate) => candidate.id === id);
  if (workload === undefined) return null;
  const place = fieldPlace(field, workload, of);
  const { span, inFile } = simulated.toSource(place);
  const elsewhere = inFile === undefined ? undefined : locate(inFile, span);
  return elsewhere ? { ...elsewhere.range, uri: elsewhere.uri } : toRange(document, simulated.toDocument(place));
}
