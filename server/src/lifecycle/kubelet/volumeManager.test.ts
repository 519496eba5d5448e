import { expect, test } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { simulate } from '../simulate.ts';
import { causes } from '../trace/causes.ts';
import { firstReady } from '../trace/statuses.ts';
import type { Trace } from '../trace/trace.ts';
import type { VolumeBehaviour } from '../world/clusterBehaviour.ts';

const pod: Pod = {
  metadata: { name: 'web' },
  spec: {
    containers: [{ name: 'web', image: 'web:1' }],
    volumes: [{ name: 'config', configMap: { name: 'web' } }],
  },
};

function play(config: VolumeBehaviour, more: { delete?: { atSeconds: number } } = {}): Trace {
  return simulate(pod, { name: 'own', volumes: { config }, ...more }, { untilMs: 900_000, kubernetes: '1.37' });
}

/** `0.2 FailedMount 1`: when, what, for which time. */
function events({ entries }: Trace, reason: string): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'event' && entry.event.reason === reason ? [`${entry.atMs / 1000} ${entry.event.count}`] : [],
  );
}

test('a mount that fails is tried again, after twice as long each time, until it succeeds', () => {
  const trace = play({ mountError: { message: 'configmap "web" not found', untilSeconds: 5 } });
  expect(events(trace, 'FailedMount')).toEqual(['0.2 1', '0.7 2', '1.7 3', '3.7 4']);
  // The next attempt is at 7.7 s, and the kubelet looks every 0.3 s.
  expect(firstReady(trace)?.atMs).toBeGreaterThan(7_700);
  expect(firstReady(trace)?.atMs).toBeLessThan(9_000);
  const failed = trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === 'FailedMount')!;
  expect(failed).toMatchObject({
    event: { message: 'MountVolume.SetUp failed for volume "config" : configmap "web" not found' },
  });
  expect(causes(trace, failed.seq).at(-1)).toEqual({ kind: 'scenario', path: 'volumes.config.mountError' });
  expect(failed.fields).toEqual(['spec.volumes[0]']);
});

test('without an end the pod stays in ContainerCreating, and goes at once when it is deleted', () => {
  const trace = play({ mountError: { message: 'gone' } }, { delete: { atSeconds: 300 } });
  expect(firstReady(trace)).toBeUndefined();
  const removed = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed');
  expect(removed?.atMs).toBeLessThan(305_000);
  expect(events(trace, 'FailedMount').every((line) => Number(line.split(' ')[0]) <= 301)).toBe(true);
});

test('a volume that is attached elsewhere is reported once', () => {
  const trace = play({ attachedElsewhere: { pod: 'web-0', untilSeconds: 60 } });
  expect(events(trace, 'FailedAttachVolume')).toEqual(['0.1 1']);
  expect(firstReady(trace)?.atMs).toBeGreaterThan(60_000);
  expect(firstReady(trace)?.atMs).toBeLessThan(62_000);
});

test('an attachment that fails is tried again', () => {
  const trace = play({ attachError: { message: 'rpc error: code = Internal', untilSeconds: 2 } });
  expect(events(trace, 'FailedAttachVolume')).toEqual(['0.1 1', '0.6 2', '1.6 3']);
});
