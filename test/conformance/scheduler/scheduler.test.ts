/** The engine's scheduler says what the real one says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { messageOf, type RecordedScheduling } from './report.ts';

const recorded = readFileSync(join(import.meta.dirname, 'scheduler-1.34.json'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedScheduling);

/** Those of other releases, in the order of the cases; 1.35 and 1.36 say the same as 1.34. */
const messagesOf = (release: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `messages-${release}.json`), 'utf8')) as readonly string[];
const earlier = messagesOf('1.33');
const newest = messagesOf('1.37');

it.each(recorded.map((one, index) => [index, one] as const))('case %i', (index, one) => {
  expect(messageOf(one)).toBe(one.message);
  expect(messageOf(one, '1.35')).toBe(one.message);
  expect(messageOf(one, '1.36')).toBe(one.message);
  expect(messageOf(one, '1.33')).toBe(earlier[index]);
  expect(messageOf(one, '1.37')).toBe(newest[index]);
});

it('the cases are of all kinds', () => {
  const share = (text: string) => recorded.filter(({ message }) => message.includes(text)).length;
  for (const reason of [
    'Insufficient cpu',
    'Insufficient memory',
    'Insufficient example.com/gpu',
    'Insufficient ephemeral-storage',
    'Too many pods',
    'untolerated taint',
    'were unschedulable',
    'affinity/selector',
    'free ports',
    'satisfy plugin(s) [NodeAffinity]',
    'pod affinity terms conflict',
    'preemptionPolicy=Never',
    'No preemption victims',
    'Preemption is not helpful',
    'no nodes available',
  ]) {
    expect(share(reason), reason).toBeGreaterThan(0);
  }
  expect(recorded.filter(({ message }) => message === '').length).toBeGreaterThan(10);
});
