import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/textOf.ts';
import type { LostReason, Requests } from '../trace/requests.ts';
import { describeLostRequests, sleepThatHelps } from './describeRequests.ts';

const requests = (losses: Requests['losses']): Requests => ({
  perSecond: 100,
  knownAfterMs: 1000,
  answerMs: 100,
  keepAliveMs: 0,
  fromMs: 0,
  losses,
});
const loss = (reason: LostReason, fromMs: number, untilMs: number, perSecond = 100) => ({
  fromMs,
  untilMs,
  lost: [{ reason, perSecond, pods: 1 }],
});
const told = (given: Requests, untilMs: number, stopping = 1) =>
  describeLostRequests(given, untilMs, stopping).map(textOf);

describe('describeLostRequests', () => {
  it('says nothing where none is lost', () => {
    expect(told(requests([]), 60_000)).toEqual([]);
    expect(told(requests([loss('refused', 70_000, 80_000)]), 60_000)).toEqual([]);
  });

  it('counts each reason and says when it begins', () => {
    expect(told(requests([loss('refused', 5000, 7000), loss('timedOut', 9000, 9500)]), 60_000)).toEqual([
      'At 100 requests per second, about 250 are lost.',
      'About 200 are refused from 5 s on, as nothing listens.',
      'About 50 get no answer in time from 9 s on.',
    ]);
  });

  it('counts only what is lost until then', () => {
    expect(told(requests([loss('noEndpoint', 5000, 65_000)]), 6000)[0]).toBe(
      'At 100 requests per second, about 100 are lost.',
    );
  });

  it('a small part of a request is one', () => {
    expect(told(requests([loss('failed', 0, 1000, 0.2)]), 60_000)).toEqual([
      'At 100 requests per second, about 1 is lost.',
      'About 1 gets an error from 0 s on.',
    ]);
  });

  it('requests that stopping pods lose are counted per pod, with the sleep that ends it', () => {
    expect(told(requests([loss('stopped', 5000, 8000)]), 60_000, 3)[1]).toBe(
      'Each pod that stops loses about 100, as it still gets requests then; a preStop sleep of 2 s ends that.',
    );
  });
});

it.each([
  [{ knownAfterMs: 1000, keepAliveMs: 0, answerMs: 0 }, 1],
  [{ knownAfterMs: 1000, keepAliveMs: 0, answerMs: 1 }, 2],
  [{ knownAfterMs: 1000, keepAliveMs: 20_000, answerMs: 500 }, 22],
])('%j: a sleep of %i s covers removal, connections and the last answer', (more, seconds) => {
  expect(sleepThatHelps({ ...requests([]), ...more })).toBe(seconds);
});
