/** Reading files that nobody chose: whatever stands at a path, it neither blocks nor floods the reader. */
import { constants, type FileHandle, open } from 'node:fs/promises';
import { decodeText } from './decodeText.ts';

/** Larger files were not written by a person. */
const mostBytes = 4_000_000;
/** A network drive that doesn't answer, or a file that the kernel never ends. */
const timeoutMs = 2000;

/**
 * The text of a regular file, of at most 4 MB. Undefined where there is none: also for a pipe, a device, a file that is
 * too large or no text, and where the answer takes more than 2 s.
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    const bytes = await Promise.race([readBytes(path), late]);
    return bytes && decodeText(bytes);
  } catch {
    // Most often there is no such file.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function readBytes(path: string): Promise<Uint8Array | undefined> {
  // Without `O_NONBLOCK`, opening a pipe waits for its writer.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    return stats.isFile() && stats.size <= mostBytes ? await readAtMost(file, mostBytes) : undefined;
  } finally {
    await file.close();
  }
}

/** What a file says of its size is not always so: those below `/proc` say 0. */
async function readAtMost(file: FileHandle, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(64 * 1024), 0, 64 * 1024, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    length += bytesRead;
    if (length > limit) return undefined;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}
