/** Commands that say by themselves what they do: sleep, exit, run on; and those that no program can be found for. */
import { expand } from '../base/expansion.ts';
import type { EnvVar } from './pod.ts';
import { scriptOf } from './script.ts';

export interface PlainCommand {
  /** When it ends by itself; undefined where it never does. */
  readonly endsAfterSeconds: number | undefined;
  readonly exitCode: number;
}

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
const endless: PlainCommand = { endsAfterSeconds: undefined, exitCode: 0 };

/** What a command does, if it consists of nothing but sleeps, an exit and the like; undefined where it does more. */
export function plainCommand(words: readonly string[]): PlainCommand | undefined {
  if (words.length === 0 || !isText(words) || cannotRun(words)) return undefined;
  const script = scriptOf(words).trim().replace(/;$/, '');
  let seconds = 0;
  let saysSo = false;
  // What is joined in another way, or is quoted, may do anything.
  for (const part of script.split(/;|&&|\n/)) {
    const command = part
      .trim()
      .replace(/^exec\s+/, '')
      .replace(/^\/(?:usr\/)?bin\//, '');
    const [, count, unit = ''] = /^sleep\s+(\d+(?:\.\d+)?)([smhd]?)$/.exec(command) ?? [];
    const [isExit, exitCode = '0'] = /^exit(?:\s+(\d{1,3}))?$/.exec(command) ?? [];
    if (/^sleep\s+inf(inity)?$|^tail\s+-[fF]\s+\/dev\/null$/.test(command)) return endless;
    if (isExit !== undefined) return { endsAfterSeconds: seconds, exitCode: Number(exitCode) };
    if (command === 'false') return script.endsWith(part) ? { endsAfterSeconds: seconds, exitCode: 1 } : undefined;
    if (count !== undefined) seconds += Number(count) * units[unit]!;
    else if (/^echo(\s+[\w.,!-]+)*$/.test(command)) continue;
    else if (command !== 'true' && command !== ':') return undefined;
    saysSo = true;
  }
  return saysSo ? { endsAfterSeconds: seconds, exitCode: 0 } : undefined;
}

/** A manifest may have anything where words belong. */
function isText(words: readonly unknown[]): boolean {
  return words.every((word) => typeof word === 'string');
}

/**
 * Whether a whole command line stands where the name of the program belongs: there is hardly a program with such a name,
 * so that the runtime cannot start it.
 */
export function cannotRun(words: readonly string[]): boolean {
  const [program = ''] = words;
  if (!isText(words)) return false;
  const [name = '', ...rest] = program.trim().split(/\s+/);
  // A path may have spaces: `C:\Program Files\…`, `/opt/my app/run`.
  const isPath = /[\\:]/.test(name) || rest.some((word) => /^[^-/]\S*\//.test(word));
  return rest.length > 0 && !isPath;
}

/**
 * The command of a probe as it is run: `$(NAME)` is replaced by the value that `env` gives; `valueFrom` gives none, and what
 * `env` does not have stays as it is. Upstream: `ExpandContainerCommandOnlyStatic` in `pkg/kubelet/container/helpers.go`.
 */
export function expandStatic(words: readonly string[], env: readonly EnvVar[] = []): string[] {
  const values = new Map(env.map(({ name, value = '' }) => [name, value]));
  return words.map((word) => expand(word, (name) => values.get(name)));
}

/** How the runtime says that there is no such program. Upstream: `os/exec` of Go. */
export function notFound([program = '']: readonly string[]): string {
  return program.includes('/')
    ? `exec: "${program}": stat ${program}: no such file or directory`
    : `exec: "${program}": executable file not found in $PATH`;
}
