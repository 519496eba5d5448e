import { Disposable, FileType, type Uri, workspace } from 'vscode';
import { type WorkspaceFilesParams, workspaceFilesNotification } from '../../server/src/lsp/protocol.ts';
import { chartFolders, filesOfChart, isBelow, readChartFile } from './chartFiles.ts';
import { looksLikeManifestText } from './manifests.ts';
import type { Server } from './server.ts';

const manifests = '**/{*.yaml,*.yml,*.json,*.tpl,Kustomization}';
const manifestName = /\.(?:ya?ml|json|tpl)$|\/Kustomization$/;
const elsewhere = '**/{node_modules,bower_components,.git}/**';

/** With more files than these, the server is told that it does not know all. */
const mostFiles = 2000;
/** Larger files are generated, or no manifests. */
const mostBytes = 512 * 1024;
/** How many files are read at once and sent together: others want to read as well. */
const batch = 25;
/** A checkout of another branch changes many files at once. */
const gatherMs = 200;

/**
 * Tells the server about the manifests in the workspace that are not open, so that it can check a Service beside the pods
 * that it selects. Reads through the editor, so virtual workspaces work too; nothing is read before the server runs.
 */
export function notifyWorkspaceFiles(server: Server): Disposable {
  const changed = new Map<string, Uri>();
  const deleted = new Set<string>();
  /** The files of which the server knows a text. */
  const sent = new Set<string>();
  /** Where every file counts. */
  let charts: readonly Uri[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let scan = 0;

  const nameOf = (uri: Uri) => server.client.code2ProtocolConverter.asUri(uri);
  const notify = async (params: Partial<WorkspaceFilesParams>) => {
    if (server.state === 'running')
      await server.client.sendNotification(workspaceFilesNotification, { changed: [], deleted: [], ...params });
  };

  const isOfChart = (uri: Uri) => charts.some((folder) => isBelow(uri, folder));
  const read = async (uri: Uri) => {
    if (isOfChart(uri)) return readChartFile(uri);
    const text = await readManifest(uri);
    return text === undefined ? [] : [{ uri, text }];
  };

  const sendChanged = async (uris: readonly Uri[], isCurrent: () => boolean) => {
    for (let i = 0; i < uris.length && isCurrent(); i += batch) {
      const files = await Promise.all(
        uris.slice(i, i + batch).map(async (uri) => ({ uri: nameOf(uri), texts: await read(uri) })),
      );
      await notify({
        changed: files.flatMap(({ texts }) => texts.map((file) => ({ uri: nameOf(file.uri), text: file.text }))),
        // What was a manifest may be none any more.
        deleted: files.filter(({ uri, texts }) => texts.length === 0 && sent.has(uri)).map(({ uri }) => uri),
      });
      for (const { uri, texts } of files) {
        if (texts.length === 0) sent.delete(uri);
        else sent.add(uri);
      }
    }
  };

  const sendAll = async () => {
    scan++;
    const own = scan;
    const isCurrent = () => own === scan && server.state === 'running';
    if (!isCurrent() || (workspace.workspaceFolders ?? []).length === 0) return;
    charts = await chartFolders();
    const uris = await workspace.findFiles(manifests, elsewhere, mostFiles + 1);
    await sendChanged(uris.slice(0, mostFiles), isCurrent);
    for (const folder of charts) {
      const files = await filesOfChart(folder);
      await sendChanged(
        files.filter((uri) => !sent.has(nameOf(uri))),
        isCurrent,
      );
    }
    if (isCurrent()) await notify({ complete: uris.length <= mostFiles });
  };

  const gather = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const [uris, gone] = [[...changed.values()], [...deleted]];
      // A chart that is new brings files along that did not count before.
      const isNewChart = uris.some((uri) => uri.path.endsWith('/Chart.yaml') && !isOfChart(uri));
      changed.clear();
      deleted.clear();
      if (gone.length > 0) await notify({ deleted: gone });
      if (isNewChart) await sendAll();
      else await sendChanged(uris, () => true);
    }, gatherMs);
  };
  const onChange = (uri: Uri) => {
    if (/\/(node_modules|bower_components|\.git)\//.test(uri.path)) return;
    if (!isOfChart(uri) && !manifestName.test(uri.path)) return;
    changed.set(nameOf(uri), uri);
    gather();
  };
  // A folder that is deleted is told without its files.
  const onDelete = (uri: Uri) => {
    deleted.add(nameOf(uri));
    changed.delete(nameOf(uri));
    gather();
  };

  const files = workspace.createFileSystemWatcher('**');
  return Disposable.from(
    files,
    files.onDidCreate(onChange),
    files.onDidChange(onChange),
    files.onDidDelete(onDelete),
    server.onDidChangeState((state) => {
      if (state === 'running') void sendAll();
    }),
    workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      void notify({ deleted: removed.map(({ uri }) => nameOf(uri)) }).then(sendAll);
    }),
    { dispose: () => clearTimeout(waiting) },
  );
}

/** Operations that a kustomization may name: such a file has nothing else of a manifest. */
function looksLikeJsonPatch(text: string): boolean {
  return /(?:^|[\s{[,"])op"?[ \t]?:/m.test(text) && /"?path"?\s*:\s*["']?\//.test(text);
}

/** The text of a file that is a manifest or a kustomization; undefined for any other, and for what can't be read. */
async function readManifest(uri: Uri): Promise<string | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    // Reading a pipe or a device might never end.
    if ((type & FileType.File) === 0 || size > mostBytes) return undefined;
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    const isKustomization = /\/kustomization(\.ya?ml)?$/i.test(uri.path);
    return isKustomization ||
      looksLikeJsonPatch(text) ||
      looksLikeManifestText(text, uri.path.endsWith('.json') ? 'json' : 'yaml')
      ? text
      : undefined;
  } catch {
    return undefined;
  }
}
