/** What the answers about one pod and about a whole rollout have in common. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '../../base/textEdit.ts';
import { fieldEdits } from '../../features/simulation/fieldEdits.ts';
import { simulationFailures as say } from '../../features/simulation/messages.ts';
import { rejectionsIn } from '../../features/simulation/rejections.ts';
import type { RolloutRequest } from '../../features/simulation/rollout.ts';
import { podRequest, rolloutRequest } from '../../features/simulation/shownSimulation.ts';
import type { SimulationRequest } from '../../features/simulation/simulation.ts';
import { type WorkloadInFile, type WorkloadWish, workloadsIn } from '../../features/simulation/workloads.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { FixEdit } from '../../rules/finding.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { toRange } from '../converter.ts';
import { formatter } from '../formatter.ts';
import type { Rejection, SimulateParams, SimulateRolloutParams, SimulationRefusal, Turned } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const simulationFailed: SimulationFailure = { error: say.failed() };

/** What a simulation needs to know of a document. */
export type Played = Pick<Snapshot, 'document' | 'settings' | 'file' | 'simulated'>;

/** The document, or with another text what it would be; so with other files that it is made of. */
export function played(
  snapshot: Snapshot,
  { text, others = {} }: Pick<SimulateParams, 'text' | 'others'>,
): Played | SimulationFailure {
  if (text === undefined) return snapshot;
  const { document, settings, file } = snapshot;
  const written = TextDocument.create(document.uri, document.languageId, document.version, text);
  const simulated = snapshot.simulatedWith(written, others);
  if (simulated === undefined) return { error: say.notBuiltWith() };
  return { settings, document: written, file: parseManifest(text, undefined, file.context), simulated };
}

/** The document with the numbers that are turned. */
export function turnedIn(
  snapshot: Snapshot,
  workload: string | undefined,
  { edits }: Turned,
): Played | SimulationFailure {
  if (edits.length === 0) return snapshot;
  const { document, simulated } = snapshot;
  const placed = workloadsIn(simulated.file).find(({ id }) => id === workload);
  const made = placed && fieldEdits(placed, edits);
  const inSource = made && simulated.toSourceEdits(made, placed.extent.start);
  if (inSource === undefined) return { error: say.numbersFixed() };
  const byFile = new Map<string, FixEdit[]>();
  for (const edit of inSource) {
    const { inFile = document.uri } = edit;
    byFile.set(inFile, [...(byFile.get(inFile) ?? []), edit]);
  }
  const texts: Record<string, string> = { [document.uri]: document.getText() };
  for (const [uri, own] of byFile) {
    const text = texts[uri] ?? snapshot.textOf(uri);
    if (text === undefined) return { error: say.numbersFixed() };
    texts[uri] = applyEdits(text, own);
  }
  const { [document.uri]: text, ...others } = texts;
  return played(snapshot, { text: text!, others });
}

/** Why there is nothing to simulate, as the client shows it. */
export function refusal({ error }: SimulationFailure): SimulationRefusal {
  return { error: formatter.text(error) };
}

/** A client's parameters as the features take them; of a scenario that cannot be read, why. */
export function requestOf(snapshot: Played, params: SimulateParams): SimulationRequest | SimulationFailure {
  return podRequest(wishOf(snapshot, params), params, targetOf(snapshot));
}

export function rolloutRequestOf(snapshot: Played, params: SimulateRolloutParams): RolloutRequest | SimulationFailure {
  return rolloutRequest(wishOf(snapshot, params), params, targetOf(snapshot));
}

function wishOf(snapshot: Played, { workload, position }: SimulateParams): WorkloadWish {
  const { document, simulated } = snapshot;
  return {
    ...(workload === undefined ? {} : builtWorkload(snapshot, workload)),
    ...(position === undefined ? {} : { offset: simulated.toFile(document.offsetAt(position)) }),
  };
}

function targetOf({ settings }: Played) {
  return { kubernetes: settings.kubernetesVersion, gates: settings.featureGates };
}

/** A workload of the document itself, as a lens has it that is older than the chart or the overlay, is what it becomes. */
function builtWorkload(
  { file, simulated }: Played,
  id: string,
): { readonly workload: string } | { readonly offset: number } {
  if (simulated.file === file || workloadsIn(simulated.file).some((one) => one.id === id)) return { workload: id };
  const own = workloadsIn(file).find((one) => one.id === id);
  return own ? { offset: simulated.toFile(own.nameSpan.start) } : { workload: id };
}

/** The errors for which the API server would not take the workload. */
export function rejectionsOf({ document, simulated }: Played, workload: WorkloadInFile): Rejection[] {
  return rejectionsIn(simulated.findings, workload).map(({ message, span }) => ({
    message: formatter.text(message),
    range: toRange(document, simulated.toDocument(span)),
  }));
}
