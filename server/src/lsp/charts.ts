/**
 * The charts of the workspace: which files belong to one, and what is wrong in what it becomes. A chart is rendered again
 * when one of its files has another text.
 */
import type { Message } from '../base/message.ts';
import type { ChartFiles } from '../chart/chart.ts';
import { type ChartCheck, checkChart } from '../features/chart/chartFindings.ts';
import { failureOf } from '../features/chart/chartProblems.ts';
import { namedValues } from '../features/chart/namedValues.ts';
import { type ChartManifests, type RenderedManifest, renderManifests } from '../features/chart/renderedManifests.ts';
import { ValueUses } from '../features/chart/valueUses.ts';
import type { Settings } from '../features/settings.ts';
import type { Finding } from '../rules/finding.ts';
import type { RunOptions } from '../rules/run.ts';
import { byUri, inDocument } from './placedFindings.ts';

/** Texts of the files below a folder, by URI: open documents as they are in the editor, and what the client told of. */
export type FilesBelow = (folder: string) => Iterable<readonly [uri: string, text: string]>;

/** Texts that files would have, by URI; null for a file that would not be there. */
export type OtherTexts = Readonly<Record<string, string | null>>;

export interface ChartOfFile {
  /** What is wrong at places in this file. */
  readonly findings: readonly Finding[];
  /** What the file becomes, where it is a template that was rendered. */
  readonly rendered: RenderedManifest | undefined;
  /** What is wrong in that, at places of the rendered text. */
  readonly renderedFindings: readonly Finding[];
  /** Why the file, a template, was not rendered. */
  readonly failure: Message | undefined;
  /** The file as the chart calls it. */
  readonly file: string;
  readonly folder: string;
  readonly check: ChartCheck | undefined;
  readonly uses: ValueUses | undefined;
  /** Files of values that the chart has beside its own, and which of them stand over that. */
  readonly valueFiles: { readonly all: readonly string[]; readonly chosen: readonly string[] };
  uriOf(file: string): string;
}

interface KnownChart {
  readonly files: ChartFiles;
  readonly settings: Settings;
  readonly options: RunOptions;
  readonly manifests: ChartManifests | undefined;
  readonly byFile: Map<string, ChartOfFile>;
  readonly check: ChartCheck | undefined;
  readonly uses: ValueUses | undefined;
}

export class Charts {
  readonly #filesBelow: FilesBelow;
  readonly #hasFile: (uri: string) => boolean;
  readonly #known = new Map<string, KnownChart>();

  constructor(filesBelow: FilesBelow, hasFile: (uri: string) => boolean) {
    this.#filesBelow = filesBelow;
    this.#hasFile = hasFile;
  }

  /** The folder of the outermost chart that a file lies in. */
  folderOf(uri: string): string | undefined {
    let found: string | undefined;
    for (let at = uri.lastIndexOf('/'); at > 0 && uri[at - 1] !== '/'; at = uri.lastIndexOf('/', at - 1)) {
      const folder = uri.slice(0, at);
      if (this.#hasFile(`${folder}/Chart.yaml`)) found = folder;
      // Above a chart in `charts/` there may be the one that uses it.
      else if (found !== undefined && !folder.endsWith('/charts')) return found;
    }
    return found;
  }

  /** What is wrong in the other files of the chart, by URI. */
  elsewhere(uri: string, settings: Settings, options: RunOptions): ReadonlyMap<string, readonly Finding[]> {
    const folder = this.folderOf(uri);
    const findings = folder === undefined ? [] : (this.#chart(folder, settings, options).check?.findings ?? []);
    return byUri(findings, uri, (file) => `${folder}/${file}`);
  }

  /** Undefined where the file lies in no chart. */
  of(uri: string, settings: Settings, options: RunOptions): ChartOfFile | undefined {
    const folder = this.folderOf(uri);
    if (folder === undefined) return undefined;
    const chart = this.#chart(folder, settings, options);
    const file = uri.slice(folder.length + 1);
    let found = chart.byFile.get(file);
    if (!found) {
      const uriOf = (other: string) => `${folder}/${other}`;
      const rendered = chart.manifests?.manifests.find(({ template }) => template.file === file);
      found = {
        findings: (chart.check?.findings ?? [])
          .filter((finding) => finding.file === file)
          .map((finding) => inDocument(finding, uriOf)),
        rendered,
        renderedFindings: (rendered && chart.check?.inRendered.get(rendered)) ?? [],
        failure: chart.manifests && failureOf(file, chart.files, chart.manifests),
        file,
        folder,
        check: chart.check,
        uses: chart.uses,
        valueFiles: { all: valueFilesIn(chart.files), chosen: settings.helm.valueFiles },
        uriOf,
      };
      chart.byFile.set(file, found);
    }
    return found;
  }

  /** What a template becomes if files of its chart have other texts; undefined where it becomes nothing then. */
  renderedWith(uri: string, settings: Settings, options: RunOptions, texts: OtherTexts): RenderedManifest | undefined {
    const folder = this.folderOf(uri);
    if (folder === undefined) return undefined;
    const { files: now, manifests: known } = this.#chart(folder, settings, options);
    const files = new Map(now);
    for (const [other, text] of Object.entries(texts)) {
      if (!other.startsWith(`${folder}/`)) continue;
      const file = other.slice(folder.length + 1);
      if (text === null) files.delete(file);
      else files.set(file, text);
    }
    const valuesOf = (then: ChartFiles) => namedValues(then, settings.helm.valueFiles);
    const { kubernetes } = options;
    const then = renderManifests(files, { kubernetes, podPaths: settings.podPaths, valuesOf }, known);
    return then?.manifests.find(({ template }) => template.file === uri.slice(folder.length + 1));
  }

  #chart(folder: string, settings: Settings, options: RunOptions): KnownChart {
    const files = new Map<string, string>();
    for (const [uri, text] of this.#filesBelow(folder)) files.set(uri.slice(folder.length + 1), text);
    const before = this.#known.get(folder);
    if (before?.settings === settings && before.options === options && isSame(before.files, files)) return before;
    const { kubernetes } = options;
    const valuesOf = (texts: ChartFiles) => namedValues(texts, settings.helm.valueFiles);
    const manifests = renderManifests(files, { kubernetes, podPaths: settings.podPaths, valuesOf }, before?.manifests);
    const check = manifests && checkChart(files, manifests, options, before?.check);
    const uses = check && new ValueUses(check);
    const chart: KnownChart = { files, settings, options, manifests, byFile: new Map(), check, uses };
    this.#known.set(folder, chart);
    return chart;
  }
}

/** Those that look like values beside `values.yaml`, in the chart's folder or one below it that Helm gives no meaning. */
function valueFilesIn(files: ChartFiles): string[] {
  return [...files.keys()]
    .filter((file) => /^(?!templates\/|charts\/|crds\/)(?:[^/]+\/)?[^/]+\.ya?ml$/.test(file) && !notValues.has(file))
    .sort();
}

const notValues = new Set(['Chart.yaml', 'values.yaml', 'requirements.yaml']);

function isSame(a: ChartFiles, b: ChartFiles): boolean {
  if (a.size !== b.size) return false;
  for (const [path, text] of b) if (a.get(path) !== text) return false;
  return true;
}
