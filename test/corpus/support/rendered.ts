/** Manifests as people write them in charts and overlays: the same objects, of which parts stand elsewhere. */
import { parseAllDocuments, stringify } from 'yaml';

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
type PlainObject = { [key: string]: Plain };

const chartYaml = 'apiVersion: v2\nname: web\nversion: 0.1.0\n';

/** A part of an object that is written elsewhere. */
interface Part {
  readonly path: readonly (string | number)[];
  readonly value: Plain;
}

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** The objects of a manifest, each with a name; undefined where it is no plain YAML of objects. */
export function objectsIn(text: string): PlainObject[] | undefined {
  const documents = parseAllDocuments(text, { version: '1.1' });
  if (text.includes('{{') || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const objects = documents.map((document) => document.toJS() as Plain).filter((value) => value !== null);
  const isObject = (value: Plain): value is PlainObject => isMap(value) && typeof value.kind === 'string';
  return objects.every(isObject)
    ? objects.map((object, at) => ({
        ...object,
        metadata: { name: `object${at}`, ...(object.metadata as PlainObject) },
      }))
    : undefined;
}

function isMap(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts below an object that are fields with one of the names, outermost first. */
function partsOf(value: Plain, isPart: (name: string, value: Plain) => boolean, path: Part['path'] = []): Part[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => partsOf(item, isPart, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isPart(key, inner) ? [{ path: [...path, key], value: inner }] : partsOf(inner, isPart, [...path, key]),
  );
}

function without(value: Plain, path: Part['path'], put?: Plain): Plain {
  const [step, ...rest] = path;
  if (step === undefined) return put!;
  const copy: Plain = Array.isArray(value) ? [...value] : { ...(value as PlainObject) };
  if (rest.length === 0 && put === undefined) delete (copy as PlainObject)[step as string];
  else (copy as PlainObject)[step as string] = without((value as PlainObject)[step as string]!, rest, put);
  return copy;
}

/** How an action writes a value where it stands behind `key:` in a column. */
type Action = (value: string, key: string, indent: string, plain: Plain) => string;

const actions: Readonly<Record<string, Action>> = {
  block: (value, key, indent) => `${key}: {{- toYaml ${value} | nindent ${indent.length + 2} }}`,
  with: (value, key, indent) =>
    `{{- with ${value} }}\n${indent}${key}:\n${indent}  {{- toYaml . | nindent ${indent.length + 2} }}\n${indent}{{- end }}`,
  scalar: (value, key, _, plain) => `${key}: {{ ${value}${typeof plain === 'string' ? ' | quote' : ''} }}`,
};

/** An object as a template and values, the parts written by actions. */
function chartWith(object: PlainObject, parts: readonly Part[], action: Action, at: number): Files {
  let written: Plain = object;
  const values: PlainObject = {};
  for (const [index, { path }] of parts.entries()) written = without(written, path, `@@${index}@@`);
  const template = stringify(written, { lineWidth: 0 }).replace(
    /^( *(?:- )*)("?[\w./-]+"?): "?@@(\d+)@@"?$/gm,
    (_, lead: string, key: string, number: string) => {
      const { path, value } = parts[Number(number)]!;
      const name = `part${at}x${number}`;
      const field = String(path.at(-1));
      values[name] = { [field]: value };
      const text = action(`.Values.${name}.${field}`, key, ' '.repeat(lead.length), value);
      return lead + text;
    },
  );
  return { [`templates/object${at}.yaml`]: template, 'values.yaml': stringify(values, { lineWidth: 0 }) };
}

function joined(all: readonly Files[]): Files {
  const files: Record<string, string> = { 'Chart.yaml': chartYaml };
  for (const one of all)
    for (const [path, text] of Object.entries(one))
      files[path] = path === 'values.yaml' && text.trim() === '{}' ? (files[path] ?? '') : (files[path] ?? '') + text;
  return files;
}

/** A manifest as charts write it, by what is written by values. */
export function chartsOf(objects: readonly PlainObject[]): Readonly<Record<string, Files>> {
  const chart = (isPart: (name: string, value: Plain) => boolean, action: Action) =>
    joined(
      objects.map((object, at) =>
        chartWith(
          object,
          partsOf(object, isPart).filter(({ path }) => path.length > 1 || path[0] === 'spec'),
          action,
          at,
        ),
      ),
    );
  const isProbe = (name: string, value: Plain) => probes.includes(name) && isMap(value);
  return {
    'all in the template': chart(() => false, actions.block!),
    'each probe is a value': chart(isProbe, actions.block!),
    'each probe is a value that may be missing': chart(isProbe, actions.with!),
    'containers are a value': chart((name) => name === 'containers', actions.block!),
    'the whole spec is a value': chart((name) => name === 'spec', actions.block!),
    'numbers and words are values': chart(
      (_, value) => typeof value === 'number' || typeof value === 'string',
      actions.scalar!,
    ),
  };
}

/** A manifest as overlays write it, by what patches write. */
export function overlaysOf(objects: readonly PlainObject[]): Readonly<Record<string, Files>> {
  const base = (all: readonly PlainObject[]) => ({
    'base/kustomization.yaml': 'resources: [all.yaml]\n',
    'base/all.yaml': all.map((object) => stringify(object, { lineWidth: 0 })).join('---\n'),
  });
  const isProbe = (name: string, value: Plain) => probes.includes(name) && isMap(value);
  const patches = objects.flatMap((object) => {
    const parts = partsOf(object, isProbe);
    // No patch finds what stands in a List.
    if (parts.length === 0 || String(object.kind).endsWith('List')) return [];
    return [{ object, parts, strategic: strategicPatch(object, parts) }];
  });
  const bare = objects.map(
    (object) =>
      patches
        .find((one) => one.object === object)
        ?.parts.reduce<Plain>((left, { path }) => without(left, path), object) ?? object,
  ) as PlainObject[];
  const inline = (text: string) => text.replace(/^(?=.)/gm, '      ');
  const targetOf = ({ kind, metadata }: PlainObject) =>
    stringify({ kind, name: (metadata as PlainObject).name }).replace(/^(?=.)/gm, '      ');
  const kustomization = (entries: string) => `resources: [../base]\npatches:\n${entries}`;
  return {
    'all in the base': { ...base(objects), 'prod/kustomization.yaml': 'resources: [../base]\n' },
    'probes in patches': {
      ...base(bare),
      'prod/kustomization.yaml':
        patches.length === 0 ? 'resources: [../base]\n' : kustomization('  - path: patch.yaml\n'),
      'prod/patch.yaml': patches.map(({ strategic }) => stringify(strategic, { lineWidth: 0 })).join('---\n'),
    },
    'probes in inline patches': {
      ...base(bare),
      'prod/kustomization.yaml':
        patches.length === 0
          ? 'resources: [../base]\n'
          : kustomization(
              patches
                .map(({ strategic }) => `  - patch: |\n${inline(stringify(strategic, { lineWidth: 0 }))}`)
                .join(''),
            ),
    },
    'probes in JSON patches': {
      ...base(bare),
      'prod/kustomization.yaml':
        patches.length === 0
          ? 'resources: [../base]\n'
          : kustomization(
              patches
                .map(
                  ({ object, parts }) =>
                    `  - target:\n${targetOf(object)}    patch: |\n${inline(stringify(operations(parts), { lineWidth: 0 }))}`,
                )
                .join(''),
            ),
    },
  };
}

function operations(parts: readonly Part[]): Plain {
  return parts.map(({ path, value }) => ({ op: 'add', path: `/${path.join('/')}`, value }));
}

function strategicPatch(object: PlainObject, parts: readonly Part[]): PlainObject {
  const { apiVersion, kind, metadata } = object;
  const patch: PlainObject = {
    apiVersion: apiVersion!,
    kind: kind!,
    metadata: { name: (metadata as PlainObject).name! },
  };
  for (const { path, value } of parts) {
    let from: Plain = object;
    let to: Plain = patch;
    for (const [depth, step] of path.entries()) {
      from = (from as PlainObject)[step as string]!;
      const isLast = depth === path.length - 1;
      if (Array.isArray(to)) {
        const { name } = from as PlainObject;
        const known: Plain | undefined = to.find((one) => isMap(one) && one.name === name);
        const item: Plain = known ?? { name: name! };
        if (!known) to.push(item);
        to = item;
      } else {
        const map = to as PlainObject;
        if (isLast) map[step as string] = value;
        else map[step as string] ??= typeof path[depth + 1] === 'number' ? [] : {};
        to = map[step as string]!;
      }
    }
  }
  return patch;
}
