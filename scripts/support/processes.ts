import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { UserError } from './progress.ts';

/** Runs a program to its end, showing nothing; fails with what it printed last. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
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

/** Processes that run beside this one, and their children; none outlives it. */
const running = new Set<ChildProcess>();

/** Starts a program in a process group of its own, so that stopping it stops its children too. */
export function startInBackground(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { detached: process.platform !== 'win32', ...options });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
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

process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});

/** Runs `onSignal` when the user or the system ends this process, then ends it with the code that `onSignal` gives. */
export function onEnd(onSignal: () => Promise<number>): void {
  let ending = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (ending) return;
      ending = true;
      void onSignal().then((code) => process.exit(code));
    });
  }
}
