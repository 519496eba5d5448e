/** Answers `probewise/target` and `probewise/targetEdits`. */
import type { TextEdit } from 'vscode-languageserver';
import { releaseChoices, targetEdits, targetOf } from '../features/target.ts';
import { toTextEdits } from './convert.ts';
import type { TargetEditsParams, TargetResult } from './protocol.ts';
import type { Snapshot } from './snapshots.ts';

export function answerTarget({ document, file, settings }: Snapshot): TargetResult {
  return {
    ...targetOf(file.text, settings.kubernetesVersion),
    releases: releaseChoices,
    canComment: document.languageId !== 'json',
  };
}

export function answerTargetEdits({ document, file }: Snapshot, { kubernetes }: TargetEditsParams): TextEdit[] {
  return toTextEdits(document, targetEdits(file.text, kubernetes));
}
