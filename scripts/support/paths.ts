import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const dist = join(root, 'dist');
export const vsix = join(root, 'probewise.vsix');
export const testResults = join(root, 'test-results');
