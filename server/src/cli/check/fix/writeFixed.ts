/** Writes fixed files: as a whole or not at all, in the encoding that they have. */
import { readFileSync, statSync } from 'node:fs';
import { decodeText } from '../../../node/decodeText.ts';
import { encodeLike } from '../../../node/encodeText.ts';
import { writeFileAtomically } from '../../../node/writeFileAtomically.ts';
import { ioReason, UsageError } from '../../usageError.ts';
import { checkMessages as say } from '../messages.ts';
import type { FixedFile } from './applyFixes.ts';

/** What could not be written, one line for each file; the others are written all the same. */
export function writeFixed(files: readonly FixedFile[]): string[] {
  return files.flatMap((file) => {
    try {
      write(file);
      return [];
    } catch (error) {
      return [error instanceof UsageError ? error.message : new UsageError(ioReason(error), file.name).message];
    }
  });
}

function write({ name, path, before, after }: FixedFile): void {
  if (path === undefined || !statSync(path).isFile()) throw new UsageError(say.notFixable(), name);
  const bytes = readFileSync(path);
  if (decodeText(bytes) !== before) throw new UsageError(say.changedMeanwhile(), name);
  writeFileAtomically(path, encodeLike(after, bytes));
}
