/**
 * One part of several of a check: which files it tells about. All parts read all files, so that they know of each other, but
 * only those that they tell about are checked.
 */
import { createHash } from 'node:crypto';
import type { Inspected, InspectedFile, Texts } from '../inspection.ts';

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Undefined for what is none, such as `9/8`. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  return index && count && index <= count ? { index, count } : undefined;
}

/** By its text, wherever it lies and whatever lies beside it: a file keeps its part, and what that has cached of it. */
export function isInShard(text: string, { index, count }: Shard): boolean {
  return createHash('sha1').update(text).digest().readUInt32BE(0) % count === index - 1;
}

/** What one part tells of what was found. */
export function inShard(inspected: Inspected, shard: Shard): Inspected {
  const isMine = ({ name }: InspectedFile) => isInShard(textOf(name, inspected.texts), shard);
  return { ...inspected, files: inspected.files.filter(isMine) };
}

function textOf(name: string, texts: Texts): string {
  return texts.get(name) ?? name;
}
