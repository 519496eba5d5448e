import { harmlessLine } from './plainText.ts';

/** What `kubectl describe` shows line by line. */
const ofManyLines = new Set(['command', 'args']);

/**
 * The same data in which no name, message or other text has a line break, but for commands and their arguments: what a
 * manifest says must not begin a line of a table or of a description.
 */
export function onOneLine<T>(data: T): T {
  return copy(data) as T;
}

function copy(data: unknown): unknown {
  if (typeof data === 'string') return /[\r\n]/.test(data) ? harmlessLine(data) : data;
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(copy);
  if (data instanceof Map) return new Map(Array.from(data, ([key, value]) => [copy(key), copy(value)]));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [copy(key), ofManyLines.has(key) ? value : copy(value)]),
  );
}
