/** Which files of a chart's folder Helm leaves out (`pkg/ignore/rules.go`). */
import { RE2JS } from 're2js';

interface Pattern {
  readonly isNegative: boolean;
  readonly isOfFolders: boolean;
  matches(path: string): boolean;
}

/** Whether a path from the chart's folder is left out by the text of its `.helmignore`. */
export function helmIgnore(text: string): (path: string) => boolean {
  const patterns = [...text.replace(/^\uFEFF/, '').split(/\r?\n/), 'templates/.?*'].flatMap(
    (line) => readPattern(line) ?? [],
  );
  const known = new Map<string, boolean>();
  const ignoresFolder = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const outer = folder.lastIndexOf('/');
    const found = (outer > 0 && ignoresFolder(folder.slice(0, outer))) || isIgnored(patterns, folder, true);
    known.set(folder, found);
    return found;
  };
  return (path) => {
    const folder = path.lastIndexOf('/');
    return (folder > 0 && ignoresFolder(path.slice(0, folder))) || isIgnored(patterns, path, false);
  };
}

/** The first pattern that decides; one with `!` leaves out whatever it does not match. */
function isIgnored(patterns: readonly Pattern[], path: string, isFolder: boolean): boolean {
  for (const pattern of patterns) {
    const fits = !pattern.isOfFolders || isFolder;
    if (pattern.isNegative) {
      if (!fits || !pattern.matches(path)) return true;
    } else if (fits && pattern.matches(path)) return true;
  }
  return false;
}

function readPattern(line: string): Pattern | undefined {
  let rule = line.trim();
  // Helm refuses a file with `**`; what it leaves out is not known then.
  if (rule === '' || rule.startsWith('#') || rule.includes('**')) return undefined;
  const isNegative = rule.startsWith('!');
  if (isNegative) rule = rule.slice(1);
  const isOfFolders = rule.endsWith('/');
  if (isOfFolders) rule = rule.slice(0, -1);
  const isWhole = rule.includes('/');
  const glob = rule.replace(/^\//, '');
  const pattern = RE2JS.compile(`^${fileGlob(glob)}$`, RE2JS.DOTALL);
  const matches = (path: string) => pattern.matcher(isWhole ? path : path.slice(path.lastIndexOf('/') + 1)).find();
  return { isNegative, isOfFolders, matches };
}

/** Go's `filepath.Match` as a regular expression. */
function fileGlob(glob: string): string {
  let pattern = '';
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i]!;
    const end = char === '[' ? glob.indexOf(']', i + 2) : -1;
    if (char === '*') pattern += '[^/]*';
    else if (char === '?') pattern += '[^/]';
    else if (end > 0) {
      pattern += `[${glob.slice(i + 1, end)}]`;
      i = end;
    } else if (char === '\\' && i + 1 < glob.length) pattern += RE2JS.quote(glob[++i]!);
    else pattern += RE2JS.quote(char);
  }
  return pattern;
}
