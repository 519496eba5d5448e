/** Which files a command is about, and what they say. */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Message } from '../base/message.ts';
import { decodeText, guessEncoding } from '../node/decodeText.ts';
import { readStream } from '../node/readStream.ts';
import { IgnoreFiles } from './ignoreFiles.ts';
import { cliMessages as say } from './messages.ts';
import type { Terminal } from './terminal.ts';
import { ioReason, UsageError } from './usageError.ts';
import { isReadAsFile, manifestsBelow } from './walk.ts';

export interface Input {
  /** As reports name it: relative to where the user is, with forward slashes. */
  readonly name: string;
  /** Where it lies, or is said to lie; undefined for a standard input of which no one says it. */
  readonly path: string | undefined;
  readonly isStdin?: true;
  /** Why it can't be read, where that is known already. */
  readonly problem?: Message;
}

export const stdinName = '<stdin>';

export interface InputOptions {
  /** Whether what a repository leaves out is found all the same. */
  readonly noIgnore?: boolean;
  /** Which file the standard input stands for. */
  readonly stdinFilename?: string;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** One for each argument behind which there is nothing. */
  readonly problems: readonly UsageError[];
}

/**
 * The files behind the arguments, each once, in the order of the arguments; throws a {@link UsageError} where there is none. A directory stands for the manifests below
 * it, without `node_modules`, what begins with a dot and what `.gitignore` leaves out; a name that does not exist may be a
 * glob.
 */
export async function findInputs(args: readonly string[], cwd: string, options: InputOptions = {}): Promise<Input[]> {
  const { inputs, problems } = await findAllInputs(args, cwd, options);
  if (problems[0]) throw problems[0];
  return [...inputs];
}

/** The same, for those who go on with the rest where there is nothing behind an argument. */
export async function findAllInputs(args: readonly string[], cwd: string, options: InputOptions): Promise<Inputs> {
  const inputs = new Map<string, Input>();
  const problems: UsageError[] = [];
  for (const arg of args) {
    try {
      for (const input of await inputsOf(arg, cwd, options)) {
        const key = input.path ?? stdinName;
        if (!inputs.has(key)) inputs.set(key, input);
      }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error);
    }
  }
  return { inputs: [...inputs.values()], problems };
}

async function inputsOf(arg: string, cwd: string, options: InputOptions): Promise<Input[]> {
  // Most likely a variable that is not set; the folder where one is would be a surprise.
  if (arg === '') throw new UsageError(say.emptyPath());
  if (arg === '-') return [stdinInput(options, cwd)];
  const path = resolve(cwd, arg);
  const type = typeOf(path, arg);
  if (type === 'file') return [{ name: slashed(arg), path }];
  if (type === 'directory') {
    const found = manifestsBelow(path, leftOutBelow(path, options));
    if (found.length === 0) throw new UsageError(say.noManifests({ path: arg }));
    return found.map((file) => ({ ...file, name: slashed(join(arg, file.path)), path: join(path, file.path) }));
  }
  if (!isDynamicPattern(arg)) throw new UsageError(say.noSuchFile(), arg);
  const found = await expand(slashed(arg), cwd, options);
  if (found.length === 0) throw new UsageError(say.noMatch({ pattern: arg }));
  return found.map((file) => ({ name: slashed(file), path: resolve(cwd, file) }));
}

function stdinInput({ stdinFilename }: InputOptions, cwd: string): Input {
  if (stdinFilename === undefined) return { name: stdinName, path: undefined, isStdin: true };
  return { name: slashed(stdinFilename), path: resolve(cwd, stdinFilename), isStdin: true };
}

function leftOutBelow(folder: string, { noIgnore }: InputOptions): IgnoreFiles['isLeftOut'] {
  if (noIgnore) return () => false;
  const files = new IgnoreFiles(folder);
  return (path, isFolder) => files.isLeftOut(path, isFolder);
}

async function expand(pattern: string, cwd: string, options: InputOptions): Promise<string[]> {
  const files = await glob(pattern, {
    cwd,
    ignore: ['**/node_modules/**'],
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  const isLeftOut = leftOutBelow(cwd, options);
  return files.filter((file) => isReadAsFile(resolve(cwd, file)) && !isLeftOut(resolve(cwd, file), false)).sort();
}

function typeOf(path: string, arg: string): 'file' | 'directory' | undefined {
  try {
    // Whatever is no directory can be tried to be read: a pipe made by `<(…)` too.
    return statSync(path).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(ioReason(error), arg);
  }
}

/** Whether there is a file of that name. */
export function isFile(arg: string, cwd: string): boolean {
  return typeOf(resolve(cwd, arg), arg) === 'file';
}

/** The text of an input; throws a {@link UsageError} where there is none to be had. */
export async function readInput({ name, path, isStdin, problem }: Input, terminal: Terminal): Promise<string> {
  if (problem !== undefined) throw new UsageError(problem, name);
  let bytes: Uint8Array;
  try {
    bytes = isStdin || path === undefined ? await terminal.readStdin() : readFile(path, name);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(ioReason(error), name);
  }
  const text = decodeText(bytes);
  if (text === undefined) {
    const encoding = guessEncoding(bytes);
    throw new UsageError(encoding === undefined ? say.notText() : say.notUtf8({ encoding }), name);
  }
  return text;
}

function readFile(path: string, name: string): Uint8Array {
  if (statSync(path).isFile()) return readFileSync(path);
  const bytes = readStream(path);
  if (bytes === 'endless') throw new UsageError(say.noEnd(), name);
  if (bytes === 'silent') throw new UsageError(say.noWriter(), name);
  return bytes;
}

function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
