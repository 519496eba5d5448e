/** What the answers about one pod and about a whole rollout have in common. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import { ignoredFields } from '../../features/simulation/ignoredFields.ts';
import { simulationFailures as say } from '../../features/simulation/messages.ts';
import { openEnds } from '../../features/simulation/openEnds.ts';
import { rejectionsIn } from '../../features/simulation/rejections.ts';
import { chosenScenario } from '../../features/simulation/scenarioChoices.ts';
import type { Simulation, SimulationRequest } from '../../features/simulation/simulation.ts';
import { type WorkloadInFile, workloadsIn } from '../../features/simulation/workloads.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { parseManifest } from '../../manifest/file.ts';
import { plainWorkload } from '../../manifest/plainWorkload.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { toRange } from '../converter.ts';
import { formatter } from '../formatter.ts';
import type {
  SimulatedWorkload,
  SimulateParams,
  SimulateResult,
  SimulationRefusal,
  WorkloadChoice,
} from '../protocol.ts';
import { itself } from '../simulatedFile.ts';
import type { Snapshot } from '../snapshots.ts';

export const simulationFailed: SimulationFailure = { error: say.failed() };

/** What a simulation needs to know of a document. */
export type Played = Pick<Snapshot, 'document' | 'settings' | 'file' | 'simulated'>;

/** The document, or with another text what it would be; what other files make of it is known for its own text only. */
export function played(snapshot: Snapshot, text: string | undefined): Played | SimulationFailure {
  if (text === undefined) return snapshot;
  const { document, settings, file, simulated } = snapshot;
  if (simulated.file !== file) return { error: say.builtFromFiles() };
  const other = parseManifest(text, undefined, file.context);
  return {
    settings,
    document: TextDocument.create(document.uri, document.languageId, document.version, text),
    file: other,
    simulated: itself(other, () => []),
  };
}

/** Why there is nothing to simulate, as the client shows it. */
export function refusal({ error }: SimulationFailure): SimulationRefusal {
  return { error: formatter.text(error) };
}

/** A client's parameters as the features take them; of a scenario that cannot be read, why. */
export function requestOf(
  snapshot: Played,
  { workload, position, scenario, scenarioFiles, untilMs }: SimulateParams,
): SimulationRequest | SimulationFailure {
  const chosen = chosenScenario(scenario, scenarioFiles);
  if (isFailure(chosen)) return chosen;
  const { document, settings, simulated } = snapshot;
  return {
    ...(workload === undefined ? {} : builtWorkload(snapshot, workload)),
    ...(position === undefined ? {} : { offset: simulated.toFile(document.offsetAt(position)) }),
    ...(chosen === undefined ? {} : { scenario: chosen }),
    ...(untilMs === undefined ? {} : { untilMs }),
    kubernetes: settings.kubernetesVersion,
    gates: settings.featureGates,
  };
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

export function isFailure(chosen: string | Scenario | undefined | SimulationFailure): chosen is SimulationFailure {
  return typeof chosen === 'object' && 'error' in chosen;
}

export function described({ id, kind, name }: WorkloadInFile): Omit<SimulatedWorkload, 'containers'> {
  return { id, kind, name };
}

export function workloadChoice(workload: WorkloadInFile): WorkloadChoice {
  const { id, label } = workload;
  const rollout = plainWorkload(workload.workload, workload.name);
  return { id, label, rollout: rollout !== undefined, firstView: rollout?.kind === 'Job' ? 'create' : 'pod' };
}

export function workloadChoices({ simulated }: Pick<Snapshot, 'simulated'>): WorkloadChoice[] {
  return workloadsIn(simulated.file).map(workloadChoice);
}

/** What is to be said before the simulation itself. */
export function notesOf(
  { document, simulated }: Played,
  { workload, release }: Pick<Simulation, 'workload' | 'release'>,
): Pick<SimulateResult, 'rejections' | 'openEnds' | 'release'> {
  return {
    rejections: rejectionsIn(simulated.findings, workload).map(({ message, span }) => ({
      message: formatter.text(message),
      range: toRange(document, simulated.toDocument(span)),
    })),
    openEnds: [...openEnds(workload.workload), ...ignoredFields(workload.workload)],
    release,
  };
}
