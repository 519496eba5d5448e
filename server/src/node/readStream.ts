/** Reading what has no size of its own: a pipe, a terminal, a device. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** It may have no end. */
const mostBytes = 256 * 1024 * 1024;
/** So long a pipe may be without anyone who writes into it; a shell that makes one starts its writer at once. */
const withoutWriterMs = 2000;
const pauseMs = 10;

/** All bytes; `endless` and `silent` where there is too much of them, and where no one writes any. Throws the system's error. */
export function readStream(path: string): Uint8Array | 'endless' | 'silent' {
  // Without `O_NONBLOCK`, opening a pipe waits for its writer.
  const stream = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const isPipe = fstatSync(stream).isFIFO();
    const startedMs = performance.now();
    const chunks: Uint8Array[] = [];
    for (let length = 0; ; ) {
      const chunk = new Uint8Array(64 * 1024);
      const read = readSome(stream, chunk);
      if (read === undefined || (read === 0 && isPipe && length === 0)) {
        if (read === 0 && performance.now() - startedMs > withoutWriterMs) return 'silent';
        pause();
        continue;
      }
      if (read === 0) return Buffer.concat(chunks);
      length += read;
      if (length > mostBytes) return 'endless';
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(stream);
  }
}

/** Undefined where somebody may still write, and has nothing yet. */
function readSome(stream: number, chunk: Uint8Array): number | undefined {
  try {
    return readSync(stream, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}
