/** Answers `probewise/simulate`. */

import { simulateText } from '../features/simulateText.ts';
import { fieldSpans, scenarioChoices, simulateWorkload, workloadsIn } from '../features/simulation.ts';
import { toRange } from './convert.ts';
import type { SimulateParams, SimulateResponse } from './protocol.ts';
import type { Snapshot } from './snapshots.ts';

export function answerSimulation({ document, file, settings }: Snapshot, params: SimulateParams): SimulateResponse {
  const simulation = simulateWorkload(file, {
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.position === undefined ? {} : { offset: document.offsetAt(params.position) }),
    ...(params.scenario === undefined ? {} : { scenario: params.scenario }),
    ...(params.untilMs === undefined ? {} : { untilMs: params.untilMs }),
    kubernetes: settings.kubernetesVersion,
  });
  if ('error' in simulation) return simulation;
  const { workload, trace } = simulation;
  const brokenLine = firstBrokenLine({ document, file }, workload.offset);
  if (brokenLine !== undefined) return { error: `The YAML of ${workload.label} is broken in line ${brokenLine}.` };
  return {
    workload: {
      id: workload.id,
      kind: workload.kind,
      name: workload.name,
      containers: trace.containers.map(({ name }) => name),
    },
    workloads: workloadsIn(file).map(({ id, label }) => ({ id, label })),
    scenario: trace.scenario,
    scenarios: scenarioChoices,
    trace,
    fields: Object.fromEntries(
      Object.entries(fieldSpans(trace, workload)).map(([path, span]) => [path, toRange(document, span)]),
    ),
    text: simulateText(file, simulation),
  };
}

/** Where the YAML of the document at `offset` breaks. A guess at what it means would play a pod that nobody wrote. */
function firstBrokenLine({ document, file }: Pick<Snapshot, 'document' | 'file'>, offset: number): number | undefined {
  const [problem] = file.documents.find((candidate) => candidate.offset === offset)?.content.yaml.problems ?? [];
  return problem && document.positionAt(offset + problem.span.start).line + 1;
}
