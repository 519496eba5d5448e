import { listed, type Message } from '../../base/message.ts';
import { fieldInManifest, specPath } from '../../features/simulation/fieldPlaces.ts';
import { simulateRollout } from '../../features/simulation/rollout.ts';
import { rolloutText } from '../../features/simulation/rolloutText.ts';
import { simulateWorkload } from '../../features/simulation/simulation.ts';
import { podSummary } from '../../lifecycle/explain/podSummary.ts';
import { podTrouble } from '../../lifecycle/explain/podTrouble.ts';
import { changes } from '../../lifecycle/kubectl/row.ts';
import { formatTable } from '../../lifecycle/kubectl/table.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { Answer, ToolArguments } from '../answer.ts';
import { formatter } from '../formatter.ts';
import { mcpMessages as say } from '../messages.ts';

const mostRows = 10;

function requestOf({ workload, scenario, kubernetes }: ToolArguments) {
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(scenario === undefined ? {} : { scenario }),
    kubernetes,
  };
}

/** What it comes to, the rows of kubectl, and what keeps the pod from being ready with the fields behind it. */
export function simulatePodAnswer(given: ToolArguments): Answer {
  const simulation = simulateWorkload(parseManifest(given.manifest ?? ''), requestOf(given));
  if ('error' in simulation) return simulation;
  const { trace, workload } = simulation;
  const rows = changes(trace);
  const left = rows.length - mostRows;
  const trouble = podTrouble(trace, trace.endMs);
  const spec = specPath(workload, 'pod');
  return [
    formatter.text(podSummary(trace)),
    formatTable(rows.slice(0, mostRows).map(({ row }) => row)),
    ...(left > 0 ? [formatter.text(say.more({ count: left }))] : []),
    ...(trouble === undefined ? [] : [formatter.text(say.trouble({ message: trouble.message }))]),
    ...decidedBy((trouble?.fields ?? []).map((field) => field.replace(/^spec\b/, spec))),
  ];
}

/** The lines of `kubectl rollout status`, what it comes to, and why it does not finish. */
export function simulateRolloutAnswer(given: ToolArguments): Answer {
  const simulation = simulateRollout(parseManifest(given.manifest ?? ''), requestOf(given));
  if ('error' in simulation) return simulation;
  const fields = simulation.summary.reasons.flatMap((reason) => reason.fields);
  return [
    rolloutText(simulation, formatter).trim(),
    ...decidedBy(fields.map((field) => fieldInManifest(field, simulation.workload))),
  ];
}

function decidedBy(fields: readonly string[]): string[] {
  const message: Message = say.decided({ fields: listed([...new Set(fields)]) });
  return fields.length === 0 ? [] : [formatter.text(message)];
}
