/** Answers of the page's worker: what the language server says of a manifest that stands for itself. */
import { LineIndex } from '../../server/src/base/lineIndex.ts';
import type { Span } from '../../server/src/base/span.ts';
import { applyEdits } from '../../server/src/base/textEdit.ts';
import { fieldEdits } from '../../server/src/features/simulation/fieldEdits.ts';
import { fieldPlace } from '../../server/src/features/simulation/fieldPlaces.ts';
import { simulateRollout } from '../../server/src/features/simulation/rollout.ts';
import { rolloutText } from '../../server/src/features/simulation/rolloutText.ts';
import { scenarioText } from '../../server/src/features/simulation/scenarioText.ts';
import {
  podRequest,
  rolloutRequest,
  shownPod,
  shownRolloutOf,
  workloadChoice,
} from '../../server/src/features/simulation/shownSimulation.ts';
import { simulateText } from '../../server/src/features/simulation/simulateText.ts';
import { preparePod, simulateWorkload } from '../../server/src/features/simulation/simulation.ts';
import { type WorkloadWish, workloadsIn } from '../../server/src/features/simulation/workloads.ts';
import type { FieldRange, Rejection, SimulateParams, SimulationRefusal } from '../../server/src/lsp/protocol.ts';
import { type ManifestFile, parseManifest } from '../../server/src/manifest/file.ts';
import type { SimulationFailure } from '../../server/src/simulation/scenarios.ts';
import type { Questions, Subject } from './requests.ts';
import { formatter } from './workerText.ts';

type Answers = {
  readonly [Q in keyof Questions]: (subject: Subject, params: Questions[Q][0]) => Questions[Q][1];
};

export const answers: Answers = {
  simulate(subject, params) {
    const file = fileOf(subject);
    const request = podRequest(workloadOf(params), params, subject);
    if ('error' in request) return refusal(request);
    const simulation = simulateWorkload(file, request);
    if ('error' in simulation) return refusal(simulation);
    return { ...shownPod(file, simulation, params, formatter), rejections: rejectionsOf(subject) };
  },
  rollout(subject, params) {
    const file = fileOf(subject);
    const request = rolloutRequest(workloadOf(params), params, subject);
    if ('error' in request) return refusal(request);
    const simulation = simulateRollout(file, request);
    if ('error' in simulation) return refusal(simulation);
    return { ...shownRolloutOf(file, simulation, params, formatter), rejections: rejectionsOf(subject) };
  },
  workloads: (subject) => workloadsIn(fileOf(subject)).map(workloadChoice),
  fieldRange(subject, { workload: id, field, of }) {
    const file = fileOf(subject);
    const workload = workloadsIn(file).find((candidate) => candidate.id === id);
    return workload === undefined ? null : rangeOf(file, fieldPlace(field, workload, of));
  },
  fieldEdits(subject, { workload: id, edits }) {
    const workload = workloadsIn(fileOf(subject)).find((candidate) => candidate.id === id);
    const made = workload && fieldEdits(workload, edits);
    return made === undefined ? null : made.map(({ span, newText }) => ({ ...span, newText }));
  },
  scenarioText(subject, { changed, ...params }) {
    if (changed !== undefined) return { text: scenarioText(changed, formatter) };
    const request = podRequest(workloadOf(params), params, subject);
    if ('error' in request) return refusal(request);
    const prepared = preparePod(fileOf(subject), request);
    return 'error' in prepared ? refusal(prepared) : { text: scenarioText(prepared.input.scenario, formatter) };
  },
  text(subject, params) {
    const { turned: { edits = [], scenario } = {} } = params;
    const workload = workloadsIn(fileOf(subject)).find(({ id }) => id === params.workload);
    const made = workload && fieldEdits(workload, edits);
    const file = made === undefined ? fileOf(subject) : parseManifest(applyEdits(subject.manifest, made));
    const chosen = rolloutRequest(workloadOf(params), params, subject);
    if ('error' in chosen) return refusal(chosen);
    const request = scenario === undefined ? chosen : { ...chosen, scenario };
    if (params.of === 'pod') {
      const simulation = simulateWorkload(file, request);
      return 'error' in simulation ? refusal(simulation) : { text: simulateText(file, simulation, formatter) };
    }
    const simulation = simulateRollout(file, request);
    return 'error' in simulation ? refusal(simulation) : { text: rolloutText(simulation, formatter) };
  },
};

/** The text was read already in nearly each question. */
let last: ManifestFile | undefined;

function fileOf({ manifest }: Subject): ManifestFile {
  if (last?.text !== manifest) last = parseManifest(manifest);
  return last;
}

function workloadOf({ workload }: Pick<SimulateParams, 'workload'>): WorkloadWish {
  return workload === undefined ? {} : { workload };
}

function refusal({ error }: SimulationFailure): SimulationRefusal {
  return { error: formatter.text(error) };
}

/** They were found where the page was made, and go nowhere in particular here. */
function rejectionsOf({ rejections }: Subject): Rejection[] {
  const start = { line: 0, character: 0 };
  return rejections.map((message) => ({ message, range: { start, end: start } }));
}

function rangeOf(file: ManifestFile, { start, end }: Span): FieldRange {
  const lines = new LineIndex(file.text);
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
