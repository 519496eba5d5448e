/**
 * Which objects of a workspace are most likely applied together. A repository often holds many examples that never meet
 * in a cluster; that the labels of one fit the selector of another proves nothing.
 */
import { folderOf, type IndexedObject, type IndexedPod } from './workspaceIndex.ts';

type Placed = Pick<IndexedObject, 'file' | 'facts'>;

/**
 * Tells of other objects whether they stand in the same file, folder, chart or kustomization, or name the same
 * namespace. `default` is the namespace of every example. An unsaved document belongs to all: it stands nowhere yet.
 *
 * @param kustomizationOf the folder of the nearest kustomization around a file, if there is one
 */
export function belongsTo(
  object: Placed,
  kustomizationOf: (file: string) => string | undefined,
): (other: Placed) => boolean {
  const { namespace } = object.facts;
  if (isUnsaved(object)) return () => true;
  const isTelling = typeof namespace === 'string' && namespace !== 'default';
  const [folders, chart, kustomization] = [foldersOf(object), chartOf(object.file), kustomizationOf(object.file)];
  return (other) =>
    isUnsaved(other) ||
    other.file === object.file ||
    (isTelling && other.facts.namespace === namespace) ||
    foldersOf(other).some((folder) => folders.includes(folder)) ||
    areOneChart(chart, chartOf(other.file)) ||
    (kustomization !== undefined && kustomization === kustomizationOf(other.file));
}

/**
 * Those of some objects that are the only ones of their name in their folder, or stand in the file itself. The same object
 * in several files of a folder makes these alternatives, as fixtures of a test are: what stands in one is not applied with
 * what stands in another.
 */
export function withoutAlternatives<T extends Placed>(objects: readonly T[], file: string): readonly T[] {
  const files = new Map<string, string>();
  const several = new Set<string>();
  for (const object of objects) {
    if (typeof object.facts.name !== 'string') continue;
    const identity = identityOf(object);
    const known = files.get(identity);
    if (known === undefined) files.set(identity, object.file);
    else if (known !== object.file) several.add(identity);
  }
  return several.size === 0 ? objects : objects.filter((one) => one.file === file || !several.has(identityOf(one)));
}

function identityOf({ file, facts: { kind, namespace, name } }: Placed): string {
  return JSON.stringify([folderOf(file), kind, namespace, name]);
}

/** Whether an editor shows the document under a URI that is no place. */
function isUnsaved({ file }: Placed): boolean {
  return file.startsWith('untitled:');
}

/** The folder of an object, and the one around it where the folder only sorts by kind, as in `services/web.yaml`. */
function foldersOf({ file, facts: { kind } }: Placed): readonly string[] {
  const folder = folderOf(file);
  const name = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();
  const plain = kind.toLowerCase();
  return name === plain || name === `${plain}s` || name === shortNames.get(kind)
    ? [folder, folderOf(folder)]
    : [folder];
}

/** As `kubectl api-resources` lists them. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['DaemonSet', 'ds'],
  ['Deployment', 'deploy'],
  ['Pod', 'po'],
  ['ReplicaSet', 'rs'],
  ['ReplicationController', 'rc'],
  ['Service', 'svc'],
  ['StatefulSet', 'sts'],
]);

/** The folder of the chart that a template belongs to; undefined for other files. */
function chartOf(file: string): string | undefined {
  const path = `/${file}`;
  const end = path.indexOf('/templates/');
  return end < 0 ? undefined : path.slice(0, end);
}

/** Whether two charts are the same, or one comes with the other. */
function areOneChart(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a === b || a.startsWith(`${b}/charts/`) || b.startsWith(`${a}/charts/`);
}

/**
 * Whether a template of another chart hides which labels a pod has. Nobody writes a selector for what only another chart
 * knows, so one chart does not keep Probewise from judging what stands elsewhere.
 */
export function isHiddenInOtherChart({ file, facts }: IndexedPod, from: string): boolean {
  const chart = chartOf(file);
  if (chart === undefined || facts.pod.labels.complete) return false;
  return !`/${from}`.startsWith(`${chart}/`) && !areOneChart(chart, chartOf(from));
}
