import type { Message } from '../base/message.ts';
import { complaintMessages as say } from './messages.ts';

/**
 * Amounts such as maxSurge: a number of pods or a percentage of them.
 * Upstream: `ValidatePositiveIntOrPercent`, `getIntOrPercentValue` in `pkg/apis/apps/validation/validation.go`.
 */
const percent = /^[0-9]+%$/;

/** What the API server has against it; undefined if the amount is valid. */
export function checkIntOrPercent(amount: number | string): Message | undefined {
  if (typeof amount === 'number') return amount < 0 ? say.negative() : undefined;
  return percent.test(amount) ? undefined : say.notAmount();
}

/** The percentage; undefined if the amount is none. */
export function percentage(amount: number | string): number | undefined {
  return typeof amount === 'string' && percent.test(amount) ? Number(amount.slice(0, -1)) : undefined;
}

/** Whether the API server takes the amount for nothing: also text that is neither a number nor a percentage. */
export function isNothing(amount: number | string): boolean {
  if (typeof amount === 'number') return amount === 0;
  return (percentage(amount) ?? (/^[+-]?\d+$/.test(amount) ? Number(amount) : 0)) === 0;
}
