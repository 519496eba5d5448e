/** The time limit that a command sets itself by its options. */
import { scriptOf } from './script.ts';

/** Programs, and the options by which they are told how long to wait, in seconds unless a unit follows. */
const options: Readonly<Record<string, readonly string[]>> = {
  grpc_health_probe: ['-rpc-timeout', '-connect-timeout', '--rpc-timeout', '--connect-timeout'],
  'grpc-health-probe': ['-rpc-timeout', '-connect-timeout', '--rpc-timeout', '--connect-timeout'],
  curl: ['-m', '--max-time', '--connect-timeout'],
  wget: ['-T', '--timeout'],
  nc: ['-w'],
  ncat: ['-w'],
  netcat: ['-w'],
  pg_isready: ['-t', '--timeout'],
  mysqladmin: ['--connect-timeout', '--connect_timeout'],
};

const unitSeconds: Readonly<Record<string, number>> = { '': 1, ms: 0.001, s: 1, m: 60, h: 3600 };

/** How long a command waits by its own words, in seconds: the longest of its limits. Undefined where it says none. */
export function ownLimitSeconds(words: readonly string[]): number | undefined {
  const script = withoutItsEnd(scriptOf(words)).replaceAll('>&', '>');
  // Of several commands nobody knows which one waits.
  if (/[;|&\n]/.test(script)) return undefined;
  const [path = '', ...rest] = script.trim().split(/\s+/);
  const program = path.slice(path.lastIndexOf('/') + 1);
  if (program === 'timeout') return secondsOf(firstOperand(rest));
  const names = Object.hasOwn(options, program) ? options[program]! : [];
  const limits = rest.flatMap((word, i) => names.flatMap((name) => limitOf(name, word, rest[i + 1]) ?? []));
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** `… || exit 1` and a last semicolon add no command that waits. */
function withoutItsEnd(script: string): string {
  const or = script.indexOf('||');
  const command =
    or >= 0 &&
    script
      .slice(or + 2)
      .trimStart()
      .startsWith('exit')
      ? script.slice(0, or)
      : script;
  return command.trimEnd().endsWith(';') ? command.trimEnd().slice(0, -1) : command;
}

/** The limit that an option gives: `--timeout=5`, `--timeout 5`, `-w5`, `-zw 5`. */
function limitOf(name: string, word: string, next: string | undefined): number | undefined {
  if (word.startsWith(`${name}=`)) return secondsOf(word.slice(name.length + 1));
  if (word === name) return secondsOf(next);
  if (!/^-[A-Za-z]$/.test(name)) return undefined;
  const [, flags = '', letter, count] = /^-([A-Za-z]*?)([A-Za-z])(\d*)$/.exec(word) ?? [];
  if (`-${letter}` !== name || (flags === '' && count === '')) return undefined;
  return secondsOf(count === '' ? next : count);
}

function firstOperand(words: readonly string[]): string | undefined {
  let i = 0;
  while (words[i]?.startsWith('-')) i += /^-[ks]$/.test(words[i]!) ? 2 : 1;
  return words[i];
}

function secondsOf(text: string | undefined): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * unitSeconds[unit]!;
}
