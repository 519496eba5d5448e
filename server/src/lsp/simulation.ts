/** Answers `probewise/simulate`. */

import { simulateText } from '../features/simulateText.ts';
import { fieldSpans, scenarioChoices, simulateWorkload, workloadsIn } from '../features/simulation.ts';
import { toRange } from './convert.ts';
import type { SimulateParams, SimulateResponse } from './protocol.ts';
import type { Snapshot } from './snapshots.ts';

export function answerSimulation({ document, file }: Snapshot, params: SimulateParams): SimulateResponse {
  const simulation = simulateWorkload(file, {
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.position === undefined ? {} : { offset: document.offsetAt(params.position) }),
    ...(params.scenario === undefined ? {} : { scenario: params.scenario }),
    ...(params.untilMs === undefined ? {} : { untilMs: params.untilMs }),
  });
  if ('error' in simulation) return simulation;
  const { workload, trace } = simulation;
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
