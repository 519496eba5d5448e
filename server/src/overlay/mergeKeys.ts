/** What Kustomize knows of the API's types: by which keys the items of lists are merged, and what has no namespace. */
import mergeKeysFile from '../../../schemas/mergeKeys.json' with { type: 'json' };
import type { Gvk } from './gvk.ts';

interface MergeKeysFile {
  readonly kinds: Readonly<Record<string, string>>;
  readonly clusterScoped: readonly string[];
  readonly types: Readonly<Record<string, MergedType>>;
}

/** A type of the API, as far as lists in it are merged. */
export interface MergedType {
  readonly fields?: Readonly<Record<string, string>>;
  /** By the name of the field; none for lists of texts, which are united. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

const file = mergeKeysFile as unknown as MergeKeysFile;
const clusterScoped = new Set(file.clusterScoped);

const idOf = ({ group, version, kind }: Gvk) => `${group === '' ? version : `${group}/${version}`} ${kind}`;

/** Undefined where no list of the kind is merged, as in kinds that nobody knows. */
export function typeOfKind(gvk: Gvk): MergedType | undefined {
  const name = file.kinds[idOf(gvk)];
  return name === undefined ? undefined : file.types[name];
}

/** The type of a field, or of the items of its list. */
export function typeOfField(type: MergedType | undefined, name: string): MergedType | undefined {
  const target = type?.fields?.[name];
  return target === undefined ? undefined : file.types[target];
}

export function isClusterScoped(gvk: Gvk): boolean {
  return clusterScoped.has(idOf(gvk));
}
