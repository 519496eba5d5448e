import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import packageJson from '../../../../../package.json' with { type: 'json' };

/** Names this build of Probewise: one that was built anew may find something else under the same version. */
export function productKey(entry: URL | undefined): string {
  const stats = entry?.protocol === 'file:' ? statSync(fileURLToPath(entry), { throwIfNoEntry: false }) : undefined;
  return `${packageJson.version} ${process.version} ${stats ? `${stats.mtimeMs} ${stats.size}` : ''}`;
}
