/**
 * Durations as Kubernetes prints them: ages in tables (`duration.HumanDuration` of apimachinery's
 * `pkg/util/duration/duration.go`) and Go's own `time.Duration` in messages.
 */

/** An age or a time ago, e.g. `67s`, `3m10s`, `2d1h`; cut, never rounded. */
export function humanDuration(ms: number): string {
  // Microseconds are exact; what a difference of milliseconds leaves beyond them is noise.
  const seconds = Math.trunc(Math.round(ms * 1000) / 1_000_000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return two(days, 'd', hours % 24, 'h');
  if (hours < 24 * 365 * 2) return `${days}d`;
  const years = Math.trunc(days / 365);
  if (hours < 24 * 365 * 8) return two(years, 'y', days % 365, 'd');
  return `${years}y`;
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}

/** `time.Duration.String()`: `1m20s`, `4.2s`, `350ms`. */
export function formatGoDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0) return `-${formatGoDuration(-ms)}`;
  if (ms < 1) return `${trimmed(ms * 1000)}µs`;
  if (ms < 1000) return `${trimmed(ms)}ms`;
  const totalSeconds = Math.floor(ms / 1000);
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor(totalSeconds / 60) % 60;
  const seconds = trimmed((totalSeconds % 60) + (ms % 1000) / 1000);
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(9)));
}
