import { describe, expect, it } from 'vitest';
import type { Pod } from '../kubernetes/pod.ts';
import { explain } from './explain/explain.ts';
import { changes, rowAt } from './kubectl/row.ts';
import { simulate } from './simulate.ts';
import { textOf } from './testing/textOf.ts';
import { causes } from './trace/causes.ts';
import { presets } from './world/presets.ts';

/** The source document's exec example. */
const redis: Pod = {
  metadata: { name: 'redis-deployment-849d977d4c-dkndn' },
  spec: {
    containers: [
      {
        name: 'redis-deploy-6379',
        image: 'redis',
        livenessProbe: {
          exec: { command: ['/usr/local/bin/redis-cli', 'quit'] },
          initialDelaySeconds: 5,
          periodSeconds: 3,
          timeoutSeconds: 5,
          successThreshold: 1,
          failureThreshold: 3,
        },
      },
    ],
  },
};

/** A pod with a bit of everything. */
const everything: Pod = {
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    initContainers: [
      { name: 'migrate', image: 'shop/migrate:1' },
      { name: 'proxy', image: 'shop/proxy:1', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 15000 } } },
    ],
    containers: [
      {
        name: 'web',
        image: 'shop/web',
        ports: [{ name: 'http', containerPort: 8080 }],
        startupProbe: { httpGet: { port: 'http', path: '/healthz' }, periodSeconds: 5, failureThreshold: 12 },
        readinessProbe: { httpGet: { port: 'http', path: '/ready' }, periodSeconds: 5 },
        livenessProbe: { httpGet: { port: 'http', path: '/healthz' }, periodSeconds: 10, timeoutSeconds: 2 },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      },
      { name: 'agent', image: 'shop/agent:2', livenessProbe: { grpc: { port: 9000 } } },
    ],
  },
};

function preset(name: string) {
  const found = presets.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no preset ${name}`);
  return found;
}

describe('simulate', () => {
  it("gives the source document's listing: CrashLoopBackOff with 3 restarts after 67 s", () => {
    const trace = simulate(redis, preset('probe-always-fails').scenario(redis));
    expect(rowAt(trace, 67_000)).toEqual({
      name: 'redis-deployment-849d977d4c-dkndn',
      ready: '0/1',
      status: 'CrashLoopBackOff',
      restarts: '3 (7s ago)',
      age: '67s',
    });
    const restarts = changes(trace)
      .filter(({ row }) => row.status === 'Running')
      .slice(1, 4)
      .map(({ atMs }) => atMs);
    expect(restarts).toEqual([17_600, 32_600, 47_600]);
  });

  it.each(presets.map(({ name }) => [name]))('gives the same bytes twice under %s', (name) => {
    const scenario = preset(name).scenario(everything);
    const first = JSON.stringify(simulate(everything, scenario));
    expect(JSON.stringify(simulate(everything, scenario))).toBe(first);
  });

  it.each(presets.map(({ name }) => [name]))(
    'traces every entry under %s back to the manifest or the scenario',
    (name) => {
      const trace = simulate(everything, preset(name).scenario(everything));
      for (const entry of trace.entries) {
        expect(trace.entries[entry.seq]).toBe(entry);
        const chain = causes(trace, entry.seq);
        expect(chain.at(-1)?.kind).not.toBe('entry');
        // A cause lies before what it brings about.
        const numbers = chain.flatMap((link) => (link.kind === 'entry' ? [link.entry.seq] : []));
        expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
        expect(textOf(explain(trace, entry.seq))).toMatch(/\S\.$/);
      }
    },
  );

  it('orders entries by time and ends at the given time', () => {
    const trace = simulate(everything, preset('deadlock').scenario(everything), { untilMs: 200_000 });
    const times = trace.entries.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(trace.endMs).toBe(200_000);
    expect(trace.truncated).toBeUndefined();
  });

  it('stops at the limit of entries and reports it', () => {
    const trace = simulate(redis, preset('probe-always-fails').scenario(redis), { limits: { entries: 50 } });
    expect(trace.entries).toHaveLength(50);
    expect(trace.truncated?.limit).toBe('entries');
    expect(trace.endMs).toBe(trace.truncated?.atMs);
  });

  it('stops at the limit of steps and reports it', () => {
    const trace = simulate(redis, preset('healthy').scenario(redis), { limits: { events: 100 } });
    expect(trace.truncated?.limit).toBe('events');
  });

  it('takes a pod without any defaults filled in', () => {
    const bare: Pod = { spec: { containers: [{ name: 'app' }] } };
    const trace = simulate(bare, { name: 'nothing said' });
    expect(rowAt(trace, 30_000)?.status).toBe('InvalidImageName');
  });

  it('gives SIGKILL two seconds after a preStop hook that ends at the very end of the grace', () => {
    const container = { name: 'app', image: 'app:1', lifecycle: { preStop: { sleep: { seconds: 30 } } } };
    const pod: Pod = { spec: { containers: [container], terminationGracePeriodSeconds: 30 } };
    const trace = simulate(pod, {
      name: 'deaf',
      containers: { app: { runs: [{ ignoreSigterm: true }] } },
      delete: { atSeconds: 60 },
    });
    const exits = trace.entries.filter((entry) => entry.kind === 'cri' && entry.call.op === 'exited');
    expect(exits.map(({ atMs }) => atMs)).toEqual([92_000]);
  });

  it('lets a probe see at the earliest at its next attempt what another one finds at the same time', () => {
    const probe = { exec: { command: ['check'] }, periodSeconds: 10 };
    const container = { name: 'app', image: 'app:1', startupProbe: probe, livenessProbe: probe };
    const trace = simulate({ spec: { containers: [container] } }, { name: 'healthy' });
    const first = (type: string) => trace.entries.find((entry) => entry.kind === 'probe' && entry.probe.type === type);
    expect([first('startup')?.atMs, first('liveness')?.atMs]).toEqual([10_000, 20_000]);
  });

  it('lets a probe come to its own result although another one has the container killed at the same time', () => {
    const probe = { httpGet: { port: 80 }, periodSeconds: 10, failureThreshold: 3 };
    const container = { name: 'app', image: 'app:1', readinessProbe: probe, livenessProbe: probe };
    const given: Pod = { spec: { containers: [container] } };
    const environment = { plegPhase: 0, loopPhase: 0 };
    const trace = simulate(given, preset('probe-always-fails').scenario(given), { environment });
    const outputs = trace.entries.flatMap((entry) => (entry.kind === 'probe' ? [entry.probe.output] : []));
    expect(new Set(outputs)).toEqual(new Set(['HTTP probe failed with statuscode: 404']));
  });

  it('says of a pod that is gone that there is no row', () => {
    const trace = simulate(redis, { name: 'deleted', delete: { atSeconds: 20 } });
    expect(rowAt(trace, 19_000)?.status).toBe('Running');
    expect(rowAt(trace, 30_000)).toBeUndefined();
  });
});

describe('explain', () => {
  it('says why a container is restarted, with the numbers', () => {
    const trace = simulate(redis, preset('wrong-port').scenario(redis));
    const killing = trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === 'Killing');
    expect(textOf(explain(trace, killing!.seq))).toBe(
      'redis-deploy-6379 is restarted: 3 liveness attempts in a row failed (9 s, 12 s and 15 s; failureThreshold 3, periodSeconds 3).',
    );
    expect(causes(trace, killing!.seq).at(-1)).toEqual({
      kind: 'scenario',
      path: 'containers.redis-deploy-6379.happenings[0]',
    });
  });

  it('says how long a crash loop waits', () => {
    const trace = simulate(redis, preset('crash-on-boot').scenario(redis));
    const refusals = trace.entries.filter((entry) => entry.kind === 'event' && entry.event.reason === 'BackOff');
    expect(textOf(explain(trace, refusals[0]!.seq))).toBe(
      'redis-deploy-6379 is not started again yet: the back-off is 10 s, counted from the end of its last run at 8.6 s. The kubelet looks again every 10 to 15 s.',
    );
  });
});
