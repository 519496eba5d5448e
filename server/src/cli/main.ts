/** Entry of the command line's process. */
import { exitCodes } from './exitCodes.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

run(process.argv.slice(2), processTerminal()).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error('probewise: an error of Probewise itself:', error);
    process.exitCode = exitCodes.trouble;
  },
);
