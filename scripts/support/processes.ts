import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { UserError } from './progress.ts';

/** Processes that run beside this one, and their children; none outlives it. */
const running = new Set<ChildProcess>();

/** Starts a program in a process group of its own, so that stopping it stops its children too. */
export function startInBackground(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watchForTheEnd();
  const child = spawn(command, args, { detached: process.platform !== 'win32', ...options });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

/** Runs a program to its end, showing nothing; fails with what it printed last. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const child = startInBackground(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const code = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal ?? 1));
  });
  if (code === 0) return output;
  const tail = output.trimEnd().split('\n').slice(-25).join('\n');
  throw new UserError(`${[command, ...args].join(' ')} ended with ${code}:\n${tail}`);
}

/** Stops a program and its children: politely, and after two seconds by force. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return signal(child, 'SIGKILL');
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  signal(child, 'SIGTERM');
  const force = setTimeout(() => signal(child, 'SIGKILL'), 2000);
  await closed;
  clearTimeout(force);
  signal(child, 'SIGKILL');
}

/** Signals the whole group; that nobody is left in it is fine. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // Gone already.
  }
}

/** What to do when the user or the system ends this process; gives the exit code. */
let atTheEnd: () => Promise<number> = async () => 130;
let watching = false;

/** Does something before Ctrl-C or a termination ends this process. */
export function onEnd(action: () => Promise<number>): void {
  atTheEnd = action;
  watchForTheEnd();
}

function watchForTheEnd(): void {
  if (watching) return;
  watching = true;
  let ending = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (ending) return;
      ending = true;
      void atTheEnd().then((code) => process.exit(code));
    });
  }
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
  });
}
