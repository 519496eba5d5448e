/** Reads the files of a chart as Helm does (`pkg/chart/loader`). */
import type { Span } from '../base/span.ts';
import { noOrigins } from '../traced/tracedText.ts';
import { cleanPath } from './functions/paths.ts';
import { helmIgnore } from './helmIgnore.ts';
import { readJson } from './json.ts';
import { type MapValue, map, string, type Value } from './value.ts';
import { readValuesFile, readYaml } from './yamlReader.ts';

/**
 * The texts of a chart's files by their paths from its folder; `../common/…` for charts that lie beside it, and
 * `charts/redis-1.2.3.tgz/…` for what an archive holds.
 */
export type ChartFiles = ReadonlyMap<string, string>;

export interface Chart {
  /** What the chart above it calls it: its name, or the alias of a dependency. */
  readonly name: string;
  readonly version: string;
  readonly isLibrary: boolean;
  /** `Chart.yaml`. */
  readonly metadata: MapValue;
  /** Where it lies, from the folder of the outermost chart: empty, or `charts/redis/`. */
  readonly folder: string;
  /** `values.yaml`. */
  readonly values: MapValue;
  /** `values.schema.json`. */
  readonly schema: Value | undefined;
  readonly templates: readonly ChartFile[];
  /** What templates can read as `.Files`. */
  readonly files: readonly ChartFile[];
  readonly declared: readonly Dependency[];
  readonly dependencies: readonly Chart[];
  readonly problems: readonly ChartProblem[];
}

export interface ChartFile {
  /** From the chart's own folder. */
  readonly path: string;
  readonly text: string;
}

/** A dependency as `Chart.yaml` declares it. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly alias: string | undefined;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly importValues: readonly Value[];
}

/** Why a part of a chart could not be read. */
export type ChartProblem = { readonly file: string } & (
  | { readonly message: string; readonly span?: Span; readonly missingDependency?: undefined }
  /** A dependency that does not lie in the chart: what needs it is unknown. */
  | { readonly missingDependency: string }
);

/** The chart in a folder; undefined where it has no `Chart.yaml`. */
export function loadChart(files: ChartFiles, folder = ''): Chart | undefined {
  return new ChartLoader(withoutIgnored(files)).load(folder, 0);
}

/** Not what `.helmignore` leaves out of the chart and of those in its `charts/`; archives were made without it. */
function withoutIgnored(files: ChartFiles): ChartFiles {
  const isIgnored = helmIgnore(files.get('.helmignore') ?? '');
  const isLeftOut = (path: string) => !path.startsWith('../') && !path.includes('.tgz/') && isIgnored(path);
  return new Map([...files].filter(([path]) => !isLeftOut(path)));
}

/** Charts within charts; deeper ones are not read. */
const deepest = 10;

class ChartLoader {
  readonly #files: ChartFiles;

  constructor(files: ChartFiles) {
    this.#files = files;
  }

  load(folder: string, depth: number): Chart | undefined {
    const problems: ChartProblem[] = [];
    const read = (path: string, parse: (text: string) => Value): MapValue | undefined => {
      const text = this.#files.get(folder + path);
      if (text === undefined) return undefined;
      try {
        const value = parse(text);
        return value.type === 'map' ? value : map();
      } catch (error) {
        problems.push({ file: folder + path, message: error instanceof Error ? error.message : String(error) });
        return map();
      }
    };
    const metadata = read('Chart.yaml', (text) => readYaml(text, []));
    if (!metadata || depth > deepest) return undefined;
    if (!metadata.entries.has('apiVersion')) metadata.entries.set('apiVersion', string('v1'));
    const values = read('values.yaml', (text) => readValuesFile(text, `${folder}values.yaml`)) ?? map();
    const requirements = read('requirements.yaml', (text) => readYaml(text, []));
    const declared = dependenciesOf(metadata).concat(requirements ? dependenciesOf(requirements) : []);
    const own = this.#ownFiles(folder);
    const dependencies = this.#dependencies(folder, metadata, requirements, depth);
    for (const { name } of declared) {
      if (!dependencies.some((dependency) => dependency.name === name))
        problems.push({ file: `${folder}Chart.yaml`, missingDependency: name });
    }
    return {
      name: textOf(metadata, 'name'),
      version: textOf(metadata, 'version'),
      isLibrary: textOf(metadata, 'type').toLowerCase() === 'library',
      metadata,
      folder,
      values,
      schema: read('values.schema.json', (text) => readJson(text, noOrigins)),
      templates: own.filter(({ path }) => path.startsWith('templates/')),
      files: own.filter(({ path }) => !path.startsWith('templates/') && !isReserved(path, metadata)),
      declared,
      dependencies,
      problems,
    };
  }

  #ownFiles(folder: string): ChartFile[] {
    const found: ChartFile[] = [];
    for (const [path, text] of this.#files) {
      if (!path.startsWith(folder) || path.startsWith('../') !== folder.startsWith('../')) continue;
      const inner = path.slice(folder.length);
      if (!inner.startsWith('charts/')) found.push({ path: inner, text });
    }
    return found;
  }

  /** What lies in `charts/`, and what a dependency names by `file://`. */
  #dependencies(folder: string, metadata: MapValue, requirements: MapValue | undefined, depth: number): Chart[] {
    const folders = new Set<string>();
    const prefix = `${folder}charts/`;
    for (const path of this.#files.keys()) {
      if (!path.startsWith(prefix) || !path.endsWith('/Chart.yaml')) continue;
      const name = path.slice(prefix.length, -'/Chart.yaml'.length);
      if (!name.includes('/') && !/^[._]/.test(name)) folders.add(`${prefix}${name}/`);
    }
    for (const entry of [...entriesOf(metadata), ...(requirements ? entriesOf(requirements) : [])]) {
      const repository = textOf(entry, 'repository');
      if (!repository.startsWith('file://')) continue;
      const beside = `${cleanPath(`${folder}${repository.slice('file://'.length)}`)}/`;
      const isThere = [...folders].some((known) => known === `${prefix}${textOf(entry, 'name')}/`);
      if (!isThere && this.#files.has(`${beside}Chart.yaml`)) folders.add(beside);
    }
    return [...folders].flatMap((inner) => this.load(inner, depth + 1) ?? []);
  }
}

/** Files that have a meaning of their own; in old charts templates can read the requirements. */
function isReserved(path: string, metadata: MapValue): boolean {
  const isRequirements = /^requirements\.(?:yaml|lock)$/.test(path);
  return isRequirements ? textOf(metadata, 'apiVersion') === 'v2' : reserved.has(path);
}

const reserved = new Set(['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json']);

function entriesOf(metadata: MapValue): MapValue[] {
  const declared = metadata.entries.get('dependencies');
  return declared?.type === 'list' ? declared.items.filter((item) => item.type === 'map') : [];
}

function dependenciesOf(metadata: MapValue): Dependency[] {
  return entriesOf(metadata).map((entry) => {
    const listOf = (key: string) => {
      const value = entry.entries.get(key);
      return value?.type === 'list' ? value.items : [];
    };
    return {
      name: textOf(entry, 'name'),
      version: textOf(entry, 'version'),
      alias: textOf(entry, 'alias') || undefined,
      condition: textOf(entry, 'condition'),
      tags: listOf('tags').flatMap((tag) => (tag.type === 'string' ? [tag.text.text] : [])),
      importValues: listOf('import-values'),
    };
  });
}

export function textOf({ entries }: MapValue, key: string): string {
  const value = entries.get(key);
  if (value?.type === 'string') return value.text.text;
  return value?.type === 'float' || value?.type === 'bool' ? String(value.value) : '';
}
