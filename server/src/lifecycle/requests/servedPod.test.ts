import { describe, expect, it, test, vi } from 'vitest';
import fc from '../../../../test/support/fastCheck.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import { sleepThatHelps } from '../explain/describeRequests.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import { simulate } from '../simulate.ts';
import { type LostReason, lostRequests, type Requests } from '../trace/requests.ts';
import type { Happening, Run } from '../world/containerBehaviour.ts';
import type { Scenario } from '../world/scenario.ts';
import { defaultTraffic, type Traffic } from '../world/traffic.ts';

vi.setConfig({ testTimeout: 30_000 });

const podWith = (sleepSeconds?: number): Pod => ({
  metadata: { name: 'web-1' },
  spec: {
    terminationGracePeriodSeconds: 120,
    containers: [
      {
        name: 'web',
        image: 'web:1',
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { httpGet: { port: 'http' }, periodSeconds: 5 },
        ...(sleepSeconds === undefined ? {} : { lifecycle: { preStop: { sleep: { seconds: sleepSeconds } } } }),
      },
    ],
  },
});

const scenario = (happenings: Happening[], run: Run = {}): Scenario => ({
  name: 'own',
  containers: { web: { happenings, runs: [run] } },
});
const deleted = (own: Scenario): Scenario => ({ ...own, delete: { atSeconds: 100 } });

function requestsTo(pod: Pod, own: Scenario, traffic: Partial<Traffic> = {}): Requests {
  const { requests } = simulate(pod, own, { untilMs: 400_000, traffic: { ...defaultTraffic, ...traffic } });
  return requests!;
}

/** Whole requests by reason, e.g. `stopped 110`. */
function lostBy(requests: Requests): string[] {
  const reasons = new Set(requests.losses.flatMap(({ lost }) => lost.map(({ reason }) => reason)));
  return [...reasons].map((reason: LostReason) => `${reason} ${Math.round(lostRequests(requests, 400_000, reason))}`);
}

describe('a pod that is deleted', () => {
  it('loses what is under way and what still comes in the second until every node knows', () => {
    const requests = requestsTo(podWith(), deleted(scenario([])));
    expect(lostBy(requests)).toEqual(['stopped 110']);
    const [first] = requests.losses;
    expect([first?.fromMs, requests.losses.at(-1)?.untilMs]).toEqual([99_900, 101_000]);
  });

  it('answers what is under way where it takes its time to end', () => {
    expect(lostBy(requestsTo(podWith(), deleted(scenario([], { sigtermSeconds: 3 }))))).toEqual(['stopped 100']);
  });

  it('loses nothing where a preStop hook sleeps long enough, and part of it where it does not', () => {
    expect(lostBy(requestsTo(podWith(2), deleted(scenario([]))))).toEqual([]);
    expect(lostBy(requestsTo(podWith(1), deleted(scenario([]))))).toEqual(['stopped 10']);
  });

  it('loses nothing where the process ignores SIGTERM, but what is under way at SIGKILL', () => {
    const ignoring = deleted(scenario([], { ignoreSigterm: true }));
    expect(lostBy(requestsTo(podWith(), ignoring))).toEqual([]);
    // Connections that stay open bring requests until the end.
    expect(lostBy(requestsTo(podWith(), ignoring, { keepAliveSeconds: 300 }))).toEqual(['stopped 10']);
  });

  it('does after SIGTERM what the scenario says', () => {
    const serving: Happening[] = [
      { atSeconds: 0, clock: 'sigterm', answers: 'success' },
      { atSeconds: 5, clock: 'sigterm', exitCode: 0 },
    ];
    expect(lostBy(requestsTo(podWith(), deleted(scenario(serving))))).toEqual([]);
    const failing: Happening[] = [{ atSeconds: 0, clock: 'sigterm', answers: 'failure' }, serving[1]!];
    expect(lostBy(requestsTo(podWith(), deleted(scenario(failing))))).toEqual(['failed 100']);
  });
});

test('a preStop sleep of the length that is named ends the loss of stopping pods, with any traffic', () => {
  const lengths = fc.double({ min: 0, max: 4, noNaN: true }).map((seconds) => Math.round(seconds * 100) / 100);
  const anyTraffic = fc.record({
    requestsPerSecond: fc.integer({ min: 1, max: 5_000 }),
    answerSeconds: lengths,
    knownAfterSeconds: lengths.map((seconds) => seconds + 0.1),
    keepAliveSeconds: lengths,
  });
  fc.assert(
    fc.property(anyTraffic, fc.constantFrom(0, 3), (traffic, sigtermSeconds) => {
      const own = deleted(scenario([], { sigtermSeconds }));
      const without = requestsTo(podWith(), own, traffic);
      expect(lostRequests(without, 400_000)).toBeGreaterThan(0);
      expect(lostBy(requestsTo(podWith(sleepThatHelps(without)), own, traffic))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

describe('a pod in trouble', () => {
  it('loses requests until its readiness probe takes it out and every node knows', () => {
    const outage = scenario([
      { atSeconds: 60, answers: 'failure' },
      { atSeconds: 120, answers: 'success' },
    ]);
    // The third attempt fails at 70.6 s; one second later it gets no more.
    expect(lostBy(requestsTo(podWith(), outage))).toEqual(['failed 1160']);
  });

  it('loses none that go to another path or port', () => {
    expect(lostBy(requestsTo(podWith(), scenario([{ atSeconds: 60, answers: 'failure', path: '/ready' }])))).toEqual(
      [],
    );
    expect(lostBy(requestsTo(podWith(), scenario([{ atSeconds: 60, answers: 'failure', port: 9000 }])))).toEqual([]);
    const atPort = scenario([{ atSeconds: 60, answers: 'hang', port: 'http' }]);
    expect(lostBy(requestsTo(podWith(), atPort, { targetPort: 8080 }))).toEqual(['timedOut 1260']);
  });

  it('loses requests whose clients do not wait so long', () => {
    const slow = scenario([{ atSeconds: 60, answers: 'success', seconds: 0.8 }]);
    expect(lostBy(requestsTo(podWith(), slow, { timeoutSeconds: 2 }))).toEqual([]);
    expect(requestsTo(podWith(), slow, { timeoutSeconds: 0.5 }).losses[0]).toMatchObject({ fromMs: 60_000 });
  });

  it('answers some slowly, where answers take longer than the traffic says', () => {
    const late = scenario([
      { atSeconds: 60, answers: 'success', seconds: 0.8 },
      { atSeconds: 75, answers: 'success', seconds: 0.05 },
    ]);
    const requests = requestsTo(podWith(), late);
    expect(requests.losses).toEqual([]);
    expect(requests.slow).toMatchObject([{ fromMs: 60_000, untilMs: 75_000, perSecond: 100, pods: 1 }]);
    expect(requestsTo(podWith(), late, { answerSeconds: 1 }).slow).toBeUndefined();
  });

  it('loses what is under way when a container exits, and all until the endpoint is gone', () => {
    const requests = requestsTo(podWith(), scenario([{ atSeconds: 60, exitCode: 1 }]));
    expect(requests.losses[0]).toMatchObject({ fromMs: 59_900, untilMs: 60_000, lost: [{ reason: 'cutOff' }] });
    expect(requests.losses[1]).toMatchObject({ fromMs: 60_000, lost: [{ reason: 'refused', perSecond: 100 }] });
  });
});

describe('a rollout', () => {
  const update = (pod: Pod, strategy: object, replicas = 4) =>
    simulateRollout(
      { kind: 'Deployment', name: 'web', namespace: 'default', spec: { replicas, strategy } },
      { updated: { pod, scenario: scenario([]) }, old: { pod, scenario: scenario([]) } },
      { traffic: defaultTraffic, untilMs: 300_000 },
    ).trace.requests!;

  it('loses some of each old pod, spread over all that are there', () => {
    const requests = update(podWith(), { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    // Each has a quarter or a fifth of the requests.
    const [reason] = lostBy(requests);
    expect(Number(reason?.replace('stopped ', ''))).toBeGreaterThan(4 * 0.2 * 110);
    expect(Number(reason?.replace('stopped ', ''))).toBeLessThan(4 * 0.25 * 110 + 1);
  });

  it('loses none with a preStop hook', () => {
    expect(update(podWith(2), { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }).losses).toEqual([]);
  });

  it('has no pod for them where all are recreated', () => {
    const requests = update(podWith(), { type: 'Recreate' });
    expect(lostBy(requests).map((line) => line.split(' ')[0])).toEqual(['stopped', 'noEndpoint']);
  });

  it('gives the same spans each time', () => {
    expect(JSON.stringify(update(podWith(), {}))).toBe(JSON.stringify(update(podWith(), {})));
  });
});
