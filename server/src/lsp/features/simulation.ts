/** Answers `probewise/simulate`. */

import type { CancellationToken } from 'vscode-languageserver';
import { encloses } from '../../base/span.ts';
import { rolloutWorkloadOf } from '../../features/simulation/rolloutWorkload.ts';
import { chosenScenario, scenarioOptions } from '../../features/simulation/scenarioChoices.ts';
import { simulateText } from '../../features/simulation/simulateText.ts';
import {
  fieldSpans,
  simulateWorkload,
  type WorkloadInFile,
  workloadsIn,
} from '../../features/simulation/simulation.ts';
import { simulationWindows } from '../../features/simulation/simulationWindows.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import {
  type SimulatedWorkload,
  type SimulateParams,
  type SimulateResponse,
  simulateRequest,
  type WorkloadChoice,
} from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const simulationFailed = { error: 'The manifest is not open, or its simulation failed; the log says more.' };

export const simulationFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest<SimulateResponse, void>(simulateRequest, (params: SimulateParams, token: CancellationToken) =>
      answer<SimulateResponse>(
        { method: simulateRequest, uri: params.textDocument.uri, token },
        simulationFailed,
        (snapshot) => answerSimulation(snapshot, params),
      ),
    );
  },
};

function answerSimulation(snapshot: Snapshot, params: SimulateParams): SimulateResponse {
  const { document, file, settings } = snapshot;
  const chosen = chosenScenario(params.scenario, params.scenarioFiles);
  if (typeof chosen === 'object' && 'error' in chosen) return chosen;
  const simulation = simulateWorkload(file, {
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.position === undefined ? {} : { offset: document.offsetAt(params.position) }),
    ...(chosen === undefined ? {} : { scenario: chosen }),
    ...(params.untilMs === undefined ? {} : { untilMs: params.untilMs }),
    kubernetes: settings.kubernetesVersion,
  });
  if ('error' in simulation) return simulation;
  const { workload, trace, pod, scenario, verdicts } = simulation;
  const broken = brokenYaml(snapshot, workload);
  if (broken !== undefined) return broken;
  return {
    workload: { ...described(workload), containers: trace.containers.map(({ name }) => name) },
    workloads: workloadChoices(snapshot),
    scenario: typeof chosen === 'object' ? (params.scenario ?? '') : trace.scenario,
    scenarios: scenarioOptions(params.scenarioFiles),
    trace,
    rejections: rejectionsOf(snapshot, workload),
    verdicts,
    windows: simulationWindows(trace, pod, scenario),
    fields: Object.fromEntries(
      Object.entries(fieldSpans(trace, workload)).map(([path, span]) => [path, toRange(document, span)]),
    ),
    text: simulateText(file, simulation),
  };
}

export function described({ id, kind, name }: WorkloadInFile): Omit<SimulatedWorkload, 'containers'> {
  return { id, kind, name };
}

export function workloadChoices({ file }: Pick<Snapshot, 'file'>): WorkloadChoice[] {
  return workloadsIn(file).map((workload) => ({
    id: workload.id,
    label: workload.label,
    rollout: rolloutWorkloadOf(workload) !== undefined,
  }));
}

/** What the API server would not take the workload for; the simulation plays it as if it did. */
export function rejectionsOf({ findings }: Snapshot, { extent }: WorkloadInFile): string[] {
  return findings
    .filter(({ severity, span }) => severity === 'error' && encloses(extent, span))
    .map(({ message }) => formatter.text(message));
}

/** Why nothing is simulated where the YAML breaks: a guess at what it means would play a pod that nobody wrote. */
export function brokenYaml(
  { document, file }: Pick<Snapshot, 'document' | 'file'>,
  { offset, label }: WorkloadInFile,
): { readonly error: string } | undefined {
  const [problem] = file.documents.find((candidate) => candidate.offset === offset)?.content.yaml.problems ?? [];
  if (problem === undefined) return undefined;
  const line = document.positionAt(offset + problem.span.start).line + 1;
  return { error: `The YAML of ${label} is broken in line ${line}.` };
}
