import { createTwoFilesPatch } from 'diff';
import { harmless } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import type { FixedFile } from './applyFixes.ts';

/** What fixes would change, as `git apply` and `patch -p1` read it. A terminal must not obey what the files say. */
export function writeUnifiedDiff(files: readonly FixedFile[], output: Output): void {
  for (const { name, before, after } of files) {
    const [from, to] = [`a/${name}`, `b/${name}`];
    const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 });
    // The library quotes names as git does, and begins with a line of its own.
    const diff = patch.slice(patch.indexOf('--- '));
    output.write(output.isTerminal ? harmless(diff) : diff);
  }
}
