/**
 * Schedules of CronJobs, read as Kubernetes reads them: github.com/robfig/cron v3, `ParseStandard`, its lenience
 * included (`*-5` is `*`, an empty list never comes).
 */
interface Bounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const fields: readonly Bounds[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
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
export function checkCronSchedule(schedule: string): string | undefined {
  if (schedule.includes('TZ')) return 'must not name a time zone; that is what timeZone is for';
  if (schedule.startsWith('@')) {
    if ((cronDescriptors as readonly string[]).includes(schedule)) return undefined;
    if (!schedule.startsWith('@every ')) return `has no descriptor ${schedule}`;
    return duration.test(schedule.slice(7)) ? undefined : `has no duration in "${schedule}"`;
  }
  const parts = schedule.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== 5) return `has ${parts.length} fields instead of 5 (minute, hour, day, month, weekday)`;
  for (const [index, bounds] of fields.entries()) {
    for (const range of parts[index]!.split(',').filter((part) => part !== '')) {
      const complaint = checkRange(range, bounds);
      if (complaint !== undefined) return complaint;
    }
  }
  return undefined;
}

function checkRange(range: string, bounds: Bounds): string | undefined {
  const { name, min, max } = bounds;
  const [span = '', step, ...more] = range.split('/');
  const [low = '', high, ...rest] = span.split('-');
  if (more.length > 0) return `has too many slashes in its ${name} "${range}"`;
  let start = min;
  let end = max;
  if (low !== '*' && low !== '?') {
    if (rest.length > 0) return `has too many hyphens in its ${name} "${range}"`;
    const first = numberOf(low, bounds);
    const last = high === undefined ? first : numberOf(high, bounds);
    if (first === undefined || last === undefined) return `has no ${name} in "${range}"`;
    start = first;
    end = high === undefined && step !== undefined ? max : last;
  }
  if (step !== undefined) {
    const by = numberOf(step, { name, min, max });
    if (by === undefined || by === 0) return `needs a positive number after the slash of its ${name} "${range}"`;
  }
  if (start < min || end > max) return `takes ${plural(name)} from ${min} to ${max}, not "${range}"`;
  if (start > end) return `has a range of ${plural(name)} that ends before it begins: "${range}"`;
  return undefined;
}

function numberOf(text: string, { names = [], min }: Bounds): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + min;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

/** `day of month` → `days of month`. */
function plural(name: string): string {
  return name.replace(/^\w+/, '$&s');
}
