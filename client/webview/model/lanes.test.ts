import { describe, expect, test } from 'vitest';
import { changes } from '../../../server/src/lifecycle/kubectl/row.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { podOf, traceOf } from '../testing/traces.ts';
import { type Lane, timelineOf } from './lanes.ts';

function lanesOf(trace: Trace): Map<string, Lane> {
  const { groups } = timelineOf(trace, changes(trace));
  return new Map(groups.flatMap(({ lanes }) => lanes).map((lane) => [lane.id, lane]));
}

/** The lane's bands in a line: `0 ContainerCreating | 2.6 1/1 Running | 20`. */
function bands(trace: Trace, id: string): string {
  const lane = lanesOf(trace).get(id);
  const parts = lane?.bands.map(({ fromMs, labels }) => `${fromMs / 1000} ${labels[0]}`) ?? [];
  return [...parts, `${(lane?.bands.at(-1)?.toMs ?? 0) / 1000}`].join(' | ');
}

/** The lane's marks in a line: `9 failure 1, 15 failure 3!`. */
function marks(trace: Trace, id: string): string {
  const list = lanesOf(trace).get(id)?.marks ?? [];
  return list
    .map(({ atMs, glyph, label, decisive }) => `${atMs / 1000} ${glyph}${label && ` ${label}`}${decisive ? '!' : ''}`)
    .join(', ');
}

describe('a healthy pod', () => {
  const trace = traceOf('healthy', 20_000);

  test('has a lane for everything that there is to see', () => {
    const { groups } = timelineOf(trace, changes(trace));
    expect(groups.map(({ name, lanes }) => [name, ...lanes.map(({ label }) => label)])).toEqual([
      [undefined, 'Pod', 'Service', 'Events'],
      ['app', 'State', 'Readiness', 'Liveness', 'Ready'],
    ]);
  });

  test.each([
    ['pod', '0 0/1 ContainerCreating | 2.6 0/1 Running | 3.6 1/1 Running | 20'],
    ['service', '0 not in the Service | 2.6 no traffic | 3.6 gets traffic | 20'],
    ['state:app', '0 pulling image | 2 running | 20'],
    ['ready:app', '0 not ready | 3.6 ready | 20'],
  ])('%s', (id, expected) => {
    expect(bands(trace, id)).toBe(expected);
  });

  test('counts successes until they are enough', () => {
    expect(marks(trace, 'readiness:app')).toBe(
      '2.6 success 1, 3.6 success 2!, 8.6 success, 13.6 success, 18.6 success',
    );
  });

  test('every band and mark names the entry it stands for', () => {
    for (const lane of lanesOf(trace).values()) {
      for (const { entry, fromMs } of lane.bands) expect(trace.entries[entry]?.atMs).toBeLessThanOrEqual(fromMs);
      for (const { entry, atMs } of lane.marks) expect(trace.entries[entry]?.atMs).toBe(atMs);
    }
  });
});

describe('a probe that always fails', () => {
  const trace = traceOf('probe-always-fails', 40_000);

  test('failures count up to the threshold, again for every run', () => {
    expect(marks(trace, 'liveness:app')).toBe(
      '9 failure 1, 12 failure 2, 15 failure 3!, 24 failure 1, 27 failure 2, 30 failure 3!, 39 failure 1',
    );
  });

  test('failures past the threshold are not counted', () => {
    expect(marks(trace, 'readiness:app')).toMatch(
      /^2.6 failure 1, 3.6 failure 2, 8.6 failure 3!, 13.6 failure, 15 failure,/,
    );
  });

  test('a streak joins the failures that led to the threshold', () => {
    expect(lanesOf(trace).get('liveness:app')?.streaks).toEqual([
      { fromMs: 9000, toMs: 15_000, reached: true },
      { fromMs: 24_000, toMs: 30_000, reached: true },
    ]);
  });

  test('restarts are marked where they begin', () => {
    expect(bands(trace, 'state:app')).toBe(
      '0 pulling image | 2 running | 15 pulling image | 17 running, restart 1 | 30 pulling image | 32 running, restart 2 | 40',
    );
    expect(marks(trace, 'state:app')).toBe('17 restart 1!, 32 restart 2!');
  });
});

test('a crash: until the kubelet has noticed, the exit code stands there', () => {
  const trace = traceOf('crash-on-boot', 42_000, podOf({ imagePullPolicy: 'Never' }));
  expect(bands(trace, 'state:app')).toMatch(
    /^0 .*running \| .*exited with 1 \| .*running, restart 1 .*CrashLoopBackOff/,
  );
});

test('an exit that the kubelet is too busy to notice is seen at once', () => {
  const quick = { name: 'quick', imagePullPolicy: 'Never' as const };
  const slow = { name: 'slow', image: 'registry.example/slow:1' };
  const world = {
    name: 'busy',
    containers: {
      quick: { runs: [{ exitAfterSeconds: 1, exitCode: 3 }] },
      slow: { image: { present: false, pullSeconds: 20 } },
    },
  };
  const trace = traceOf(world, 30_000, podOf(quick, slow));
  expect(bands(trace, 'state:quick')).toMatch(/^0 running \| 1 exited with 3 \| 2\d/);
});

test('an image that is not there', () => {
  const trace = traceOf('image-not-found', 30_000);
  expect(bands(trace, 'state:app')).toBe(
    '0 pulling image | 1 ContainerCreating | 1.6 ErrImagePull | 14.75 pulling image | 15.75 ImagePullBackOff | 28.75 ErrImagePull | 30',
  );
  expect(marks(trace, 'liveness:app')).toBe('');
});

test('nothing is drawn after the pod is gone, and SIGTERM has its band', () => {
  const run = { sigtermSeconds: 4 };
  const trace = traceOf({ name: 'delete', containers: { app: { runs: [run] } }, delete: { atSeconds: 10 } }, 60_000);
  const removed = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed')!;
  expect(removed.atMs).toBeLessThan(20_000);
  expect(bands(trace, 'state:app')).toMatch(/^0 .*running \| 10 stopping after SIGTERM \| 14 exited with 143 \|/);
  for (const lane of lanesOf(trace).values()) {
    for (const { toMs } of lane.bands) expect(toMs).toBeLessThanOrEqual(removed.atMs);
  }
  expect(bands(trace, 'service')).toContain('terminating');
});

test('sidecars and init containers differ', () => {
  const pod = podOf();
  const trace = traceOf('healthy', 20_000, {
    ...pod,
    spec: {
      ...pod.spec,
      initContainers: [
        { name: 'migrate', image: 'm' },
        { name: 'proxy', image: 'p', restartPolicy: 'Always' },
      ],
    },
  });
  const { groups } = timelineOf(trace, changes(trace));
  expect(groups.slice(1).map(({ name, note }) => [name, note])).toEqual([
    ['migrate', 'init container'],
    ['proxy', 'sidecar'],
    ['app', undefined],
  ]);
  expect(bands(trace, 'state:migrate')).toMatch(/running \| .* exited with 0 \| 20$/);
});

test('bands of a lane follow each other without gap or overlap', () => {
  for (const preset of ['healthy', 'slow-start', 'deadlock', 'crash-on-boot', 'endpoint-outage', 'wrong-port']) {
    for (const lane of lanesOf(traceOf(preset, 300_000)).values()) {
      lane.bands.forEach(({ fromMs, toMs }, index) => {
        expect(toMs).toBeGreaterThan(fromMs);
        if (index > 0) expect(fromMs).toBe(lane.bands[index - 1]?.toMs);
      });
    }
  }
});

describe('the node', () => {
  test('has no lane where nothing happens around the pod', () => {
    expect(lanesOf(traceOf('deadlock', 300_000)).has('node')).toBe(false);
  });

  test.each([
    ['node-lost', '0 node-1 | 60 node-1 is cut off | 115 node-1 is not ready | 600'],
    ['unschedulable', '0 no node yet | 120 node-1 | 600'],
  ])('under %s', (preset, expected) => {
    expect(bands(traceOf(preset, 600_000), 'node')).toBe(expected);
  });

  test('shows who takes the pod away', () => {
    const trace = traceOf('node-lost', 600_000);
    const shown = lanesOf(trace)
      .get('node')
      ?.marks.map(({ entry }) => trace.entries[entry]);
    const reasons = shown?.map((entry) => (entry?.kind === 'event' ? entry.event.reason : entry?.kind));
    expect(reasons).toEqual(['world', 'world', 'NodeNotReady', 'TaintManagerEviction', 'api']);
  });
});

test('windows are shown where their moments are', () => {
  const trace = traceOf('deadlock', 90_000);
  const of = (reason: string) =>
    trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === reason)!;
  const window = {
    entry: of('Killing').seq,
    moment: 'killed' as const,
    container: 'app',
    sinceMs: 62_000,
    since: 'stopsAnswering' as const,
    bestMs: 69_000,
    worstMs: 72_000,
    formula: [],
    fields: [],
  };
  const lanes = timelineOf(trace, changes(trace), [window]).groups.flatMap((group) => group.lanes);
  expect(lanes.flatMap(({ id, spans }) => spans.map(({ fromMs, toMs, text }) => ({ id, fromMs, toMs, text })))).toEqual(
    [
      {
        id: 'state:app',
        fromMs: 69_000,
        toMs: 72_000,
        text: 'In a cluster app is killed 7–10 s after it stops answering. The clocks of the kubelet decide.',
      },
    ],
  );
});
