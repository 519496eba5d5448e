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
  // A zone of the database in which it is undecided where a clock stands.
  if (known !== undefined || name === 'Factory') return (known ?? name) === name;
  if (!parts.every((one, index) => isWritten(one, parts[index - 1]))) return false;
  try {
    // Older names of zones are not on the list, but are known.
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

/** Words in capitals among older names. */
const capitals: ReadonlySet<string> = new Set(['EST5EDT', 'CST6CDT', 'MST7MDT', 'PST8PDT', 'NZ-CHAT']);

/** Whether a part of an older name is written as such names are: `Isle_of_Man`, `GMT+0`, but not `ETC` or `JAPAN`. */
function isWritten(text: string, area: string | undefined): boolean {
  if (!/^[A-Z]/.test(text) || text === 'ETC') return false;
  const isAbbreviation = !/[a-z]/.test(text);
  if (area === undefined || area === 'Etc') {
    // What is short is an abbreviation, and the other way around.
    const letters = text.replace(/[^A-Za-z]/g, '');
    return capitals.has(text) || isAbbreviation === letters.length <= 3 || text === 'Etc';
  }
  return !isAbbreviation || text.length <= 3;
}
