/** A moment or a length as a reader likes it: `14 s`, `2.6 s`, `350 ms`. */
export function secondsText(ms: number): string {
  if (ms !== 0 && Math.abs(ms) < 1000) return `${number(ms)} ms`;
  return `${number(ms / 1000)} s`;
}

/** `8, 11 and 14 s` */
export function momentsText(times: readonly number[]): string {
  return `${list(times.map((ms) => number(ms / 1000)))} s`;
}

export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `1 failure`, `3 failures` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function quoted(output: string): string {
  const text = output.trim();
  return text === '' ? '' : `: ${text}`;
}

function number(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** `1st`, `2nd`, `12th` */
export function ordinal(count: number): string {
  const tens = count % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th');
  return `${count}${suffix}`;
}

/** With a full stop, if there is none yet. */
export function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
