/** Named as the tests of `endpointslice/utils_test.go` in k8s.io/endpointslice. */
import { describe, expect, test } from 'vitest';
import type { EndpointConditions, Phase } from '../trace/trace.ts';
import { endpointOf } from './endpoints.ts';

interface Given {
  readonly phase?: Phase;
  readonly ready?: boolean;
  readonly deleted?: boolean;
  readonly hasPodIp?: boolean;
}

function endpoint({ phase = 'Running', ready = true, deleted = false, hasPodIp = true }: Given, published = false) {
  const status = {
    phase,
    conditions: [{ type: 'Ready', status: ready ? ('True' as const) : ('False' as const) }],
    initContainerStatuses: [],
    containerStatuses: [],
    hasPodIp,
  };
  return endpointOf({ status, deletion: deleted ? { at: 0, graceSeconds: 30 } : undefined }, published);
}

const conditions = (ready: boolean, serving: boolean, terminating: boolean): EndpointConditions => ({
  ready,
  serving,
  terminating,
});

describe('TestPodToEndpoint', () => {
  test.each<[string, Given, boolean, EndpointConditions]>([
    ['a ready pod', {}, false, conditions(true, true, false)],
    ['a pod that is not ready', { ready: false }, false, conditions(false, false, false)],
    ['ready and terminating: serves, is not ready', { deleted: true }, false, conditions(false, true, true)],
    ['not ready and terminating', { deleted: true, ready: false }, false, conditions(false, false, true)],
    ['not ready, published all the same', { ready: false }, true, conditions(true, false, false)],
    ['terminating, published all the same', { deleted: true }, true, conditions(true, true, true)],
  ])('%s', (_, given, published, expected) => {
    expect(endpoint(given, published)).toEqual(expected);
  });
});

describe('TestShouldPodBeInEndpoints', () => {
  test.each<[string, Given, boolean]>([
    ['a running pod with an address', {}, true],
    ['a pending pod with an address', { phase: 'Pending' }, true],
    ['no address yet', { hasPodIp: false }, false],
    ['a failed pod', { phase: 'Failed' }, false],
    ['a pod that succeeded', { phase: 'Succeeded' }, false],
    ['a failed pod that is terminating', { phase: 'Failed', deleted: true }, false],
  ])('%s', (_, given, expected) => {
    expect(endpoint(given) !== null).toBe(expected);
  });
});
