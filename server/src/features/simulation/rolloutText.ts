/** A rollout as a text for people. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import { rolloutStatusLines } from '../../lifecycle/kubectl/rolloutStatus.ts';
import { fieldInManifest } from './fieldPlaces.ts';
import type { RolloutSimulation } from './rollout.ts';

/**
 * What `kubectl rollout status` would print, with the time of each line, of a Job or a ReplicaSet its events; then what it comes to, and
 * the fields of the manifest that decide it. The same simulation gives the same text.
 */
export function rolloutText(simulation: RolloutSimulation, formatter: MessageFormatter): string {
  const { summary, workload } = simulation;
  const lines = timedLines(simulation);
  const width = Math.max(0, ...lines.map(({ atMs }) => formatter.duration(atMs).length));
  const reasons = summary.reasons.flatMap(({ message, fields }) => [
    `- ${oneLine(formatter.text(message))}`,
    ...(fields.length === 0
      ? []
      : [`  └ ${[...new Set(fields.map((field) => fieldInManifest(field, workload)))].join(' · ')}`]),
  ]);
  return [
    ...lines.map(({ atMs, text }) => `${formatter.duration(atMs).padStart(width)}  ${oneLine(text)}`),
    ...(lines.length === 0 ? [] : ['']),
    formatter.text(summary.message),
    ...reasons,
    '',
  ].join('\n');
}

/** Kinds of which `kubectl rollout status` knows nothing. */
const hasNoStatus = new Set<string>(['Job', 'ReplicaSet', 'ReplicationController']);

function timedLines({
  input: { workload },
  trace,
}: RolloutSimulation): { readonly atMs: number; readonly text: string }[] {
  if (!hasNoStatus.has(workload.kind)) return rolloutStatusLines(workload, trace);
  return trace.entries.flatMap((entry) =>
    entry.kind === 'event' && entry.atMs >= 0 && entry.event.dropped === undefined
      ? [{ atMs: entry.atMs, text: `${entry.event.reason}: ${entry.event.message}` }]
      : [],
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, (blank) => (blank.includes('\n') ? ' ' : blank));
}
