/** What goes into a tool, and what comes out of it. */
import type { Message } from '../base/message.ts';

/** What every tool may be called with; each takes what it declares. */
export interface ToolArguments {
  readonly manifest?: string;
  readonly pod?: string;
  readonly state?: string;
  readonly workload?: string;
  readonly container?: string;
  readonly scenario?: string;
  readonly kubernetes?: string;
  readonly startSeconds?: number;
  readonly restartSeconds?: number;
  readonly trafficSeconds?: number;
  readonly outageSeconds?: number;
}

/** Lines of text, or why there are none. */
export type Answer = readonly string[] | { readonly error: Message };
