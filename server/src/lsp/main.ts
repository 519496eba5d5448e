/** Entry of the language server's process; the transport follows from the arguments (`--node-ipc`, `--stdio`, …). */
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readTextFile } from '../node/readTextFile.ts';
import { nodeTimer } from '../node/timer.ts';
import { startServer } from './server.ts';

startServer(createConnection(ProposedFeatures.all), {
  timer: nodeTimer,
  nowMs: () => performance.now(),
  readFile: async (uri) => {
    const path = pathOf(uri);
    return path === undefined ? undefined : readTextFile(path);
  },
});

/** Undefined for what is not on this machine: the files of a virtual workspace, or of another host. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
