/** The server of the Model Context Protocol on the standard input and output. */
import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import packageJson from '../../../../package.json' with { type: 'json' };
import { mcpServer } from '../../mcp/server.ts';
import { readTextFile } from '../../node/readTextFile.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal.ts';
import { ioReason, UsageError } from '../usageError.ts';

/** Serves until the client goes. Throws a `UsageError` for a root that is not there. */
export async function serve(roots: readonly string[], { cwd, nowMs }: Terminal): Promise<ExitCode> {
  const folders = roots.map((root) => {
    try {
      return realpathSync(resolve(cwd, root));
    } catch (error) {
      throw new UsageError(ioReason(error), root);
    }
  });
  const ended = new Promise<void>((done) => process.stdin.once('end', done));
  const server = mcpServer(packageJson.version, { readFile: (path) => readBelow(folders, path), nowMs });
  await server.connect(new StdioServerTransport());
  await ended;
  return exitCodes.ok;
}

/** Links are followed before it is decided: none leads out of the roots. */
async function readBelow(folders: readonly string[], path: string): Promise<string | undefined> {
  for (const folder of folders) {
    try {
      const file = realpathSync(resolve(folder, path));
      const within = relative(folder, file);
      if (within !== '' && within.split(sep)[0] !== '..' && resolve(folder, within) === file) {
        const text = await readTextFile(file);
        if (text !== undefined) return text;
      }
    } catch {
      // There is no such file below this root.
    }
  }
  return undefined;
}
