/** A simulation as a text that can be read from top to bottom, kept, and compared. */
import { parseFieldPath } from '../../base/fieldPath.ts';
import type { MessageFormatter } from '../../base/formatMessage.ts';
import { LineIndex } from '../../base/lineIndex.ts';
import { duration, type Message, paragraph } from '../../base/message.ts';
import { explain } from '../../lifecycle/explain/explain.ts';
import { podSummary } from '../../lifecycle/explain/podSummary.ts';
import { describeEvents } from '../../lifecycle/kubectl/events.ts';
import { changes } from '../../lifecycle/kubectl/row.ts';
import { formatTable } from '../../lifecycle/kubectl/table.ts';
import { causes } from '../../lifecycle/trace/causes.ts';
import type { Trace, TraceEntry } from '../../lifecycle/trace/trace.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { notes } from '../../simulation/notes.ts';
import { fieldPlace, specPath } from './fieldPlaces.ts';
import { ignoredFields } from './ignoredFields.ts';
import { transcriptMessages as say } from './messages.ts';
import { openEnds } from './openEnds.ts';
import { scenarioTitle } from './scenarioTitle.ts';
import type { Simulation } from './simulation.ts';
import { verdictLine } from './verdictLine.ts';
import { isOfJob } from './workloads.ts';

/**
 * What `kubectl` would show of the pod, followed by what happened and which lines of the manifest decided it. The same
 * simulation gives the same text.
 */
export function simulateText(file: ManifestFile, simulation: Simulation, formatter: MessageFormatter): string {
  const { workload, trace, verdicts } = simulation;
  const { scenario } = simulation.input;
  const text = (message: Message) => formatter.text(message);
  const { title = scenario.name, description } = scenarioTitle(scenario, formatter);
  return [
    text(say.heading({ workload: workload.label, scenario: scenario.name })),
    '',
    `  ${description === undefined ? title : `${title}: ${description}`}`,
    `  ${text(lengthOf(trace))}`,
    `  ${text(podSummary(trace))}`,
    ...notesOf(simulation).map((note) => `  ${text(note)}`),
    '',
    ...(verdicts.length === 0
      ? []
      : [
          text(say.expected()),
          '',
          ...verdicts.map((verdict) => `  ${onOneLine(verdictLine(verdict, formatter))}`),
          '',
        ]),
    '$ kubectl get pod --watch',
    formatTable(changes(trace).map(({ row }) => row)),
    '',
    `$ kubectl describe pod ${trace.pod}   # ${text(say.afterCreation({ length: duration(trace.endMs) }))}`,
    describeEvents(trace, trace.endMs),
    '',
    text(say.story()),
    '',
    ...story(file, simulation, formatter),
    '',
  ].join('\n');
}

/** What else one must know to trust the result. */
function notesOf({ release, workload }: Simulation): Message[] {
  return notes({
    release,
    openEnds: [...openEnds(workload.workload), ...ignoredFields(workload.workload)],
    specPath: specPath(workload, 'pod'),
    isPodOfJob: isOfJob(workload),
  });
}

function lengthOf({ kubernetes, endMs, truncated }: Trace): Message {
  const simulated = say.simulated({ release: kubernetes, length: duration(endMs) });
  return paragraph(truncated === undefined ? [simulated] : [simulated, say.cutOff({ limit: truncated.limit })]);
}

/** How often something is written before only its last occurrence is. */
const fullyShown = 2;
/** How many lines of the manifest stand behind one occurrence. */
const placesShown = 4;

function* story(file: ManifestFile, simulation: Simulation, formatter: MessageFormatter): Generator<string> {
  const { trace } = simulation;
  const occurrences = numbered(trace.entries.flatMap((entry) => occurrenceOf(entry, trace) ?? []));
  const when = ({ atMs }: TraceEntry) => formatter.duration(atMs);
  const width = occurrences.reduce((widest, { entry }) => Math.max(widest, when(entry).length), 0) + 2;
  const margin = ' '.repeat(width + 2);
  const placeOf = placeFinder(file, simulation, formatter);
  let left = false;
  for (const { entry, count, isLast } of occurrences) {
    if (count > fullyShown && !isLast) {
      left = true;
      continue;
    }
    if (left) yield `${margin}…`;
    left = false;
    const what = explain(trace, entry.seq);
    const message = count > fullyShown ? paragraph([what, say.soOften({ count })]) : what;
    yield `${when(entry).padStart(width)}  ${oneLine(formatter.text(message))}`;
    const places = new Set(decidingFields(trace, entry.seq).flatMap((path) => placeOf(path) ?? []));
    if (places.size > 0) yield `${margin}└ ${[...places].slice(0, placesShown).join(' · ')}`;
  }
}

/** The fields behind an occurrence, as far back as its own turn of the pod's life goes: not what started the container. */
function decidingFields(trace: Trace, seq: number): string[] {
  const fields: string[] = [...pulledFields(trace, seq)];
  for (const link of causes(trace, seq)) {
    if (link.kind === 'field') fields.push(link.field);
    if (link.kind !== 'entry') continue;
    const { entry } = link;
    const isOtherTurn = entry.kind === 'api' || (entry.kind === 'cri' && entry.call.op !== 'pull');
    if (entry.seq !== seq && isOtherTurn) break;
    fields.push(...(entry.fields ?? []));
  }
  return [...new Set(fields)];
}

/** How a pull ends is the registry's doing; what was pulled, and why, is the manifest's. */
function pulledFields(trace: Trace, seq: number): readonly string[] {
  const entry = trace.entries[seq];
  if (entry?.kind !== 'cri' || entry.call.op !== 'pulled') return [];
  const { container } = entry.call;
  const begin = trace.entries
    .slice(0, seq)
    .findLast((other) => other.kind === 'cri' && other.call.op === 'pull' && other.call.container === container);
  return begin?.fields ?? [];
}

interface Occurrence {
  readonly entry: TraceEntry;
  /** Occurrences of one topic are repetitions of each other. */
  readonly topic: string;
}

function numbered(occurrences: readonly Occurrence[]): (Occurrence & { count: number; isLast: boolean })[] {
  const totals = new Map<string, number>();
  const counted = occurrences.map((occurrence) => {
    const count = (totals.get(occurrence.topic) ?? 0) + 1;
    totals.set(occurrence.topic, count);
    return { ...occurrence, count };
  });
  return counted.map((occurrence) => ({ ...occurrence, isLast: occurrence.count === totals.get(occurrence.topic) }));
}

/** The turns of a pod's life; the rest of the trace is their detail. */
function occurrenceOf(entry: TraceEntry, trace: Trace): Occurrence | undefined {
  const topic = topicOf(entry, trace);
  return topic === undefined ? undefined : { entry, topic };
}

function topicOf(entry: TraceEntry, trace: Trace): string | undefined {
  switch (entry.kind) {
    case 'api':
      return entry.call === 'created' || entry.call === 'bound' ? undefined : entry.call;
    case 'endpoint':
      return `endpoint ${entry.endpoint?.ready}`;
    case 'hook':
      return entry.hook.result === 'failure' ? `hook ${entry.hook.type} ${entry.hook.container}` : undefined;
    case 'event': {
      const { reason, message, field = '', count } = entry.event;
      if (reason === 'Killing') return `killing ${field}`;
      if (reason === 'FailedScheduling') return reason;
      // A back-off is told when it begins to matter; its length grows, its events only repeat.
      return reason === 'BackOff' && count === 1 ? `${message} ${field}` : undefined;
    }
    case 'cri': {
      const { op, container, error, instance } = entry.call;
      if (error !== undefined) return `${op} ${container} fails`;
      if (op === 'start' && instance === 0) return `start ${container}`;
      return op === 'exited' && !isStopped(entry, trace) ? `exit ${container}` : undefined;
    }
    case 'status': {
      const { phase } = entry.status;
      if (phase !== 'Succeeded' && phase !== 'Failed') return undefined;
      const before = trace.entries.slice(0, entry.seq).findLast((other) => other.kind === 'status');
      return before?.kind === 'status' && before.status.phase === phase ? undefined : phase;
    }
    default:
      return undefined;
  }
}

/** Whether a container ended because it was told to. */
function isStopped({ cause }: TraceEntry, trace: Trace): boolean {
  const reason = 'entry' in cause ? trace.entries[cause.entry] : undefined;
  return reason?.kind === 'cri' && reason.call.op === 'stop';
}

/** Says of a pod's field on which line it stands and what it says there, or which default holds in its place. */
function placeFinder(
  file: ManifestFile,
  { workload, input }: Simulation,
  formatter: MessageFormatter,
): (path: string) => string | undefined {
  const lines = new LineIndex(file.text);
  return (path) => {
    const steps = parseFieldPath(path);
    const value = valueAt(input.pod, steps);
    if (value === undefined || typeof value === 'object') return undefined;
    const span = fieldPlace(path, workload, 'pod');
    const written = oneLine(file.text.slice(span.start, span.end));
    const name = String(steps.at(-1));
    const isWritten = written.startsWith(`${name}:`) || written.startsWith(`"${name}"`);
    const line = lines.positionAt(span.start).line + 1;
    return formatter.text(
      isWritten ? say.onLine({ line, written }) : say.byDefault({ line, field: name, value: String(value) }),
    );
  };
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) current = (current as Record<string | number, unknown> | undefined)?.[step];
  return current;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}
