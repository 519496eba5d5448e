/** The time limit that a command sets itself by its options. */
import { scriptOf } from './script.ts';

/** Programs and the options by which they are told how long to wait, in seconds unless a unit follows. */
const limits: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  { program: /\bgrpc[_-]health[_-]probe\b/, option: /\s--?(?:rpc|connect)-timeout[= ](\d+(?:\.\d+)?)(ms|s|m)?\b/g },
  { program: /\bcurl\b/, option: /\s(?:--max-time[= ]|--connect-timeout[= ]|-m ?)(\d+(?:\.\d+)?)()(?![\w.])/g },
  { program: /\bwget\b/, option: /\s(?:--timeout[= ]|-T ?)(\d+)()(?![\w.])/g },
  { program: /\b(?:nc|ncat|netcat)\b/, option: /\s-\w*w ?(\d+)()(?![\w.])/g },
  { program: /\bpg_isready\b/, option: /\s(?:--timeout[= ]|-t ?)(\d+)()(?![\w.])/g },
  { program: /\bmysqladmin\b/, option: /\s--connect[_-]timeout[= ](\d+)()(?![\w.])/g },
  { program: /^\s*(?:\S*\/)?timeout\b/, option: /timeout\s+(?:-[ks]\s+\S+\s+|-\S+\s+)*(\d+(?:\.\d+)?)([smh]?)\s/g },
];

const unitSeconds: Readonly<Record<string, number>> = { '': 1, ms: 0.001, s: 1, m: 60, h: 3600 };

/** How long a command waits by its own words, in seconds: the longest of its limits. Undefined where it says none. */
export function ownLimitSeconds(words: readonly string[]): number | undefined {
  const script = scriptOf(words);
  // Of several commands nobody knows which one waits.
  if (/[;|&\n]/.test(script.replace(/\d?>&\d|\|\|\s*exit\b.*$|;\s*$/g, ''))) return undefined;
  const found = limits
    .filter(({ program }) => program.test(script))
    .flatMap(({ option }) => [...script.matchAll(option)])
    .map(([, count, unit = '']) => Number(count) * unitSeconds[unit]!);
  return found.length === 0 ? undefined : Math.max(...found);
}
