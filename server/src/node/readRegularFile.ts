import { readFileSync, statSync } from 'node:fs';
import { decodeText } from './decodeText.ts';

/** Larger files were not written by a person. */
const mostBytes = 4_000_000;

/** As `readTextFile`, for hosts that may wait: the text of a regular file, of at most 4 MB; undefined where there is none. */
export function readRegularFile(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() && stats.size <= mostBytes ? decodeText(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}
