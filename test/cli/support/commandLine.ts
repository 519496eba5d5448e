import { vi } from 'vitest';
import { run } from '../../../server/src/cli/program.ts';
import type { Terminal } from '../../../server/src/cli/terminal.ts';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunContext {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly color?: boolean;
  readonly columns?: number;
  /** What the clock shows, in milliseconds since 1970. */
  readonly nowMs?: number;
  readonly isTerminal?: boolean;
  /** How many times longer everything takes for whoever looks at the clock. */
  readonly slowdown?: number;
  /** Gets how long it waited, each time. */
  readonly slept?: number[];
  /** What threads run; without it there are none. */
  readonly threadEntry?: URL;
}

/** Runs the command line in this process. */
export async function probewise(
  args: readonly string[],
  {
    cwd,
    stdin = '',
    color = false,
    columns = 100,
    nowMs = 0,
    slept,
    isTerminal = false,
    slowdown,
    threadEntry,
  }: RunContext,
): Promise<Result> {
  const written = { stdout: '', stderr: '' };

  const output = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
    color,
    columns,
    isTerminal,
  });
  const terminal: Terminal = {
    cwd,
    stdout: output('stdout'),
    stderr: output('stderr'),
    ...(threadEntry ? { threadEntry } : {}),
    nowMs: () => nowMs,
    sleep: async (ms) => {
      slept?.push(ms);
    },
    readStdin: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
  };
  const now = performance.now.bind(performance);
  const clock =
    slowdown === undefined ? undefined : vi.spyOn(performance, 'now').mockImplementation(() => now() * slowdown);
  const code = await run(args, terminal);
  clock?.mockRestore();
  return { code, ...written };
}
