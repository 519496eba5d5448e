/** `configurations`: further fields that transformers change (`api/internal/plugins/builtinconfig`). */
import type { NameReference, TransformerSpecs } from './defaultSpecs.ts';
import type { FieldSpec } from './fieldSpecs.ts';
import { fieldSpecOf } from './transformers.ts';
import { field, itemsOf, type Tree } from './tree.ts';

export function readSpecs(tree: Tree): TransformerSpecs {
  const specs = (name: string) => itemsOf(field(tree, name)).map(fieldSpecOf);
  return {
    namePrefix: specs('namePrefix'),
    nameSuffix: specs('nameSuffix'),
    namespace: specs('namespace'),
    commonLabels: specs('commonLabels'),
    labels: specs('labels'),
    templateLabels: specs('templateLabels'),
    commonAnnotations: specs('commonAnnotations'),
    replicas: specs('replicas'),
    images: specs('images'),
    varReference: specs('varReference'),
    nameReference: itemsOf(field(tree, 'nameReference')).map((entry) => ({
      ...gvkOf(entry),
      fieldSpecs: itemsOf(field(entry, 'fieldSpecs')).map(fieldSpecOf),
    })),
  };
}

function gvkOf(entry: Tree): Omit<NameReference, 'fieldSpecs'> {
  const { path: _, create: __, ...gvk } = fieldSpecOf(entry);
  return gvk;
}

export function mergeSpecs(a: TransformerSpecs, b: TransformerSpecs): TransformerSpecs {
  if (a === b) return a;
  const both = (name: Exclude<keyof TransformerSpecs, 'nameReference'>) => united(a[name], b[name], isSameSpec);
  return {
    namePrefix: both('namePrefix'),
    nameSuffix: both('nameSuffix'),
    namespace: both('namespace'),
    commonLabels: both('commonLabels'),
    labels: both('labels'),
    templateLabels: both('templateLabels'),
    commonAnnotations: both('commonAnnotations'),
    replicas: both('replicas'),
    images: both('images'),
    varReference: both('varReference'),
    nameReference: united(a.nameReference, b.nameReference, (x, y) => x === y),
  };
}

function united<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): readonly T[] {
  return [...a, ...b.filter((one) => !a.some((other) => isSame(one, other)))];
}

function isSameSpec(a: FieldSpec, b: FieldSpec): boolean {
  return a.path === b.path && a.group === b.group && a.version === b.version && a.kind === b.kind;
}
