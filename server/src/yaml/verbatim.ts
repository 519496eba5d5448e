/** Files that are no templates at all: `{{ … }}` stands in their strings and comments, for another program to read. */
import { isScalar, type Node, visit } from 'yaml';
import { lineStart } from '../base/line.ts';

/** Whether each `{{` of the text stands in a scalar or a comment, as the parser sees the text without any masking. */
export function hasBracesInTextOnly(text: string, roots: readonly (Node | null)[]): boolean {
  const scalars: (readonly [start: number, end: number])[] = [];
  for (const root of roots) {
    visit(root, (_, node) => {
      if (isScalar(node) && node.range) scalars.push([node.range[0], node.range[1]]);
    });
  }
  scalars.sort(([a], [b]) => a - b);
  let next = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 2)) {
    while (next < scalars.length && scalars[next]![1] <= at) next++;
    const scalar = scalars[next];
    if ((!scalar || scalar[0] > at) && !isInComment(text, at)) return false;
  }
  return true;
}

/** Whether a `#` before the offset makes a comment of the rest of the line. */
function isInComment(text: string, offset: number): boolean {
  return /(?:^|[ \t])#/.test(text.slice(lineStart(text, offset), offset));
}
