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
