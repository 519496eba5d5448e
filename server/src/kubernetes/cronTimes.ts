/**
 * When a CronJob's schedule comes next, as Kubernetes works it out: github.com/robfig/cron v3, `SpecSchedule.Next` and
 * `ConstantDelaySchedule.Next`. All times are milliseconds since 1970.
 */
import { type CronField, cronFields, everyMs } from './cronSchedule.ts';

export interface CronTimes {
  /** The first time after the given one; undefined if there is none within five years. */
  next(afterMs: number): number | undefined;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What the descriptors stand for. */
const descriptors: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** The times of a schedule; undefined if it cannot be read, or there is no such time zone. */
export function cronTimes(schedule: string, timeZone = 'UTC'): CronTimes | undefined {
  const ms = everyMs(schedule);
  if (ms !== undefined) {
    const delay = Math.max(secondMs, Math.floor(ms / secondMs) * secondMs);
    return { next: (afterMs) => Math.floor(afterMs / secondMs) * secondMs + delay };
  }
  const fields = cronFields(descriptors[schedule] ?? schedule);
  const clock = clockOf(timeZone);
  if (fields === undefined || clock === undefined) return undefined;
  return { next: (afterMs) => nextOf(fields, clock, afterMs) };
}

/** How far the clocks of a time zone are ahead of UTC. */
type Clock = (ms: number) => number;

function clockOf(timeZone: string): Clock | undefined {
  if (timeZone === 'UTC' || timeZone === '') return () => 0;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (ms) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / secondMs) * secondMs;
  };
}

function nextOf([minutes, hours, days, months, weekdays]: readonly CronField[], clock: Clock, afterMs: number) {
  const first = Math.floor(afterMs / minuteMs) * minuteMs + minuteMs;
  const lastYear = new Date(first + clock(first)).getUTCFullYear() + 5;
  // What the clocks on the wall show, as if it were UTC.
  let day = Math.floor((first + clock(first)) / dayMs) * dayMs;
  for (; new Date(day).getUTCFullYear() <= lastYear; day += dayMs) {
    const date = new Date(day);
    if (!months!.values.has(date.getUTCMonth() + 1) || !dayMatches(days!, weekdays!, date)) continue;
    const found = timeOf(day, Math.max(first, instantOf(day, clock)), clock, { minutes: minutes!, hours: hours! });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first minute of the day from the given time on. An hour that the clocks leave out does not come. */
function timeOf(
  day: number,
  from: number,
  clock: Clock,
  { minutes, hours }: { readonly minutes: CronField; readonly hours: CronField },
): number | undefined {
  for (let at = from; ; ) {
    const wall = at + clock(at);
    if (Math.floor(wall / dayMs) * dayMs !== day) return undefined;
    const date = new Date(wall);
    if (!hours.values.has(date.getUTCHours())) at += hourMs - (wall % hourMs);
    else if (!minutes.values.has(date.getUTCMinutes())) at += minuteMs;
    else return at;
  }
}

/** When the clocks show a day's midnight, or the first time after it where they leave it out. */
function instantOf(wall: number, clock: Clock): number {
  const guess = wall - clock(wall);
  const found = wall - clock(guess);
  return found + clock(found) < wall ? guess : found;
}

/** Where both days are restricted, one of them is enough. */
function dayMatches(days: CronField, weekdays: CronField, date: Date): boolean {
  const isDay = days.values.has(date.getUTCDate());
  const isWeekday = weekdays.values.has(date.getUTCDay());
  return days.isStar || weekdays.isStar ? isDay && isWeekday : isDay || isWeekday;
}
