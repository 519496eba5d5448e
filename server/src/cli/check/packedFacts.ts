/** Facts on their way between threads: JSON, which is read many times faster than what threads send by themselves. */
import { unknownValue } from '../../base/unknown.ts';
import type { FileFacts } from './checker.ts';

/** How values are written that JSON lacks; no field of facts has this name. */
const name = '$value';

export function packFacts(facts: readonly FileFacts[]): string {
  return JSON.stringify(facts, (_, value) => {
    if (value === unknownValue) return { [name]: 'unknown' };
    return typeof value === 'number' && !Number.isFinite(value) ? { [name]: String(value) } : value;
  });
}

export function unpackFacts(text: string): readonly FileFacts[] {
  // Most facts are plain, and without a function for each value JSON is read several times faster.
  if (!text.includes(`{"${name}":`)) return JSON.parse(text) as readonly FileFacts[];
  return JSON.parse(text, (_, value) => {
    const written = typeof value === 'object' && value !== null ? value[name] : undefined;
    if (written === undefined) return value;
    return written === 'unknown' ? unknownValue : Number(written);
  }) as readonly FileFacts[];
}
