/** How the panel writes lengths and points of time: `0.6 s`, `17.6 s`, `2 min 5 s`, `1 h 5 min`. */
export function formatSeconds(ms: number): string {
  const totalSeconds = ms / 1000;
  if (totalSeconds < 60) return `${trimZero(totalSeconds.toFixed(1))} s`;
  const rounded = Math.round(totalSeconds);
  const hours = Math.floor(rounded / 3600);
  const minutes = Math.floor((rounded % 3600) / 60);
  const seconds = rounded % 60;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
}

/** From one length to another: `2.6–7.6 s`, `55 s – 1 min 5 s`. */
export function formatRange(fromMs: number, toMs: number): string {
  const [from, to] = [formatSeconds(fromMs), formatSeconds(toMs)];
  if (from === to) return from;
  const isShort = from.endsWith(' s') && to.endsWith(' s') && !from.includes('min') && !to.includes('min');
  return isShort ? `${from.slice(0, -2)}–${to}` : `${from} – ${to}`;
}

/** A point of time to the hundredth of a second, for details: `15.01 s`, `2 min 05.01 s`. */
export function formatInstant(ms: number): string {
  const hundredths = Math.round(ms / 10);
  const minutes = Math.floor(hundredths / 6000);
  const seconds = (hundredths - minutes * 6000) / 100;
  if (minutes === 0) return `${seconds.toFixed(2)} s`;
  return `${minutes} min ${seconds.toFixed(2).padStart(5, '0')} s`;
}

/** For the time axis, short and regular: `0`, `0.5s`, `15s`, `2m`, `2m30s`, `1h5m`. */
export function formatTick(ms: number): string {
  if (ms === 0) return '0';
  const tenths = Math.round(ms / 100);
  const hours = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  const seconds = (tenths % 600) / 10;
  let text = '';
  if (hours > 0) text += `${hours}h`;
  if (minutes > 0) text += `${minutes}m`;
  if (seconds > 0) text += `${trimZero(seconds.toFixed(1))}s`;
  return text;
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}
