import type { Message } from '../base/message.ts';
import { exitCodes } from './exitCodes.ts';
import { formatter } from './formatter.ts';
import { cliMessages as say } from './messages.ts';
import { ioReason, UsageError } from './usageError.ts';

/** What the command line needs from the process that it runs in; tests bring their own. */
export interface Terminal {
  /** Where relative paths begin. Throws a `UsageError` where that folder is gone. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readStdin(): Promise<Uint8Array>;
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** From here on an interruption waits until files that are being written are complete. */
  finishWrites?(): void;
  /** Milliseconds of the real time. */
  sleep(ms: number): Promise<void>;
  /** The module that threads run, where there can be any; see `main.ts`. */
  readonly threadEntry?: URL;
}

export interface Output {
  write(text: string): void;
  readonly color: boolean;
  /** Width to write for. */
  readonly columns: number;
  /** Whether whoever read it has gone. */
  readonly closed?: boolean;
  /** Whether somebody looks at it. */
  readonly isTerminal?: boolean;
}

/** The terminal of the running process. */
export function processTerminal(threadEntry: URL): Terminal {
  return {
    threadEntry,
    nowMs: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    get cwd() {
      return workingDirectory();
    },
    stdout: output(process.stdout, say.standardOutput()),
    stderr: output(process.stderr, say.standardError()),
    finishWrites,
    async readStdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}

/** What the shell says of a process that Ctrl-C ended. */
const interrupted = 130;

/** Files are written without a pause, so that a handler, other than the system's own, never finds one half-written. */
function finishWrites(): void {
  if (process.listenerCount('SIGINT') === 0) process.once('SIGINT', () => process.exit(interrupted));
}

/** Somebody may have deleted it since the shell went there. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError(say.workingDirectoryGone());
  }
}

/**
 * A reader that goes away (`| head`) is no reason for another verdict: what nobody reads is dropped, the rest goes on. A
 * report that can't be written for another reason, such as a full disk, is trouble.
 */
function output(stream: NodeJS.WriteStream, name: Message): Output {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
    if (stream !== process.stderr)
      console.error(`probewise: ${formatter.text(name)}: ${formatter.text(ioReason(error))}`);
    process.exit(exitCodes.trouble);
  });
  return {
    write(text) {
      if (!closed) stream.write(text);
    },
    get closed() {
      return closed;
    },
    color: hasColor(stream),
    columns: stream.columns ?? 120,
    isTerminal: stream.isTTY === true,
  };
}

/** https://no-color.org; `FORCE_COLOR` is what Node itself honours. */
function hasColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return stream.isTTY === true && TERM !== 'dumb';
}
