/** The product prints pods, workloads and durations as the real printer does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expected, printed, type RecordedPrint } from './report.ts';

const recorded = readFileSync(join(import.meta.dirname, 'printer-1.34.json'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedPrint);

const kindOf = (given: RecordedPrint) => ('durationMs' in given ? 'duration' : given.object.kind);

it.each(['Pod', 'Deployment', 'StatefulSet', 'Job', 'duration'])('%s', (kind) => {
  const own = recorded.filter((given) => kindOf(given) === kind);
  expect(own.length).toBeGreaterThan(9);
  const shown = (print: (given: RecordedPrint) => string) => own.map((given, index) => `${index}  ${print(given)}`);
  expect(shown(printed)).toEqual(shown(expected));
});

it('the pods are of all kinds', () => {
  const statuses = new Set(
    recorded.flatMap((given) => ('row' in given && given.object.kind === 'Pod' ? [given.row[2]] : [])),
  );
  for (const status of [
    'Pending',
    'Running',
    'Completed',
    'NotReady',
    'Terminating',
    'Unknown',
    'SchedulingGated',
    'Evicted',
    'ExitCode:137',
    'Init:0/2',
    'Init:ExitCode:1',
    'Init:CrashLoopBackOff',
    'Init:OOMKilled',
    'CrashLoopBackOff',
  ]) {
    expect(statuses, status).toContain(status);
  }
});
