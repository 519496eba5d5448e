/** Why a template can't be rendered, in Go's or Helm's own words. */
import type { SourcePlace } from '../traced/tracedText.ts';

/** Thrown while a template runs; caught where it is rendered, so that one template's failure stays its own. */
export class ExecutionError extends Error {
  /** Where, in the innermost template; undefined in a text that `tpl` was given from elsewhere. */
  readonly place: SourcePlace | undefined;
  /** A limit of ours ended it; Helm would go on. */
  readonly isLimit: boolean;

  constructor(message: string, place?: SourcePlace, isLimit = false) {
    super(message);
    this.place = place;
    this.isLimit = isLimit;
  }
}

/** Thrown by a function of a template; it gets its place where the function was called. */
export class FunctionError extends Error {}
