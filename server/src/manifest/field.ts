/** A field of the API with its effective value: what is it, where is it written, and who decided it? */
import type { ManifestNode } from './node.ts';

export type Origin =
  /** Written in the manifest. */
  | 'explicit'
  /** Not written (or written as the zero value that the API server replaces); Kubernetes fills it in. */
  | 'default'
  /** Neither written nor filled in. */
  | 'unset'
  /** Decided by a template: nobody can tell from the manifest. */
  | 'unknown'
  /** Written, but with a value that the API server can't take; the field has no effective value then. */
  | 'invalid';

export interface Field<T> {
  readonly node: ManifestNode;
  /** The value that Kubernetes works with; undefined where there is none or nobody can tell. */
  readonly value: T | undefined;
  readonly origin: Origin;
}

export interface FieldReader<T> {
  /** The value if it has the right type, undefined if it doesn't. */
  readonly read: (value: unknown) => T | undefined;
  readonly default?: T | undefined;
  /** Whether the API server's defaulting replaces this written value (Go's zero values mean "not set"). */
  readonly isZero?: (value: T) => boolean;
}

export function readField<T>(node: ManifestNode, reader: FieldReader<T>): Field<T> {
  if (node.unknown) return { node, value: undefined, origin: 'unknown' };
  if (!node.isSet) return fallback(node, reader);
  const value = reader.read(node.value);
  if (value === undefined) return { node, value, origin: 'invalid' };
  return reader.isZero?.(value) && reader.default !== undefined
    ? fallback(node, reader)
    : { node, value, origin: 'explicit' };
}

function fallback<T>(node: ManifestNode, reader: FieldReader<T>): Field<T> {
  return { node, value: reader.default, origin: reader.default === undefined ? 'unset' : 'default' };
}

export const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const asInteger = (value: unknown): number | undefined =>
  Number.isInteger(value) ? (value as number) : undefined;

/** A port as probes and Services write it: a number or the name of a port. */
export const asPort = (value: unknown): number | string | undefined => asInteger(value) ?? asString(value);
