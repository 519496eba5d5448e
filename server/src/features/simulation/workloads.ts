/** The workloads of a file that make pods, and which of them is meant. */
import { encloses, type Span, shift, touches } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { type Workload, workloadsOf } from '../../manifest/workload.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { objectName } from '../objectName.ts';
import { simulationFailures as say } from './messages.ts';

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

/** The objects of a file that stand in a workload's namespace. */
export function objectsBeside({ documents }: ManifestFile, { workload: { object: owner } }: WorkloadInFile) {
  const { namespace: own = 'default' } = owner;
  return documents.flatMap(({ content }) => content.objects).filter(({ namespace = 'default' }) => namespace === own);
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

/** Which workload of a file is meant. */
export interface WorkloadWish {
  /** Id or name; without it the workload at `offset`, else the file's first. */
  readonly workload?: string;
  readonly offset?: number;
}

/** The workload that a request means. */
export function chooseWorkload(
  workloads: readonly WorkloadInFile[],
  { workload: wanted, offset }: WorkloadWish,
): WorkloadInFile | SimulationFailure {
  const [first] = workloads;
  if (!first) return { error: say.noWorkload() };
  if (wanted === undefined) return (offset === undefined ? undefined : workloadAt(workloads, offset)) ?? first;
  return workloadsNamed(workloads, wanted)[0] ?? { error: say.unknownWorkload({ name: wanted }) };
}

export function isOfJob({ workload }: WorkloadInFile): boolean {
  return workload.kind.kind === 'Job' || workload.kind.kind === 'CronJob';
}
