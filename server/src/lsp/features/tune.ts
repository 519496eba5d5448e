/** Answers `probewise/tune`. */
import type { CancellationToken } from 'vscode-languageserver';
import { tuneWorkload } from '../../features/tune/tuneWorkload.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type TuneParams, type TuneResponse, tuneRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

const nothing: TuneResponse = { report: [], edits: [] };

export const tuneFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(tuneRequest, (params: TuneParams, token: CancellationToken) =>
      answer<TuneResponse>({ method: tuneRequest, uri: params.textDocument.uri, token }, nothing, (snapshot) =>
        answerTune(snapshot, params),
      ),
    );
  },
};

function answerTune({ document, file }: Snapshot, params: TuneParams): TuneResponse {
  const { workload, container, position, wishes } = params;
  const found = tuneWorkload(file, {
    ...(workload === undefined ? {} : { workload }),
    ...(container === undefined ? {} : { container }),
    ...(position === undefined ? {} : { offset: document.offsetAt(position) }),
    wishes,
  });
  if ('error' in found) return { report: [formatter.text(found.error)], edits: [] };
  return {
    subject: { workload: found.workload, container: found.container },
    report: found.report.map((message) => formatter.text(message)),
    edits: toTextEdits(document, found.edits),
  };
}
