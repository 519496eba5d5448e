/** Entry of the command line's process, and of the threads that it starts. */
import { isMainThread, parentPort } from 'node:worker_threads';
import { serveChecks } from './check/thread.ts';
import { exitCodes } from './exitCodes.ts';
import { formatter } from './formatter.ts';
import { cliMessages } from './messages.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

if (!isMainThread && parentPort) {
  serveChecks(parentPort);
} else {
  run(process.argv.slice(2), processTerminal(new URL(import.meta.url))).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(formatter.text(cliMessages.bug()), error);
      process.exitCode = exitCodes.trouble;
    },
  );
}
