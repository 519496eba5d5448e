/** What can be told of a command without running it. */

/** The script that a shell is given, or the command itself, as one text. */
export function scriptOf(words: readonly string[]): string {
  const [program = '', option = ''] = words;
  if (/(^|[\\/])(ba|a|da|z|k)?sh$/.test(program) && /^-\w*c$/.test(option)) return words[scriptBehind(words, 1)] ?? '';
  if (/(^|[\\/])(powershell|pwsh)(\.exe)?$/i.test(program)) return words.slice(/^-c/i.test(option) ? 2 : 1).join(' ');
  return words.join(' ');
}

/**
 * Where the script stands of a shell that has `-c` as the word at `option`: further options may stand between, as in
 * `sh -c -e …`.
 */
export function scriptBehind(words: readonly (string | undefined)[], option: number): number {
  let at = option + 1;
  while (at < words.length - 1 && /^[-+](?:\w+|-)$/.test(words[at] ?? '')) at += /^[-+]\w*o$/.test(words[at]!) ? 2 : 1;
  return at;
}

interface Command {
  readonly text: string;
  /** What joins it to the command before it and to the one behind it. */
  readonly before: string;
  readonly behind: string;
}

/** A quotation that nobody closes goes on to the end, and its group is empty. */
const quotedOrComment = /(?:"(?:[^"\\]|\\[\s\S])*\\?("|$)|'[^']*('|$))|(?<!\S)#.*/g;

/** The commands of a script that are not part of a condition, a loop, a function or a subshell. */
function unconditional(script: string): Command[] {
  // Its brackets have no partners.
  if (/\bcase\b/.test(script)) return [];
  const found: Command[] = [];
  let depth = 0;
  let before = ';';
  // What is quoted is no code; a quoted number is a number all the same.
  const code = script
    .replace(/(["'])([\w.]*)\1/g, '$2')
    .replace(quotedOrComment, (text, end: string | undefined) =>
      text.startsWith('#') ? '' : end === '' ? text.replace(/(?<!\S)#.*/g, '') : 'quoted',
    )
    .replace(/(?<![0-9])[0-9]*>{1,2}&[0-9-]|&>/g, ' ');
  for (const [, text = '', behind = ''] of code.matchAll(/([^;&|\n(){}]*)(&&|\|\||[;&|\n(){}]|$)/gy)) {
    const opens = /^\s*(if|for|while|until|select)\b/.test(text);
    const closes = /^\s*(fi|done)\b/.test(text);
    if (closes) depth--;
    if (depth === 0 && !opens && !closes && text.trim() !== '') found.push({ text: text.trim(), before, behind });
    if (opens) depth++;
    if (behind === '(' || behind === '{') depth++;
    if (behind === ')' || behind === '}') depth--;
    if (text.trim() !== '' || behind !== '\n') before = behind;
  }
  return found;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** How many seconds a script certainly sleeps; undefined where that is not written in it. */
export function sleptIn(script: string): number | undefined {
  let total: number | undefined;
  let previous = '';
  for (const { text, before, behind } of unconditional(script)) {
    if (/^(exit|return|exec)\b/.test(text) && !/^exec\s+\S*sleep/.test(text)) break;
    const sleep = /^(?:exec\s+)?(?:\/(?:usr\/)?bin\/)?sleep\s+(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
    const startSleep = /^Start-Sleep(?:\s+-s(?:econds)?)?\s+(\d+)()$/i.exec(text);
    const [, count, unit = ''] = sleep ?? startSleep ?? [];
    // Only if something fails or a test succeeds; beside the rest of the script.
    const isConditional =
      before === '||' || (before === '&&' && /^(\[|test\b|grep\b)/.test(previous)) || /^(&|\||\|\|)$/.test(behind);
    if (count !== undefined && !isConditional) total = (total ?? 0) + Number(count) * (units[unit] ?? 1);
    previous = text;
  }
  return total;
}
