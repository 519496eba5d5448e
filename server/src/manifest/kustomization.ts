/** What a kustomization uses a file for: as a resource, which is complete, or as a patch, which is merged into others. */
import { parseYaml, plainValue } from '../yaml/document.ts';
import type { ManifestContext } from './context.ts';

/** Further up than this, nobody looks for the kustomization that uses a file. */
const levelsUp = 3;

export interface Kustomization {
  /** The folder of the kustomization, with forward slashes and none at the end. */
  readonly folder: string;
  readonly text: string;
}

/** The folders in which a kustomization may name the file, the nearest first. */
export function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  let folder = file;
  for (let level = 0; level <= levelsUp; level++) {
    const slash = folder.lastIndexOf('/');
    if (slash <= 0) break;
    folder = folder.slice(0, slash);
    folders.push(folder);
  }
  return folders;
}

/** Files of a Helm chart that templates read. */
const chartData = /(^|\/)(values([-._][^/]*)?|Chart|requirements)\.ya?ml$/;

/** The role of a file among the kustomizations above it. Where none names the file, its own name may tell. */
export function roleOf(file: string, kustomizations: readonly Kustomization[]): ManifestContext['role'] {
  if (chartData.test(file)) return 'data';
  for (const kustomization of kustomizations) {
    const { patches, resources } = filesOf(kustomization);
    if (patches.has(file)) return 'patch';
    if (resources.has(file)) return 'resource';
  }
  return isPatchByName(file.toLowerCase()) ? 'patch' : undefined;
}

function isPatchByName(file: string): boolean {
  if (`/${file}`.includes('/patches/')) return true;
  const [, name = ''] = /^(.*)\.(?:ya?ml|json)$/.exec(file.slice(file.lastIndexOf('/') + 1)) ?? [];
  return /(?:^|[-_.])patch(?:$|[-_.])/.test(name);
}

/** Files and folders that a kustomization builds upon. */
export function resourcesOf(kustomization: Kustomization): Iterable<string> {
  return filesOf(kustomization).resources;
}

export function namesResource(kustomization: Kustomization, file: string): boolean {
  return filesOf(kustomization).resources.has(file);
}

/** The images that kustomizations replace or give a tag, by their names without tag and digest. */
export function replacedImages(kustomizations: readonly Kustomization[]): string[] {
  return [...new Set(kustomizations.flatMap((kustomization) => filesOf(kustomization).images))].sort();
}

/** The files with patches that a kustomization names, as it writes them. */
export function patchPathsOf(kustomization: Kustomization): readonly string[] {
  return filesOf(kustomization).patchPaths;
}

/** The patches that stand in a kustomization itself. */
export function inlinePatchesOf(kustomization: Kustomization): readonly string[] {
  return filesOf(kustomization).inlinePatches;
}

/** Whether one of the kustomizations adds labels to selectors. Upstream: kustomize `api/types/labels.go`. */
export function addsLabels(kustomizations: readonly Kustomization[]): boolean {
  return kustomizations.some((kustomization) => filesOf(kustomization).addsLabels);
}

interface NamedFiles {
  readonly patches: ReadonlySet<string>;
  readonly patchPaths: readonly string[];
  readonly inlinePatches: readonly string[];
  readonly resources: ReadonlySet<string>;
  readonly images: readonly string[];
  readonly addsLabels: boolean;
}

/** Many files are looked for in each kustomization. */
const known = new WeakMap<Kustomization, NamedFiles>();

function filesOf(kustomization: Kustomization): NamedFiles {
  let files = known.get(kustomization);
  if (!files) {
    files = readFiles(kustomization);
    known.set(kustomization, files);
  }
  return files;
}

/** In code units; a longer one takes seconds to be parsed, and hundreds of files wait for it. */
const longestRead = 500_000;

const patchFields = ['patches', 'patchesStrategicMerge', 'patchesJson6902'];
const nothing: NamedFiles = {
  patches: new Set(),
  patchPaths: [],
  inlinePatches: [],
  resources: new Set(),
  images: [],
  addsLabels: false,
};

/** Upstream: kustomize `api/types/kustomization.go`. */
function readFiles({ folder, text }: Kustomization): NamedFiles {
  const [document] = text.length > longestRead ? [] : parseYaml(text);
  const root = document ? plainValue(document, document.root) : undefined;
  if (!isRecord(root)) return nothing;
  // Kustomizations before 5 have paths under `patches`, too.
  const paths = (fields: readonly string[]) =>
    fields.flatMap((field) => list(root[field]).map((item) => (isRecord(item) ? item.path : item))).filter(isPath);
  const resolved = (found: readonly string[]) => new Set(found.map((path) => resolvePath(folder, path)));
  const patchPaths = paths(patchFields);
  return {
    patches: resolved(patchPaths),
    patchPaths,
    inlinePatches: patchFields
      .flatMap((field) => list(root[field]))
      .map((item) => (isRecord(item) ? item.patch : isPath(item) ? undefined : item))
      .filter((patch) => typeof patch === 'string'),
    resources: resolved(paths(['resources', 'bases', 'components'])),
    images: list(root.images)
      .map((image) => (isRecord(image) ? image.name : undefined))
      .filter(isPath),
    addsLabels:
      isRecord(root.commonLabels) || list(root.labels).some((one) => isRecord(one) && one.includeSelectors === true),
  };
}

/** The file that a path in a folder names. */
export function resolvePath(folder: string, path: string): string {
  const steps = folder.split('/');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const isPath = (value: unknown): value is string => typeof value === 'string' && !value.includes('\n');
