/** Facts on their way between threads: JSON, which is read many times faster than what threads send by themselves. */
import { unknownValue } from '../../base/unknown.ts';
import type { FileFacts } from './checker.ts';

/** How values are written that JSON lacks; no field of facts has this name. */
const name = '$value';

/** The facts of a file, its documents as JSON on one line. */
export interface PackedFacts extends Omit<FileFacts, 'documents'> {
  readonly documents: string;
}

export function packFacts(facts: readonly FileFacts[]): PackedFacts[] {
  return facts.map(({ documents, ...file }) => ({ ...file, documents: JSON.stringify(documents, packed) }));
}

function packed(_: string, value: unknown): unknown {
  if (value === unknownValue) return { [name]: 'unknown' };
  return typeof value === 'number' && !Number.isFinite(value) ? { [name]: String(value) } : value;
}

export function unpackFacts(facts: readonly PackedFacts[]): FileFacts[] {
  return facts.map(({ documents, ...file }) => ({ ...file, documents: unpacked(documents) }));
}

function unpacked(text: string): FileFacts['documents'] {
  // Most facts are plain, and without a function for each value JSON is read several times faster.
  if (!text.includes(`{"${name}":`)) return JSON.parse(text) as FileFacts['documents'];
  return JSON.parse(text, (_, value) => {
    const written = typeof value === 'object' && value !== null ? value[name] : undefined;
    if (written === undefined) return value;
    return written === 'unknown' ? unknownValue : Number(written);
  }) as FileFacts['documents'];
}
