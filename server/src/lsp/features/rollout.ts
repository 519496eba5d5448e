/** Answers `probewise/simulateRollout`. */
import type { CancellationToken } from 'vscode-languageserver';
import { parseFieldPath } from '../../base/fieldPath.ts';
import { shift } from '../../base/span.ts';
import { fieldInManifest, simulateRollout } from '../../features/simulation/rollout.ts';
import { rolloutLives } from '../../features/simulation/rolloutLives.ts';
import { rolloutText } from '../../features/simulation/rolloutText.ts';
import { chosenScenario, scenarioOptions } from '../../features/simulation/scenarioChoices.ts';
import { fieldSpan, type WorkloadInFile } from '../../features/simulation/simulation.ts';
import { rolloutStatusLines } from '../../lifecycle/kubectl/rolloutStatus.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { type SimulateRolloutParams, type SimulateRolloutResponse, simulateRolloutRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import { brokenYaml, described, rejectionsOf, simulationFailed, workloadChoices } from './simulation.ts';

export const rolloutFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest<SimulateRolloutResponse, void>(
      simulateRolloutRequest,
      (params: SimulateRolloutParams, token: CancellationToken) =>
        answer<SimulateRolloutResponse>(
          { method: simulateRolloutRequest, uri: params.textDocument.uri, token },
          simulationFailed,
          (snapshot) => answerRollout(snapshot, params),
        ),
    );
  },
};

function answerRollout(snapshot: Snapshot, params: SimulateRolloutParams): SimulateRolloutResponse {
  const { document, file, settings } = snapshot;
  const { scenarioFiles, create } = params;
  const chosen = chosenScenario(params.scenario, scenarioFiles);
  if (typeof chosen === 'object' && 'error' in chosen) return chosen;
  const chosenOld = chosenScenario(params.oldScenario, scenarioFiles);
  if (typeof chosenOld === 'object' && 'error' in chosenOld) return chosenOld;
  const simulation = simulateRollout(file, {
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.position === undefined ? {} : { offset: document.offsetAt(params.position) }),
    ...(chosen === undefined ? {} : { scenario: chosen }),
    ...(chosenOld === undefined ? {} : { oldScenario: chosenOld }),
    ...(create === undefined ? {} : { create }),
    ...(params.untilMs === undefined ? {} : { untilMs: params.untilMs }),
    kubernetes: settings.kubernetesVersion,
  });
  if ('error' in simulation) return simulation;
  const { workload, spec, trace, summary, verdicts } = simulation;
  const broken = brokenYaml(snapshot, workload);
  if (broken !== undefined) return broken;
  const told = rolloutLives(simulation);
  const paths = new Set([
    ...trace.entries.flatMap(({ cause, fields = [] }) => ('field' in cause ? [cause.field, ...fields] : fields)),
    ...summary.reasons.flatMap(({ fields }) => fields),
    ...told.lives.flatMap(({ troubles }) => troubles.flatMap(({ fields }) => fields)),
  ]);
  return {
    workload: {
      ...described(workload),
      containers: workload.workload.pod.containers.flatMap(({ name }) => name.value ?? []),
    },
    workloads: workloadChoices(snapshot),
    scenario: typeof chosen === 'object' ? (params.scenario ?? '') : trace.scenario.new,
    oldScenario:
      typeof chosenOld === 'object'
        ? (params.oldScenario ?? '')
        : (trace.scenario.old ?? params.oldScenario ?? trace.scenario.new),
    create: trace.createdAtMs === 0,
    scenarios: scenarioOptions(scenarioFiles),
    trace,
    rejections: rejectionsOf(snapshot, workload),
    summary,
    // An entry of a pod's own trace is none of this one.
    verdicts: verdicts.map(({ pod, seq, ...verdict }) =>
      pod === undefined && seq !== undefined ? { ...verdict, seq } : verdict,
    ),
    statusLines: rolloutStatusLines(spec, trace),
    ...told,
    fields: Object.fromEntries([...paths].map((path) => [path, toRange(document, placeOf(path, workload))])),
    text: rolloutText(simulation),
  };
}

function placeOf(path: string, workload: WorkloadInFile) {
  const { object } = workload.workload;
  return shift(fieldSpan(object.root.at(parseFieldPath(fieldInManifest(path, workload)))), workload.offset);
}
