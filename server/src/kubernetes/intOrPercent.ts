/**
 * Amounts such as maxSurge: a number of pods or a percentage of them.
 * Upstream: `ValidatePositiveIntOrPercent`, `getIntOrPercentValue` in `pkg/apis/apps/validation/validation.go`.
 */
const percent = /^[0-9]+%$/;

/** The API server's complaint; undefined if the amount is valid. */
export function checkIntOrPercent(amount: number | string): string | undefined {
  if (typeof amount === 'number') return amount < 0 ? 'must not be negative' : undefined;
  return percent.test(amount) ? undefined : 'must be a whole number, or a percentage such as 25%';
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
