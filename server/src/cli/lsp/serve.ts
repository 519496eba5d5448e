/** The language server on the standard input and output, for clients that know nothing of Probewise. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { PlainWorkspace } from '../../lsp/runtime.ts';
import { startServer } from '../../lsp/server.ts';
import { readTextFile } from '../../node/readTextFile.ts';
import { nodeTimer } from '../../node/timer.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { manifestsBelow } from '../walk.ts';

/** With more files than these, not all are read. */
const mostFiles = 2_000;

/** Serves until the client ends it. */
export function serve(): Promise<ExitCode> {
  const ended = new Promise<ExitCode>((resolve) => {
    process.stdin.once('end', () => resolve(exitCodes.ok));
  });
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), {
    timer: nodeTimer,
    nowMs: () => performance.now(),
    readFile: async (uri) => {
      const path = pathOf(uri);
      return path === undefined ? undefined : readTextFile(path);
    },
    plain,
  });
  return ended;
}

const plain: PlainWorkspace = {
  async manifestsBelow(folder) {
    const root = pathOf(folder);
    if (root === undefined) return { files: [], complete: false };
    const found = manifestsBelow(root, undefined, /\.(?:ya?ml|json|tpl)$/);
    const files = [];
    for (const { path } of found.slice(0, mostFiles)) {
      const file = join(root, path);
      const text = await readTextFile(file);
      if (text !== undefined) files.push({ uri: pathToFileURL(file).href, text });
    }
    return { files, complete: found.length <= mostFiles && found.every(({ problem }) => problem === undefined) };
  },
};

/** Undefined for what is not on this machine. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
