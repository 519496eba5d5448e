import type { Cause } from '../trace/trace.ts';

/** Something that the scenario or the manifest says, with its place there. */
export interface Said<T> {
  readonly value: T;
  readonly cause: Cause;
}
