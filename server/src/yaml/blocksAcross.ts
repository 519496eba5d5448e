/** What of Go's templates begins in one document of a file and ends in a later one. */

/**
 * How a document stands between a block's beginning and its end: it is there under a condition, or several times
 * (`branch`), or a template reads it as data and puts out something else (`data`).
 */
export type Within = 'branch' | 'data';

interface OpenBlock {
  readonly isData: boolean;
}

const keyword = /\{\{-?\s*(?:(\/\*)|(if|with|range|block|define|end)\b(?:\s+("[^"\n]{1,200}"))?)/g;

/**
 * For each of the pieces of a file, in order, how it stands within blocks that begin before it. Of one that is closed in
 * the piece itself only `data` is told: the rest shows in the piece.
 */
export function blocksAcross(text: string, pieces: readonly { readonly offset: number }[]): (Within | undefined)[] {
  if (pieces.length < 2 || !text.includes('{{')) return pieces.map(() => undefined);
  const data = readAsData(text);
  const found: (Within | undefined)[] = [];
  const open: OpenBlock[] = [];
  let begin = open.slice();
  let fewest = 0;
  const finish = () => {
    const [outermost] = begin;
    found.push(outermost?.isData ? 'data' : outermost && fewest > 0 ? 'branch' : undefined);
    begin = open.slice(0, 1);
    fewest = open.length;
  };
  keyword.lastIndex = 0;
  for (let match = keyword.exec(text); match; match = keyword.exec(text)) {
    while (found.length + 1 < pieces.length && pieces[found.length + 1]!.offset <= match.index) finish();
    const [, comment, word, name] = match;
    if (comment !== undefined) {
      const end = text.indexOf('*/', match.index);
      if (end < 0) break;
      keyword.lastIndex = end;
    } else if (word === 'end') {
      open.pop();
      fewest = Math.min(fewest, open.length);
    } else open.push({ isData: word === 'define' && name !== undefined && data.has(name) });
  }
  while (found.length < pieces.length) finish();
  return found;
}

/** The names, in quotes, of definitions that the text reads as data: `include "web.pod" . | fromYaml`. */
export function readAsData(text: string): ReadonlySet<string> {
  if (!text.includes('fromYaml')) return new Set();
  const actions = Array.from(text.matchAll(/\{\{[^{}]*\}\}/g), ([action]) => action);
  return new Set(
    actions
      .filter((action) => /\bfromYaml/.test(action))
      .flatMap((action) => Array.from(action.matchAll(/"[^"\n]{1,200}"/g), ([name]) => name)),
  );
}
