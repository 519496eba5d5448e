/** Named as the tests of client-go's `tools/record/events_cache_test.go`. */
import { describe, expect, test } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { seconds } from '../kernel/time.ts';
import { EventCorrelator, type NewEvent } from './eventCorrelator.ts';

function correlator() {
  const kernel = new Kernel({ field: 'spec' }, 1);
  const events = new EventCorrelator(kernel);
  return (
    message: string,
    { at = 0, type = 'Warning', reason = 'Unhealthy' }: Partial<NewEvent> & { at?: number } = {},
  ) => {
    kernel.now = seconds(at);
    return events.correlate({ type, reason, message });
  };
}

describe('TestEventCorrelator', () => {
  test('the same event again is counted', () => {
    const send = correlator();
    expect([send('a').count, send('a').count, send('b').count]).toEqual([1, 2, 1]);
  });

  test.each([
    ['of the same reason are combined', {}, true],
    ['of another reason are not', { reason: 'Failed' }, false],
    ['of another type are not', { type: 'Normal' }, false],
  ] as const)('from the tenth on, different messages %s', (_, other, isCombined) => {
    const send = correlator();
    for (let i = 1; i < 10; i++) expect(send(`message ${i}`).message).toBe(`message ${i}`);
    expect(send('tenth', other).message).toBe(isCombined ? '(combined from similar events): tenth' : 'tenth');
  });

  test('after ten quiet minutes, the messages of before are forgotten', () => {
    const send = correlator();
    for (let i = 1; i < 10; i++) send(`message ${i}`);
    expect(send('later', { at: 601 }).message).toBe('later');
  });

  test('until then, they are not', () => {
    const send = correlator();
    for (let i = 1; i < 10; i++) send(`message ${i}`);
    expect(send('later', { at: 600 }).message).toBe('(combined from similar events): later');
  });
});

describe('TestEventSpamFilter', () => {
  test('25 events pass, then one in five minutes', () => {
    const send = correlator();
    const passed = (at: number) => send('a', { at }).isGranted;
    for (let i = 0; i < 25; i++) expect(passed(0)).toBe(true);
    expect([passed(0), passed(299), passed(300), passed(301)]).toEqual([false, false, true, false]);
  });

  test('each type of event has its own', () => {
    const send = correlator();
    for (let i = 0; i < 26; i++) send('a');
    expect(send('a', { type: 'Normal' }).isGranted).toBe(true);
  });
});
