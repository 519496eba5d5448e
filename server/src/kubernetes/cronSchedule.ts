/**
 * Schedules of CronJobs, read as Kubernetes reads them: github.com/robfig/cron v3, `ParseStandard`, its lenience
 * included (`*-5` is `*`, an empty list never comes).
 */
import { defineMessages, type Message } from '../base/message.ts';

export const cronMessages = defineMessages('cron', {
  timeZone: 'A schedule must not name a time zone; use timeZone.',
  descriptor: 'There is no descriptor {schedule}.',
  duration: '"{schedule}" must name a duration, e.g. @every 1h30m.',
  fields: 'A schedule has 5 fields (minute, hour, day of month, month, day of week), not {count}.',
  slashes: 'The {field} "{range}" has too many slashes.',
  hyphens: 'The {field} "{range}" has too many hyphens.',
  noNumber: 'The {field} "{range}" is not valid.',
  step: 'The {field} "{range}" needs a positive number after the slash.',
  bounds: 'The {field} must be from {min} to {max}, not "{range}".',
  order: 'The {field} "{range}" ends before it begins.',
  minute: 'minute',
  hour: 'hour',
  dayOfMonth: 'day of month',
  month: 'month',
  dayOfWeek: 'day of week',
});
const say = cronMessages;
/** The numbers that a field allows, and whether it is not restricted at all (`*` or `?`). */
export interface CronField {
  readonly values: ReadonlySet<number>;
  readonly isStar: boolean;
}

interface Bounds {
  readonly name: 'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek';
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const fields: readonly Bounds[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'dayOfMonth', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'dayOfWeek', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

export const cronDescriptors = [
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
] as const;

const duration = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** What is wrong with a schedule; undefined if nothing is. */
export function checkCronSchedule(schedule: string): Message | undefined {
  if (schedule.includes('TZ')) return say.timeZone();
  if (schedule.startsWith('@')) {
    if ((cronDescriptors as readonly string[]).includes(schedule)) return undefined;
    if (!schedule.startsWith('@every ')) return say.descriptor({ schedule });
    return duration.test(schedule.slice(7)) ? undefined : say.duration({ schedule });
  }
  const found = readFields(schedule);
  return 'id' in found ? found : undefined;
}

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** The length of `@every …`; undefined for any other schedule. */
export function everyMs(schedule: string): number | undefined {
  const length = schedule.startsWith('@every ') ? schedule.slice('@every '.length) : '';
  if (!duration.test(length)) return undefined;
  const parts = length.split(/(?<=[smh])(?=[\d.])/);
  const sum = parts.reduce((total, part) => {
    const amount = part.replaceAll(/[^\d.]/g, '');
    return total + Number(amount) * (unitMs[part.replaceAll(/[-+\d.]/g, '')] ?? 0);
  }, 0);
  return length.startsWith('-') ? -sum : sum;
}

/** Minute, hour, day of month, month and day of week of a schedule; undefined if it has no such fields, or wrong ones. */
export function cronFields(schedule: string): readonly CronField[] | undefined {
  const found = readFields(schedule);
  return 'id' in found ? undefined : found;
}

function readFields(schedule: string): readonly CronField[] | Message {
  const parts = schedule.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== 5) return say.fields({ count: parts.length });
  const read: CronField[] = [];
  for (const [index, bounds] of fields.entries()) {
    const values = new Set<number>();
    let isStar = false;
    for (const text of parts[index]!.split(',').filter((part) => part !== '')) {
      const range = readRange(text, bounds);
      if ('id' in range) return range;
      for (let value = range.start; value <= range.end; value += range.step) values.add(value);
      isStar ||= range.isStar;
    }
    read.push({ values, isStar });
  }
  return read;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

function readRange(range: string, bounds: Bounds): Range | Message {
  const { name, min, max } = bounds;
  const at = { field: say[name](), range };
  const [span = '', step, ...more] = range.split('/');
  const [low = '', high, ...rest] = span.split('-');
  if (more.length > 0) return say.slashes(at);
  let start = min;
  let end = max;
  let by: number | undefined = 1;
  const isAll = low === '*' || low === '?';
  if (!isAll) {
    if (rest.length > 0) return say.hyphens(at);
    const first = numberOf(low, bounds);
    const last = high === undefined ? first : numberOf(high, bounds);
    if (first === undefined || last === undefined) return say.noNumber(at);
    start = first;
    end = high === undefined && step !== undefined ? max : last;
  }
  if (step !== undefined) {
    by = numberOf(step, { name, min, max });
    if (by === undefined || by === 0) return say.step(at);
  }
  if (start < min || end > max) return say.bounds({ ...at, min, max });
  if (start > end) return say.order(at);
  return { start, end, step: by, isStar: isAll && by === 1 };
}

function numberOf(text: string, { names = [], min }: Bounds): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + min;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
