import { percentage } from './intOrPercent.ts';

/**
 * How many pods an amount such as maxSurge stands for.
 * Upstream: `GetScaledValueFromIntOrPercent` in apimachinery's `pkg/util/intstr/intstr.go`.
 */
export function scaledAmount(amount: number | string, total: number, round: 'up' | 'down'): number {
  if (typeof amount === 'number') return amount;
  const percent = percentage(amount) ?? 0;
  return round === 'up' ? Math.ceil((percent * total) / 100) : Math.floor((percent * total) / 100);
}
