/** Simulates the pod of a manifest's workload, and says where the fields stand that decided what happens. */
import { parseFieldPath } from '../../base/fieldPath.ts';
import { encloses, type Span, shift, span, touches } from '../../base/span.ts';
import { defaultPod } from '../../kubernetes/defaults.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import { judge, type Verdict } from '../../lifecycle/expect/judge.ts';
import { simulatedRelease } from '../../lifecycle/release.ts';
import { simulate } from '../../lifecycle/simulate.ts';
import type { Trace } from '../../lifecycle/trace/trace.ts';
import { horizonMs as expectedHorizonMs } from '../../lifecycle/world/expectations.ts';
import { type Preset, presets } from '../../lifecycle/world/presets.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { readLabels } from '../../manifest/labels.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import { nodeInPod, type Workload, workloadsOf } from '../../manifest/workload.ts';
import { objectName } from '../objectName.ts';
import { targetOf } from '../target.ts';

/** A workload with its place in a file. */
export interface WorkloadInFile {
  /** `Deployment/web`; where a file has several of these, the later ones are `Deployment/web#2` and so on. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** For a picker, e.g. `Deployment web`. */
  readonly label: string;
  /** Where its document begins in the file. */
  readonly offset: number;
  /** The whole object; relative to the file, like `nameSpan`. */
  readonly extent: Span;
  /** Its name, or its kind where it has none. */
  readonly nameSpan: Span;
  readonly workload: Workload;
}

/** Every workload of a file that makes pods, in the order of the text. */
export function workloadsIn(file: ManifestFile): WorkloadInFile[] {
  const seen = new Map<string, number>();
  return file.documents.flatMap(({ offset, content }) =>
    content.objects.flatMap((object) => {
      const workloads = workloadsOf(object).filter(makesPods);
      return workloads.map((workload) => {
        const part = workloads.length > 1 ? partName(workload) : undefined;
        const placed = placedWorkload(workload, file, offset, part);
        const count = (seen.get(placed.id) ?? 0) + 1;
        seen.set(placed.id, count);
        return count > 1 ? { ...placed, id: `${placed.id}#${count}` } : placed;
      });
    }),
  );
}

/** Not where only parts of a pod are written, or something else than a pod's containers runs. */
function makesPods({ kind }: Workload): boolean {
  return !kind.custom?.partial && !kind.custom?.containerLists;
}

function placedWorkload(
  workload: Workload,
  file: ManifestFile,
  offset: number,
  part: string | undefined,
): WorkloadInFile {
  const { object, pod } = workload;
  const { kind } = object;
  const name = object.name ?? '(no name)';
  const nameNode = object.root.get('metadata').get('name');
  return {
    id: `${kind}/${name}${part === undefined ? '' : `/${part}`}`,
    kind,
    name,
    label: `${kind} ${objectName(object, file, offset)}${part === undefined ? '' : ` (${part})`}`,
    offset,
    extent: shift((part === undefined ? object.root : pod.template).extent, offset),
    nameSpan: shift((nameNode.present ? nameNode : object.root.get('kind')).span, offset),
    workload,
  };
}

/** What tells the pods of one custom resource apart: the name of the list's item around it, else the field. */
function partName({ object, podPath }: Workload): string {
  for (let length = podPath.length; length > 0; length--) {
    const step = podPath[length - 1];
    if (typeof step === 'number') return object.root.at(podPath.slice(0, length)).get('name').string ?? String(step);
    if (step !== undefined && step !== 'template' && step !== 'spec') return step;
  }
  return '';
}

/** The workloads that a user may mean by an id, a name or `kind/name`; letters of the kind may be small. */
export function workloadsNamed(workloads: readonly WorkloadInFile[], text: string): WorkloadInFile[] {
  const exact = workloads.filter(({ id }) => id === text);
  if (exact.length > 0) return exact;
  return workloads.filter(({ name, kind }) => name === text || `${kind}/${name}`.toLowerCase() === text.toLowerCase());
}

/** The workload whose text holds the offset. */
export function workloadAt(workloads: readonly WorkloadInFile[], offset: number): WorkloadInFile | undefined {
  const around = workloads.filter(({ extent }) => touches(extent, offset));
  // An object of a List lies in the List's document; the smallest one around the offset is meant.
  return around.sort((a, b) => Number(encloses(a.extent, b.extent)) - Number(encloses(b.extent, a.extent)))[0];
}

export interface SimulationRequest {
  /** Id or name; without it the workload at `offset`, else the file's first. */
  readonly workload?: string;
  readonly offset?: number;
  /** Name of a preset, or a scenario of one's own; without it the first preset. */
  readonly scenario?: string | Scenario;
  /** How much of the pod's life; without it until it has settled, see {@link simulateWorkload}. */
  readonly untilMs?: number;
  /**
   * Release to simulate, e.g. `1.33`; a comment in the file wins. Without both, the one that the engine is compared with;
   * of a release that the engine does not know, the nearest that it does.
   */
  readonly kubernetes?: string | undefined;
}

export interface Simulation {
  readonly workload: WorkloadInFile;
  /** As the API server stores it, defaults filled in. */
  readonly pod: Pod;
  readonly scenario: Scenario;
  readonly trace: Trace;
  /** What became of the scenario's expectations, if it has any. */
  readonly verdicts: readonly Verdict[];
}

/** Why there is nothing to simulate, in a sentence for the user. */
export interface SimulationFailure {
  readonly error: string;
}

/** The presets as a picker shows them. */
export const scenarioChoices: readonly Pick<Preset, 'name' | 'title' | 'description'>[] = presets.map(
  ({ name, title, description }) => ({ name, title, description }),
);

const minuteMs = 60_000;
/** How far ahead to look for a pod to settle. */
const searchMs = 10 * minuteMs;

/**
 * Simulates the pod of one workload. Without `untilMs` the trace ends shortly after the pod's status has changed for the
 * last time, or after ten minutes if it never comes to rest.
 */
export function simulateWorkload(file: ManifestFile, request: SimulationRequest = {}): Simulation | SimulationFailure {
  const workloads = workloadsIn(file);
  const workload = chooseWorkload(workloads, request);
  if ('error' in workload) return workload;
  const { object, pod: model } = workload.workload;
  if (model.template.unknown && (model.template.present || !object.isPatch)) {
    return { error: `The pod of ${workload.label} is made by a template; render it first.` };
  }
  const pod = defaultPod(plainPod(workload.workload));
  if (pod.spec.containers.length === 0) return { error: `${workload.label} has no containers to simulate.` };
  const scenario = scenarioFor(pod, request.scenario);
  if ('error' in scenario) return scenario;
  const endpoints = workload.workload.kind.servedByServices;
  const target = targetOf(file.text, request.kubernetes);
  const kubernetes = target.source === 'default' ? {} : { kubernetes: simulatedRelease(target.kubernetes) };
  const publishNotReadyAddresses = isPublishedUnready(file, pod);
  const run = (untilMs: number) =>
    simulate(pod, scenario, { untilMs, endpoints, publishNotReadyAddresses, ...kubernetes });
  const { expect } = scenario;
  const { untilMs } = request;
  const whole =
    untilMs === undefined || expect !== undefined ? run(Math.max(horizonMs(scenario), untilMs ?? 0)) : undefined;
  return {
    workload,
    pod,
    scenario,
    trace: run(untilMs ?? settledMs(whole!)),
    verdicts: expect === undefined ? [] : judge(whole!, expect),
  };
}

/** The workload that a request means. */
export function chooseWorkload(
  workloads: readonly WorkloadInFile[],
  { workload: wanted, offset }: SimulationRequest,
): WorkloadInFile | SimulationFailure {
  const [first] = workloads;
  if (!first) return { error: 'There is no workload here: nothing that makes pods, such as a Deployment or a Pod.' };
  if (wanted === undefined) return (offset === undefined ? undefined : workloadAt(workloads, offset)) ?? first;
  return workloadsNamed(workloads, wanted)[0] ?? { error: `There is no workload ${wanted} here.` };
}

/** The scenario that a request means, made to measure for the pod. */
export function scenarioFor(pod: Pod, wanted: string | Scenario | undefined): Scenario | SimulationFailure {
  if (typeof wanted === 'object') return wanted;
  const preset = wanted === undefined ? presets[0] : presets.find(({ name }) => name === wanted);
  return preset ? preset.scenario(pod) : { error: `There is no scenario ${wanted}.` };
}

/** Whether a Service of the file selects the pod and publishes it whether it is ready or not. */
export function isPublishedUnready({ documents }: ManifestFile, { metadata = {} }: Pod): boolean {
  const labels = metadata.labels ?? {};
  return documents
    .flatMap(({ content }) => content.objects)
    .some(({ kind, namespace = 'default', root }) => {
      const spec = root.get('spec');
      if (kind !== 'Service' || spec.get('publishNotReadyAddresses').value !== true) return false;
      const selector = Object.entries(readLabels(spec.get('selector')) ?? {});
      const isSelected = selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
      return isSelected && namespace === (metadata.namespace ?? 'default');
    });
}

/** Far enough that everything that the scenario times has happened, and everything that it expects could have. */
function horizonMs(scenario: Scenario): number {
  const lastMs = lastSeconds(scenario) * 1000;
  const expectedMs = scenario.expect === undefined ? 0 : expectedHorizonMs(scenario.expect);
  return Math.max(searchMs, lastMs + Math.max(searchMs / 2, expectedMs));
}

function lastSeconds(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  let last = 0;
  for (const [key, value] of Object.entries(part)) {
    last = Math.max(last, key.endsWith('Seconds') && typeof value === 'number' ? value : lastSeconds(value));
  }
  return last;
}

/** When the pod's status has come to rest, with some time after it to see that it stays so; else the whole time. */
function settledMs({ entries, endMs }: Trace): number {
  const lastChangeMs = entries.findLast(({ kind }) => kind !== 'probe' && kind !== 'event')?.atMs ?? 0;
  if (lastChangeMs > endMs / 2) return endMs;
  const shownMs = Math.max(minuteMs, lastChangeMs * 1.25 + minuteMs / 2);
  return Math.min(endMs, Math.ceil(shownMs / (minuteMs / 2)) * (minuteMs / 2));
}

/**
 * Where the pod's fields stand in the file that the trace's causes name. A field that is not written stands at the
 * nearest field around it that is.
 */
export function fieldSpans(trace: Trace, { workload, offset }: WorkloadInFile): Readonly<Record<string, Span>> {
  const paths = new Set<string>();
  for (const { cause, fields } of trace.entries) {
    if ('field' in cause) paths.add(cause.field);
    for (const field of fields ?? []) paths.add(field);
  }
  return Object.fromEntries(
    [...paths].map((path) => [path, shift(fieldSpan(nodeInPod(workload, parseFieldPath(path))), offset)]),
  );
}

/** Where a field stands; one that is not written stands at the nearest field around it that is. */
export function fieldSpan(node: ManifestNode): Span {
  let written = node;
  while (!written.present && written.parent) written = written.parent;
  // The top of an object has no key of its own.
  if (written.path.length === 0) written = written.get('kind');
  const { keySpan, span: value } = written;
  return keySpan.end <= value.start ? span(keySpan.start, value.end) : keySpan;
}
