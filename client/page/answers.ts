/** Answers of the page's worker: what the language server says of a manifest that stands for itself. */
import { LineIndex } from '../../server/src/base/lineIndex.ts';
import type { Span } from '../../server/src/base/span.ts';
import { fieldEdits } from '../../server/src/features/simulation/fieldEdits.ts';
import { fieldPlace, specPath } from '../../server/src/features/simulation/fieldPlaces.ts';
import { ignoredFields } from '../../server/src/features/simulation/ignoredFields.ts';
import { openEnds } from '../../server/src/features/simulation/openEnds.ts';
import { simulateRollout } from '../../server/src/features/simulation/rollout.ts';
import { rolloutText } from '../../server/src/features/simulation/rolloutText.ts';
import { chosenScenario, scenarioChoices } from '../../server/src/features/simulation/scenarioChoices.ts';
import { scenarioText } from '../../server/src/features/simulation/scenarioText.ts';
import { simulateText } from '../../server/src/features/simulation/simulateText.ts';
import {
  preparePod,
  type SimulationRequest,
  simulateWorkload,
} from '../../server/src/features/simulation/simulation.ts';
import { type WorkloadInFile, workloadsIn } from '../../server/src/features/simulation/workloads.ts';
import { rolloutStatusLines } from '../../server/src/lifecycle/kubectl/rolloutStatus.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import type {
  FieldRange,
  Rejection,
  SimulateParams,
  SimulateRolloutParams,
  SimulationRefusal,
  WorkloadChoice,
} from '../../server/src/lsp/protocol.ts';
import { type ManifestFile, parseManifest } from '../../server/src/manifest/file.ts';
import { plainWorkload } from '../../server/src/manifest/plainWorkload.ts';
import { momentWindows } from '../../server/src/simulation/momentWindows.ts';
import { podLives } from '../../server/src/simulation/podLives.ts';
import type { SimulationFailure } from '../../server/src/simulation/scenarios.ts';
import type { Questions, Subject } from './requests.ts';
import { formatter } from './workerText.ts';

type Answers = {
  readonly [Q in keyof Questions]: (subject: Subject, params: Questions[Q][0]) => Questions[Q][1];
};

export const answers: Answers = {
  simulate(subject, params) {
    const file = fileOf(subject);
    const request = requestOf(subject, params);
    if ('error' in request) return refusal(request);
    const simulation = simulateWorkload(file, request);
    if ('error' in simulation) return refusal(simulation);
    const { workload, input, trace, verdicts, release } = simulation;
    return {
      workload: { ...described(workload), containers: trace.containers.map(({ name }) => name) },
      workloads: workloadsIn(file).map(choiceOf),
      scenario: nameOf(request.scenario, params.scenario, trace.scenario),
      scenarios: scenarioChoices(formatter, params.scenarioFiles),
      input,
      trace,
      rejections: rejectionsOf(subject),
      openEnds: [...openEnds(workload.workload), ...ignoredFields(workload.workload)],
      release,
      specPath: specPath(workload, 'pod'),
      verdicts,
      windows: momentWindows(trace, input.pod, input.scenario),
    };
  },
  rollout(subject, params) {
    const file = fileOf(subject);
    const request = rolloutRequestOf(subject, params);
    if ('error' in request) return refusal(request);
    const simulation = simulateRollout(file, request);
    if ('error' in simulation) return refusal(simulation);
    const { workload, input, trace, summary, verdicts, release } = simulation;
    const containers = workload.workload.pod.containers.flatMap(({ name }) => name.value ?? []);
    return {
      workload: { ...described(workload), containers },
      workloads: workloadsIn(file).map(choiceOf),
      scenario: nameOf(request.scenario, params.scenario, trace.scenario.new),
      oldScenario: nameOf(
        request.oldScenario,
        params.oldScenario,
        trace.scenario.old ?? params.oldScenario ?? trace.scenario.new,
      ),
      create: trace.createdAtMs === 0,
      scenarios: scenarioChoices(formatter, params.scenarioFiles),
      input,
      trace,
      rejections: rejectionsOf(subject),
      openEnds: [...openEnds(workload.workload), ...ignoredFields(workload.workload)].map(({ field, what }) => ({
        field: `spec.template.${field}`,
        what,
      })),
      release,
      specPath: specPath(workload, 'workload'),
      summary,
      // An entry of a pod's own trace is none of this one.
      verdicts: verdicts.map(({ pod, seq, ...verdict }) =>
        pod === undefined && seq !== undefined ? { ...verdict, seq } : verdict,
      ),
      statusLines: rolloutStatusLines(input.workload, trace),
      ...podLives(simulation),
    };
  },
  workloads: (subject) => workloadsIn(fileOf(subject)).map(choiceOf),
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
    const request = requestOf(subject, params);
    if ('error' in request) return refusal(request);
    const prepared = preparePod(fileOf(subject), request);
    return 'error' in prepared ? refusal(prepared) : { text: scenarioText(prepared.input.scenario, formatter) };
  },
  text(subject, params) {
    const file = fileOf(subject);
    const request = rolloutRequestOf(subject, params);
    if ('error' in request) return refusal(request);
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

function requestOf(
  { kubernetes, gates }: Subject,
  { workload, scenario, scenarioFiles, untilMs }: Omit<SimulateParams, 'textDocument'>,
): SimulationRequest | SimulationFailure {
  const chosen = chosenScenario(scenario, scenarioFiles);
  if (isFailure(chosen)) return chosen;
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(chosen === undefined ? {} : { scenario: chosen }),
    ...(untilMs === undefined ? {} : { untilMs }),
    kubernetes,
    gates,
  };
}

function rolloutRequestOf(subject: Subject, params: SimulateRolloutParams) {
  const request = requestOf(subject, params);
  if ('error' in request) return request;
  const old = chosenScenario(params.oldScenario, params.scenarioFiles);
  if (isFailure(old)) return old;
  const { create } = params;
  return {
    ...request,
    ...(old === undefined ? {} : { oldScenario: old }),
    ...(create === undefined ? {} : { create }),
  };
}

function isFailure(chosen: string | Scenario | undefined | SimulationFailure): chosen is SimulationFailure {
  return typeof chosen === 'object' && 'error' in chosen;
}

/** A scenario of one's own goes by the address of its file. */
function nameOf(played: string | Scenario | undefined, asked: string | undefined, name: string): string {
  return typeof played === 'object' ? (asked ?? '') : name;
}

function refusal({ error }: SimulationFailure): SimulationRefusal {
  return { error: formatter.text(error) };
}

function described({ id, kind, name }: WorkloadInFile) {
  return { id, kind, name };
}

function choiceOf(workload: WorkloadInFile): WorkloadChoice {
  const { id, label } = workload;
  const rollout = plainWorkload(workload.workload, workload.name);
  return { id, label, rollout: rollout !== undefined, firstView: rollout?.kind === 'Job' ? 'create' : 'pod' };
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
