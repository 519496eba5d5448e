/** Files that are no templates at all: `{{ … }}` stands in their strings, for another program to read. */
import { isScalar, type Node, visit } from 'yaml';

/** Whether each `{{` of the text stands in a scalar, as the parser sees the text without any masking. */
export function hasBracesInScalarsOnly(text: string, roots: readonly (Node | null)[]): boolean {
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
    if (!scalar || scalar[0] > at) return false;
  }
  return true;
}
