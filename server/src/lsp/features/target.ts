/** Answers `probewise/target` and `probewise/targetEdits`. */
import type { CancellationToken, TextEdit } from 'vscode-languageserver';
import { leftOut } from '../../features/leftOut.ts';
import { releaseChoices, targetEdits, targetOf } from '../../features/target.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Severity } from '../../rules/rule.ts';
import { releaseToSimulate } from '../../simulation/release.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
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
  register({ connection, answer, shownIn }) {
    connection.onRequest(targetRequest, ({ textDocument: { uri } }: TargetParams, token: CancellationToken) =>
      answer<TargetResult | null>({ method: targetRequest, uri, token }, null, (snapshot) =>
        answerTarget(snapshot, shownIn(uri)),
      ),
    );
    connection.onRequest(targetEditsRequest, (params: TargetEditsParams, token: CancellationToken) =>
      answer<TextEdit[]>({ method: targetEditsRequest, uri: params.textDocument.uri, token }, [], (snapshot) =>
        answerTargetEdits(snapshot, params),
      ),
    );
  },
};

function answerTarget(snapshot: Snapshot, shown: readonly Finding[]): TargetResult {
  const { document, file, settings, inChart } = snapshot;
  const { kubernetes, source } = targetOf(file.text, settings.kubernetesVersion);
  const count = (severity: Severity) => shown.filter((finding) => finding.severity === severity).length;
  return {
    kubernetes,
    source,
    releases: releaseChoices,
    canComment: document.languageId !== 'json',
    simulated: releaseToSimulate(kubernetes).simulated,
    counts: {
      error: count('error'),
      warning: count('warning'),
      information: count('information'),
      hint: count('hint'),
    },
    leftOut: leftOut(snapshot).map((message) => formatter.text(message)),
    ...(inChart && { valueFiles: inChart.valueFiles }),
  };
}

function answerTargetEdits({ document, file }: Snapshot, { kubernetes }: TargetEditsParams): TextEdit[] {
  return toTextEdits(document, targetEdits(file.text, kubernetes));
}
