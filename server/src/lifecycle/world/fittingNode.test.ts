import { expect, test } from 'vitest';
import type { PodSpec } from '../../kubernetes/pod.ts';
import { fittingNode } from './fittingNode.ts';

const terms = (...nodeSelectorTerms: unknown[]) => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
});

test.each<[string, Omit<PodSpec, 'containers'>, object]>([
  ['nothing', {}, { name: 'node-1' }],
  ['a selector', { nodeSelector: { disk: 'ssd' } }, { name: 'node-1', labels: { disk: 'ssd' } }],
  [
    'affinity in each operator',
    {
      affinity: terms(
        { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['x'] }] },
        {
          matchExpressions: [
            { key: 'zone', operator: 'In', values: ['a', 'b'] },
            { key: 'gpu', operator: 'Exists' },
            { key: 'memory', operator: 'Gt', values: ['30'] },
            { key: 'age', operator: 'Lt', values: ['5'] },
            { key: 'old', operator: 'DoesNotExist' },
          ],
        },
      ),
    },
    { name: 'node-1', labels: { zone: 'a', gpu: 'true', memory: '31', age: '4' } },
  ],
  ['a node', { nodeName: 'node-9' }, { name: 'node-9' }],
])('a pod that asks for %s', (_, spec, node) => {
  expect(fittingNode({ containers: [], ...spec }, 'node-1')).toEqual(node);
});

test('special resources are there in plenty, ordinary ones as on any node', () => {
  const containers = [
    { name: 'a', resources: { limits: { 'nvidia.com/gpu': '8', cpu: '4' }, requests: { 'hugepages-2Mi': '4Mi' } } },
  ];
  expect(fittingNode({ containers }, 'node-1').allocatable).toEqual({ 'nvidia.com/gpu': 1000, 'hugepages-2Mi': '1Ti' });
});
