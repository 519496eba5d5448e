/** Answers `probewise/target` and `probewise/targetEdits`. */
import type { CancellationToken, TextEdit } from 'vscode-languageserver';
import { releaseChoices, targetEdits, targetOf } from '../../features/target.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import {
  type TargetEditsParams,
  type TargetParams,
  type TargetResult,
  targetEditsRequest,
  targetRequest,
} from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const targetFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(targetRequest, ({ textDocument: { uri } }: TargetParams, token: CancellationToken) =>
      answer<TargetResult | null>({ method: targetRequest, uri, token }, null, answerTarget),
    );
    connection.onRequest(targetEditsRequest, (params: TargetEditsParams, token: CancellationToken) =>
      answer<TextEdit[]>({ method: targetEditsRequest, uri: params.textDocument.uri, token }, [], (snapshot) =>
        answerTargetEdits(snapshot, params),
      ),
    );
  },
};

function answerTarget({ document, file, settings }: Snapshot): TargetResult {
  const { kubernetes, source } = targetOf(file.text, settings.kubernetesVersion);
  return {
    kubernetes,
    source,
    releases: releaseChoices,
    canComment: document.languageId !== 'json',
  };
}

function answerTargetEdits({ document, file }: Snapshot, { kubernetes }: TargetEditsParams): TextEdit[] {
  return toTextEdits(document, targetEdits(file.text, kubernetes));
}
