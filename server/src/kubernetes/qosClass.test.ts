import { expect, it } from 'vitest';
import type { PodSpec } from './pod.ts';
import { qosClass } from './qosClass.ts';

const both = { cpu: '1', memory: '1Gi' };
const spec = (...resources: object[]): PodSpec => ({
  containers: resources.map((one, index) => ({ name: `c${index}`, resources: one })),
});

it.each([
  ['nothing is asked for', spec({}), 'BestEffort'],
  ['limits are requests', spec({ requests: both, limits: both }), 'Guaranteed'],
  ['also written otherwise', spec({ requests: { cpu: '1000m', memory: '1024Mi' }, limits: both }), 'Guaranteed'],
  ['one container has no limits', spec({ requests: both, limits: both }, {}), 'Burstable'],
  ['memory has no limit', spec({ requests: both, limits: { cpu: '1' } }), 'Burstable'],
  ['less is asked for than allowed', spec({ requests: { ...both, cpu: '500m' }, limits: both }), 'Burstable'],
  ['only disk is asked for', spec({ requests: { 'ephemeral-storage': '1Gi' } }), 'BestEffort'],
  ['the pod has its own', { ...spec({}), resources: { requests: both, limits: both } }, 'Guaranteed'],
])('%s', (_, pod, expected) => {
  expect(qosClass(pod)).toBe(expected);
});
