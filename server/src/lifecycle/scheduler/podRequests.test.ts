import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import { podRequests } from './podRequests.ts';

const container = (cpu: string, memory: string, more: Partial<Container> = {}): Container => ({
  name: `c${cpu}`,
  resources: { requests: { cpu, memory } },
  ...more,
});
const sidecar = (cpu: string, memory: string) => container(cpu, memory, { restartPolicy: 'Always' });

const cases: Record<string, { spec: PodSpec; cpu: number; memory: number }> = {
  'containers add up': {
    spec: { containers: [container('100m', '64Mi'), container('0.2', '64Mi')] },
    cpu: 300,
    memory: 128 * 2 ** 20,
  },
  'an init container counts if it needs more than all containers together': {
    spec: { initContainers: [container('1', '32Mi')], containers: [container('300m', '64Mi')] },
    cpu: 1000,
    memory: 64 * 2 ** 20,
  },
  'a sidecar counts with the containers': {
    spec: { initContainers: [sidecar('1', '32Mi')], containers: [container('300m', '64Mi')] },
    cpu: 1300,
    memory: 96 * 2 ** 20,
  },
  'an init container after a sidecar runs beside it, one before does not': {
    spec: {
      initContainers: [container('2', '1Mi'), sidecar('1', '1Mi'), container('1500m', '1Mi')],
      containers: [container('300m', '1Mi')],
    },
    cpu: 2500,
    memory: 2 * 2 ** 20,
  },
  'the overhead comes on top': {
    spec: { containers: [container('100m', '64Mi')], overhead: { cpu: '50m', memory: '1Mi' } },
    cpu: 150,
    memory: 65 * 2 ** 20,
  },
  'what the pod asks for as a whole replaces the sum': {
    spec: { containers: [container('100m', '64Mi')], resources: { requests: { cpu: '2' } } },
    cpu: 2000,
    memory: 64 * 2 ** 20,
  },
  'parts of a unit are rounded up': {
    spec: { containers: [container('0.0001', '100m')] },
    cpu: 1,
    memory: 1,
  },
};

describe('podRequests', () => {
  it.each(Object.entries(cases))('%s', (_, { spec, cpu, memory }) => {
    expect(podRequests(spec, true)).toMatchObject({ cpu, memory });
  });

  it('knows requests of whole pods only where the release does', () => {
    const spec: PodSpec = { containers: [container('100m', '1Mi')], resources: { requests: { cpu: '2' } } };
    expect(podRequests(spec, false).cpu).toBe(100);
  });
});
