import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file as a whole or not at all: readers see the old content or the new one, and a full disk leaves the old. A link
 * stays a link, the file's mode stays. What is no regular file (`/dev/stdout`) is written to as it is. Throws the system's
 * error.
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) {
    writeFileSync(path, content);
    return;
  }
  const target = stats ? realpathSync(path) : path;
  const temporary = `${target}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    writeFileSync(temporary, content, { mode: stats?.mode ?? 0o666, flag: 'wx' });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
