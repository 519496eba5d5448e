import { expect, test } from 'vitest';
import { backOffIn, isPullDenied, killedByProbe, registryWords, schedulerReasonsIn } from './componentWords.ts';

test('who had a container ended', () => {
  expect(killedByProbe('Container app failed liveness probe, will be restarted', 'app')).toBe('liveness');
  expect(killedByProbe('Container app failed startup probe, will be restarted', 'app')).toBe('startup');
  expect(killedByProbe('Container app failed liveness probe, will be restarted', 'ap')).toBeUndefined();
  expect(killedByProbe('Stopping container app', 'app')).toBeUndefined();
});

test('what a registry says', () => {
  expect(registryWords('Back-off pulling image "a:1": ErrImagePull: boom')).toBe('boom');
  expect(registryWords('Back-off pulling image "a:1"')).toBe('Back-off pulling image "a:1"');
  expect(isPullDenied('failed to authorize: 401 Unauthorized')).toBe(true);
  expect(isPullDenied('a:1: not found')).toBe(false);
});

test('how long a back-off is', () => {
  expect(backOffIn('back-off 1m20s restarting failed container=app pod=a_b(c)')).toBe('1m20s');
  expect(backOffIn('')).toBeUndefined();
});

test('why no node takes a pod', () => {
  const message =
    '0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {a: b}. preemption: 0/5 nodes are available: 5 No preemption victims found, node(s) affinity.';
  expect(schedulerReasonsIn(message)).toEqual(['resources', 'taint']);
});
