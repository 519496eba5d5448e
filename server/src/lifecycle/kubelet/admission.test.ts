/** Named as the tests of `pkg/kubelet/lifecycle/predicate_test.go`, with what their tables are about. */
import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../kubernetes/pod.ts';
import { releaseOf } from '../release.ts';
import { PodNeeds } from '../scheduler/filters.ts';
import type { NodeState } from '../world/cluster.ts';
import { admissionFailure, systemFailure } from './admission.ts';

const release = releaseOf('1.37');
const node = (more: Partial<NodeState> = {}): NodeState => ({ name: 'node', path: 'scheduling.nodes[0]', ...more });
const asks = (cpu: string): PodSpec => ({
  containers: [{ name: 'app', image: 'app:1', resources: { requests: { cpu } } }],
});
const plain: PodSpec = { containers: [{ name: 'app', image: 'app:1' }] };
const affinity = { nodeSelector: { disk: 'ssd' } };
const port: PodSpec = {
  containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 80, hostPort: 8080 }] }],
};
const evicting = { key: 'down', effect: 'NoExecute' } as const;

describe('TestGeneralPredicates', () => {
  it.each<[string, PodSpec, NodeState, string | undefined]>([
    ['enough of everything', asks('1'), node({ allocatable: { cpu: 2 } }), undefined],
    ['what is not listed is not limited', asks('100'), node(), undefined],
    ['others hold too much', asks('1'), node({ allocatable: { cpu: 2 }, requested: { cpu: '1500m' } }), 'OutOfcpu'],
    ['too many pods', plain, node({ allocatable: { pods: 110 }, requested: { pods: 110 } }), 'OutOfpods'],
    ['the label of its selector', { ...plain, ...affinity }, node({ labels: { disk: 'ssd' } }), undefined],
    ['another label', { ...plain, ...affinity }, node({ labels: { disk: 'hdd' } }), 'NodeAffinity'],
    ['a free port', port, node({ hostPorts: [{ port: 8081 }] }), undefined],
    ['a port that is taken', port, node({ hostPorts: [{ port: 8080 }] }), 'NodePorts'],
    ['a taint that evicts', plain, node({ taints: [evicting] }), 'TaintToleration'],
    [
      'a taint that is tolerated',
      { ...plain, tolerations: [{ key: 'down', operator: 'Exists' }] },
      node({ taints: [evicting] }),
      undefined,
    ],
    ['a taint for the scheduler only', plain, node({ taints: [{ key: 'down', effect: 'NoSchedule' }] }), undefined],
    [
      'the first of several reasons counts',
      asks('3'),
      node({ allocatable: { cpu: 2 }, taints: [evicting] }),
      'OutOfcpu',
    ],
  ])('%s', (_, spec, given, reason) => {
    expect(admissionFailure(new PodNeeds(spec, release), given)?.reason).toBe(reason);
  });

  it('says how much there is of what is lacking, cpu in thousandths', () => {
    const given = node({ allocatable: { cpu: 2 }, requested: { cpu: '1500m' } });
    expect(admissionFailure(new PodNeeds(asks('1'), release), given)?.message).toBe(
      "Node didn't have enough resource: cpu, requested: 1000, used: 1500, capacity: 2000",
    );
  });
});

const windows = node({ labels: { 'kubernetes.io/os': 'windows' } });
const linux = node({ labels: { 'kubernetes.io/os': 'linux' } });
const selects = (os: string): PodSpec => ({ ...plain, nodeSelector: { 'kubernetes.io/os': os } });
const names = (name: 'linux' | 'windows'): PodSpec => ({ ...plain, os: { name } });

it.each<[string, PodSpec, NodeState | undefined, string | undefined]>([
  ['no selector', plain, linux, undefined],
  ['the same system', selects('windows'), windows, undefined],
  ['another system', selects('windows'), linux, 'PodOSSelectorNodeLabelDoesNotMatch'],
  ['a node that nobody describes is what the pod asks for', selects('windows'), undefined, undefined],
])('TestRejectPodAdmissionBasedOnOSSelector: %s', (_, spec, given, reason) => {
  expect(systemFailure(spec, given)?.reason).toBe(reason);
});

it.each<[string, PodSpec, NodeState | undefined, string | undefined]>([
  ['no field', plain, windows, undefined],
  ['the same system', names('linux'), linux, undefined],
  ['another system', names('linux'), windows, 'PodOSNotSupported'],
  ['a node that nobody describes is one of Linux', names('windows'), undefined, 'PodOSNotSupported'],
])('TestRejectPodAdmissionBasedOnOSField: %s', (_, spec, given, reason) => {
  expect(systemFailure(spec, given)?.reason).toBe(reason);
});
