/** Sprig's functions of dates (`date.go`), in UTC; the time is given, never read. */
import { RE2JS } from 're2js';
import { FunctionError } from '../executionError.ts';
import { type IntValue, type StructValue, string, type Value } from '../value.ts';
import { toInt64 } from './convert.ts';
import { type Caller, type Functions, fixed } from './signature.ts';

const dateInZone = fixed(['string', 'any', 'string'], ([layout, value], caller) =>
  string(formatTime(timeOf(value, caller), layout.text.text)),
);
const dateModify = fixed(['string', 'any'], ([by, value], caller) =>
  time(timeOf(value, caller) + (durationMs(by.text.text) ?? 0)),
);

export const dates: Functions = {
  now: fixed([], (_, caller) => {
    caller.note('time');
    return time(caller.nowMs);
  }),
  date: fixed(['string', 'any'], ([layout, value], caller) =>
    string(formatTime(timeOf(value, caller), layout.text.text)),
  ),
  dateInZone,
  date_in_zone: dateInZone,
  htmlDate: fixed(['any'], ([value], caller) => string(formatTime(timeOf(value, caller), '2006-01-02'))),
  htmlDateInZone: fixed(['any', 'string'], ([value], caller) =>
    string(formatTime(timeOf(value, caller), '2006-01-02')),
  ),
  dateModify,
  date_modify: dateModify,
  mustDateModify: dateModify,
  must_date_modify: dateModify,
  unixEpoch: fixed(['any'], ([value], caller) => string(String(Math.floor(timeOf(value, caller) / 1000)))),
  ago: fixed(['any'], ([value], caller) => {
    caller.note('time');
    return string(printDuration(Math.round((caller.nowMs - timeOf(value, caller)) / 1000)));
  }),
  duration: fixed(['any'], ([value]) =>
    string(printDuration(value.type === 'string' || isInt64(value) ? toInt64(value) : 0)),
  ),
  durationRound: fixed(['any'], ([value]) => string(roundDuration(value))),
  toDate: fixed(['string', 'string'], ([layout, { text }]) =>
    time(parseTime(text.text, layout.text.text) ?? -62135596800000),
  ),
  mustToDate: fixed(['string', 'string'], ([layout, { text }]) => {
    const ms = parseTime(text.text, layout.text.text);
    if (ms === undefined)
      throw new FunctionError(
        `parsing time ${JSON.stringify(text.text)} as ${JSON.stringify(layout.text.text)}: cannot parse`,
      );
    return time(ms);
  }),
};

export function time(epochMs: number): StructValue {
  return {
    type: 'struct',
    goType: 'time.Time',
    fields: new Map(),
    print: formatTime(epochMs, '2006-01-02 15:04:05 -0700 MST'),
    epochMs,
  };
}

/** A time, or a number of seconds since 1970; anything else is now. */
function timeOf(value: Value, caller: Caller): number {
  if (value.type === 'struct' && value.epochMs !== undefined) return value.epochMs;
  if (value.type === 'int') return (value satisfies IntValue).value * 1000;
  caller.note('time');
  return caller.nowMs;
}

/** Numbers of any other type count as 0. */
function isInt64(value: Value): boolean {
  return value.type === 'int' && value.goType === 'int64';
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const layoutPattern =
  /January|Jan|Monday|Mon|MST|2006|-07:00|-0700|Z07:00|Z0700|\.0+|\.9+|002|01|02|03|04|05|06|15|PM|pm|_2|1|2|3|4|5/g;

/** `time.Format`, with Go's layouts. */
export function formatTime(epochMs: number, layout: string): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const hour12 = date.getUTCHours() % 12 || 12;
  const pieces: Record<string, () => string> = {
    January: () => months[date.getUTCMonth()]!,
    Jan: () => months[date.getUTCMonth()]!.slice(0, 3),
    Monday: () => days[date.getUTCDay()]!,
    Mon: () => days[date.getUTCDay()]!.slice(0, 3),
    MST: () => 'UTC',
    2006: () => String(date.getUTCFullYear()).padStart(4, '0'),
    '06': () => two(date.getUTCFullYear() % 100),
    '-07:00': () => '+00:00',
    '-0700': () => '+0000',
    'Z07:00': () => 'Z',
    Z0700: () => 'Z',
    '002': () =>
      String(Math.floor((epochMs - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
    '01': () => two(date.getUTCMonth() + 1),
    1: () => String(date.getUTCMonth() + 1),
    '02': () => two(date.getUTCDate()),
    _2: () => String(date.getUTCDate()).padStart(2, ' '),
    2: () => String(date.getUTCDate()),
    15: () => two(date.getUTCHours()),
    '03': () => two(hour12),
    3: () => String(hour12),
    '04': () => two(date.getUTCMinutes()),
    4: () => String(date.getUTCMinutes()),
    '05': () => two(date.getUTCSeconds()),
    5: () => String(date.getUTCSeconds()),
    PM: () => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
    pm: () => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  };
  return layout.replace(layoutPattern, (piece) => {
    if (piece.startsWith('.0'))
      return `.${String(date.getUTCMilliseconds())
        .padStart(3, '0')
        .padEnd(piece.length - 1, '0')
        .slice(0, piece.length - 1)}`;
    if (piece.startsWith('.9')) return '';
    return pieces[piece]?.() ?? piece;
  });
}

function parseTime(text: string, layout: string): number | undefined {
  const names: string[] = [];
  const escaped = layout.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const pattern = escaped.replace(/2006|15|01|02|03|04|05|Z07:00|-0700|MST|1|2/g, (piece) => {
    names.push(piece.replace(/^0/, ''));
    if (piece === '2006') return '(\\d{4})';
    if (piece === 'Z07:00') return '(Z|[-+]\\d\\d:\\d\\d)';
    if (piece === '-0700') return '([-+]\\d{4})';
    return piece === 'MST' ? '([A-Z]+)' : '(\\d{1,2})';
  });
  // The layout is the chart's: it may name the zone a thousand times.
  const match = RE2JS.compile(pattern).matcher(text);
  if (!match.matches()) return undefined;
  const group = (index: number) => (index < 0 ? '' : (match.group(index + 1) ?? ''));
  const read = (name: string, otherwise: number) =>
    names.includes(name) ? Number(group(names.indexOf(name))) : otherwise;
  const zone = group(names.findIndex((name) => name.endsWith('700') || name === 'Z07:00'));
  const [, sign, hours = '0', minutes = '0'] =
    /^([-+])(\d\d):?(\d\d)$/.exec(names.some((name) => name.includes('07')) ? zone : '') ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return (
    Date.UTC(read('2006', 1), read('1', 1) - 1, read('2', 1), read('15', 0), read('4', 0), read('5', 0)) - offsetMs
  );
}

const unitsMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `time.ParseDuration`. */
export function durationMs(text: string): number | undefined {
  const [, sign, body = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  if (body === '0') return 0;
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/.test(body)) return undefined;
  let total = 0;
  for (const [, amount, unit] of body.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/gy))
    total += Number(amount) * unitsMs[unit!]!;
  return sign === '-' ? -total : total;
}

/** `time.Duration.String` of whole seconds. */
export function printDuration(totalSeconds: number): string {
  const size = Math.abs(totalSeconds);
  const sign = totalSeconds < 0 ? '-' : '';
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor((size % 3600) / 60);
  if (hours > 0) return `${sign}${hours}h${minutes}m${size % 60}s`;
  return minutes > 0 ? `${sign}${minutes}m${size % 60}s` : `${sign}${size}s`;
}

function roundDuration(value: Value): string {
  const ms = value.type === 'string' ? (durationMs(value.text.text) ?? 0) : toInt64(value) / 1e6;
  const size = Math.abs(ms) / 1000;
  const units: readonly (readonly [string, number])[] = [
    ['y', 31_536_000],
    ['mo', 2_592_000],
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ];
  const [name, length] = units.find(([, seconds]) => size > seconds) ?? ['s', 0];
  return length === 0 ? '0s' : `${ms < 0 ? '-' : ''}${Math.round(size / length)}${name}`;
}
