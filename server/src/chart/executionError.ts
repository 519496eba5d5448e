/** Why a template can't be rendered, in Go's or Helm's own words. */
import type { SourcePlace } from '../traced/tracedText.ts';

/** What a template may have too much of: text that it writes, steps that it takes, calls within calls. */
export type RenderLimit = 'output' | 'steps' | 'depth';

/** Thrown while a template runs; caught where it is rendered, so that one template's failure stays its own. */
export class ExecutionError extends Error {
  /** Where, in the innermost template; undefined in a text that `tpl` was given from elsewhere. */
  readonly place: SourcePlace | undefined;
  /** The limit of ours that ended it; Helm would go on. */
  readonly limit: RenderLimit | undefined;

  constructor(message: string, place?: SourcePlace, limit?: RenderLimit) {
    super(message);
    this.place = place;
    this.limit = limit;
  }
}

/** Thrown by a function of a template; it gets its place where the function was called. */
export class FunctionError extends Error {}
