/** Names of time zones, as the API server takes them. Upstream: `validateTimeZone` in `pkg/apis/batch/validation`. */
const part = /^[A-Za-z._0-9+-]{1,14}$/;

/** The zone that a name of another case means; undefined if there is none. */
export function suggestTimeZone(name: string): string | undefined {
  const wanted = name.trim().replace(/\s+/g, '_').toLowerCase();
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === wanted);
}

/** Whether the API server knows the zone. Its database is a list of files, so case matters. */
export function isTimeZone(name: string): boolean {
  const parts = name.split('/');
  if (!parts.every((one) => part.test(one) && one !== '.' && one !== '..' && !one.startsWith('-'))) return false;
  if (name.toLowerCase() === 'local' || /^[+-]/.test(name)) return false;
  const known = suggestTimeZone(name);
  if (known !== undefined) return known === name;
  if (!/^[A-Z]/.test(name)) return false;
  try {
    // Older names of zones are not on the list, but are known.
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
