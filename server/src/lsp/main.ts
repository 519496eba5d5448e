/** Entry of the language server's process; the transport follows from the arguments (`--node-ipc`, `--stdio`, …). */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './connection.ts';

startServer(createConnection(ProposedFeatures.all), {
  async readFile(uri) {
    try {
      return await readFile(fileURLToPath(uri), 'utf8');
    } catch {
      // Most often there is no such file; a virtual workspace has none on this machine.
      return undefined;
    }
  },
});
