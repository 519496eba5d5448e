/**
 * The charts of the workspace: which files belong to one, and what is wrong in what it becomes. A chart is rendered again
 * when one of its files has another text.
 */
import type { ChartFiles } from '../chart/chart.ts';
import { type ChartCheck, checkChart } from '../features/chart/chartFindings.ts';
import { namedValues } from '../features/chart/namedValues.ts';
import { type ChartManifests, type RenderedManifest, renderManifests } from '../features/chart/renderedManifests.ts';
import type { Settings } from '../features/settings.ts';
import type { Finding } from '../rules/finding.ts';
import type { RunOptions } from '../rules/run.ts';
import { byUri, inDocument } from './placedFindings.ts';

/** Texts of the files below a folder, by URI: open documents as they are in the editor, and what the client told of. */
export type FilesBelow = (folder: string) => Iterable<readonly [uri: string, text: string]>;

export interface ChartOfFile {
  /** What is wrong at places in this file. */
  readonly findings: readonly Finding[];
  /** What the file becomes, where it is a template that was rendered. */
  readonly rendered: RenderedManifest | undefined;
  /** What is wrong in that, at places of the rendered text. */
  readonly renderedFindings: readonly Finding[];
}

interface KnownChart {
  readonly files: ChartFiles;
  readonly settings: Settings;
  readonly options: RunOptions;
  readonly manifests: ChartManifests | undefined;
  readonly byFile: Map<string, ChartOfFile>;
  readonly check: ChartCheck | undefined;
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
      const rendered = chart.manifests?.manifests.find(({ template }) => template.file === file);
      found = {
        findings: (chart.check?.findings ?? [])
          .filter((finding) => finding.file === file)
          .map((finding) => inDocument(finding, (other) => `${folder}/${other}`)),
        rendered,
        renderedFindings: (rendered && chart.check?.inRendered.get(rendered)) ?? [],
      };
      chart.byFile.set(file, found);
    }
    return found;
  }

  #chart(folder: string, settings: Settings, options: RunOptions): KnownChart {
    const files = new Map<string, string>();
    for (const [uri, text] of this.#filesBelow(folder)) files.set(uri.slice(folder.length + 1), text);
    const before = this.#known.get(folder);
    if (before?.settings === settings && before.options === options && isSame(before.files, files)) return before;
    const { kubernetes } = options;
    const values = namedValues(files, settings.helm.valueFiles);
    const manifests = renderManifests(files, { kubernetes, podPaths: settings.podPaths, values }, before?.manifests);
    const check = manifests && checkChart(files, manifests, options);
    const chart: KnownChart = { files, settings, options, manifests, byFile: new Map(), check };
    this.#known.set(folder, chart);
    return chart;
  }
}

function isSame(a: ChartFiles, b: ChartFiles): boolean {
  if (a.size !== b.size) return false;
  for (const [path, text] of b) if (a.get(path) !== text) return false;
  return true;
}
