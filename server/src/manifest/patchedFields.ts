/** What the patches of a kustomization write into its resources: what a resource lacks of it proves nothing. */
import { parseYaml, plainValue } from '../yaml/document.ts';

export interface PatchedFields {
  /** The names of fields that patches write, wherever in an object. */
  readonly names: ReadonlySet<string>;
  /** The names of the containers that get an image; `*` stands for all. */
  readonly images: ReadonlySet<string>;
}

/** In code units; what is longer is no patch that somebody wrote. */
const longestPatch = 200_000;
const deepest = 30;
/** They tell which object or item a patch is about. */
const identity: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'name', 'namespace']);

/** @param texts strategic merge patches and JSON patches, RFC 6902, as YAML or JSON. */
export function patchedFields(texts: Iterable<string>): PatchedFields {
  const names = new Set<string>();
  const images = new Set<string>();
  for (const text of texts) {
    if (text.length > longestPatch) continue;
    for (const document of parseYaml(text)) {
      const patch = plainValue(document, document.root);
      if (Array.isArray(patch)) for (const operation of patch) addOperation(operation, names, images);
      else addMerged(patch, names, images, 0);
    }
  }
  return { names, images };
}

function addOperation(operation: unknown, names: Set<string>, images: Set<string>): void {
  if (!isRecord(operation) || typeof operation.path !== 'string') return;
  const name = operation.path.split('/').findLast((step) => !/^(?:\d*|-)$/.test(step));
  if (name === undefined) return;
  names.add(name);
  if (name === 'image') images.add('*');
  addMerged(operation.value, names, images, 0);
}

function addMerged(patch: unknown, names: Set<string>, images: Set<string>, depth: number): void {
  if (depth > deepest) return;
  if (Array.isArray(patch)) for (const item of patch) addMerged(item, names, images, depth + 1);
  if (!isRecord(patch)) return;
  if ('image' in patch) images.add(typeof patch.name === 'string' ? patch.name : '*');
  for (const [name, value] of Object.entries(patch)) {
    if (!identity.has(name)) names.add(name);
    addMerged(value, names, images, depth + 1);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
