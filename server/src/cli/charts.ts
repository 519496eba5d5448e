/** The charts that files given on the command line belong to, with all their files, and the values that stand over theirs. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { archiveLimits, isChartArchive, unpackChart } from '../chart/archive.ts';
import type { ChartFiles } from '../chart/chart.ts';
import { fileText } from '../chart/fileText.ts';
import { mergeValues, setValues } from '../chart/givenValues.ts';
import { type MapValue, map } from '../chart/value.ts';
import { readValuesFile } from '../chart/yamlReader.ts';
import { type EditedTexts, nothingEdited } from './editedTexts.ts';
import { ioReason, UsageError } from './usageError.ts';

export interface ChartFolder {
  /** On disk. */
  readonly folder: string;
  /** Texts by their paths from the folder, with forward slashes. */
  readonly files: ChartFiles;
}

/** Helm takes no larger files (`MaxDecompressedFileSize`). */
const mostBytes = 5 * 1024 * 1024;
const mostFiles = 5000;

/** The folder of the outermost chart that a file lies in. */
export function chartFolderOf(path: string): string | undefined {
  let found: string | undefined;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'Chart.yaml'))) found = folder;
    // Above a chart in `charts/` there may be the one that uses it.
    else if (found !== undefined && !folder.endsWith(`${sep}charts`)) return found;
    if (dirname(folder) === folder) return found;
  }
}

/** Whether a path on the command line is the folder of a chart. */
export function isChartFolder(path: string, cwd: string): boolean {
  return path !== '-' && existsSync(join(resolve(cwd, path), 'Chart.yaml'));
}

/** @param edited stands over what is on the disk */
export function readChart(folder: string, edited: EditedTexts = nothingEdited): ChartFolder {
  const files = new Map<string, string>();
  // Links are followed, as Helm does, but not in circles.
  const within: string[] = [];
  const read = (directory: string) => {
    const real = realpathSync(directory);
    if (within.includes(real)) return;
    within.push(real);
    for (const entry of readdirSync(directory, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(directory, entry.name);
      if (entry.name === '.git' || entry.name === 'node_modules' || files.size >= mostFiles) continue;
      if (entry.isDirectory() || (entry.isSymbolicLink() && isDirectory(path))) read(path);
      else if (isReadable(path)) {
        const name = relative(folder, path).split(sep).join('/');
        const text = edited.get(path);
        const bytes = readFileSync(path);
        if (!isChartArchive(name)) files.set(name, text ?? fileText(bytes));
        else for (const [inner, content] of unpackChart(bytes)) files.set(`${name}/${inner}`, fileText(content));
      }
    }
    within.pop();
  };
  try {
    read(folder);
  } catch (error) {
    throw new UsageError(ioReason(error), folder);
  }
  return { folder, files };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Neither a pipe nor a device, which may have no end. */
function isReadable(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size <= (path.endsWith('.tgz') ? archiveLimits.packedBytes : mostBytes);
}

export interface GivenValues {
  /** Files of values, the later over the earlier. */
  readonly values?: readonly string[];
  /** `name=value`, over all files. */
  readonly set?: readonly string[];
}

/** Throws a `UsageError` where a file or a value can't be read. */
export function readGivenValues({ values = [], set = [] }: GivenValues, cwd: string): MapValue {
  let merged = map();
  for (const file of values) {
    try {
      const value = readValuesFile(readFileSync(resolve(cwd, file), 'utf8'), resolve(cwd, file));
      if (value.type === 'map') merged = mergeValues(merged, value);
    } catch (error) {
      throw new UsageError(ioReason(error), file);
    }
  }
  for (const text of set) {
    try {
      merged = setValues(merged, text);
    } catch (error) {
      throw new UsageError(ioReason(error), `--set ${text}`);
    }
  }
  return merged;
}
