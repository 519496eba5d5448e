/** What Helm reads of a chart: all files below its folder, archives of other charts unpacked. */
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { archiveLimits, isChartArchive, unpackChart } from '../../server/src/chart/archive.ts';
import { fileText } from '../../server/src/chart/fileText.ts';

/** Charts with more files are read in part only. */
const mostFiles = 1000;
/** Larger files are nothing that templates read. */
const mostBytes = 1024 * 1024;

const elsewhere = '**/{node_modules,bower_components,.git}/**';

/** The folders of charts that lie in no other chart. */
export async function chartFolders(): Promise<Uri[]> {
  const charts = await workspace.findFiles('**/Chart.yaml', elsewhere, mostFiles);
  const folders = charts.map((uri) => Uri.joinPath(uri, '..'));
  return folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other)));
}

export function isBelow(uri: Uri, folder: Uri): boolean {
  return uri.scheme === folder.scheme && uri.path.startsWith(`${folder.path}/`);
}

/** The files below a chart's folder. */
export function filesOfChart(folder: Uri): Thenable<Uri[]> {
  return workspace.findFiles(new RelativePattern(folder, '**/*'), elsewhere, mostFiles);
}

/**
 * The texts of a file of a chart, by URI: one, or for an archive those in it, as if it were a folder. None for what can't be
 * read.
 */
export async function readChartFile(uri: Uri): Promise<{ readonly uri: Uri; readonly text: string }[]> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    const isArchive = isChartArchive(uri.path);
    // Reading a pipe or a device might never end.
    if ((type & FileType.File) === 0 || size > (isArchive ? archiveLimits.packedBytes : mostBytes)) return [];
    const bytes = await workspace.fs.readFile(uri);
    if (!isArchive) return [{ uri, text: fileText(bytes) }];
    return [...unpackChart(bytes)].map(([path, content]) => ({
      uri: Uri.joinPath(uri, path),
      text: fileText(content),
    }));
  } catch {
    return [];
  }
}
