import { describe, expect, it } from 'vitest';
import { defaultPod } from '../../kubernetes/defaults.ts';
import type { Pod, PodSpec } from '../../kubernetes/pod.ts';
import { explain } from '../explain/explain.ts';
import { eventsAt } from '../kubectl/events.ts';
import { rowAt } from '../kubectl/row.ts';
import { releaseOf, type SimulatedRelease } from '../release.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import type { Trace } from '../trace/trace.ts';
import { Cluster } from '../world/cluster.ts';
import type { ClusterNode, SchedulingBehaviour } from '../world/clusterBehaviour.ts';
import { PodNeeds } from './filters.ts';
import { findNodes } from './fitError.ts';

const asking = (requests: Record<string, string>): Partial<PodSpec> => ({
  containers: [{ name: 'app', image: 'app:1', resources: { requests } }],
});
const requiring = (...terms: object[]): Partial<PodSpec> => ({
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } },
  },
});
const node = (name: string, more: Partial<ClusterNode> = {}): ClusterNode => ({ name, ...more });
const full = (name: string) => node(name, { allocatable: { cpu: 4 }, requested: { cpu: '3500m' } });
const tainted = (name: string) => node(name, { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] });

function podOf(spec: Partial<PodSpec>): Pod {
  return defaultPod({ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }], ...spec } });
}

interface Case {
  readonly spec?: Partial<PodSpec>;
  readonly nodes: readonly ClusterNode[];
  readonly release?: SimulatedRelease;
  /** Absent if there is a feasible node. */
  readonly message?: string;
}

const claims = 'no new claims to deallocate, ';
const notHelpful = (count: number, all = count, before = claims) =>
  `${before}preemption: 0/${all} nodes are available: ${count} Preemption is not helpful for scheduling.`;
const noVictims = (count: number, all = count, before = claims) =>
  `${before}preemption: 0/${all} nodes are available: ${count} No preemption victims found for incoming pod.`;

const cases: Record<string, Case> = {
  'no node at all': { nodes: [], message: 'no nodes available to schedule pods' },
  'a node without limits': { nodes: [node('a')] },
  'a node that is full': {
    spec: asking({ cpu: '1' }),
    nodes: [full('a')],
    message: `0/1 nodes are available: 1 Insufficient cpu. ${noVictims(1)}`,
  },
  'a node that has just enough': { spec: asking({ cpu: '500m' }), nodes: [full('a')] },
  'a pod that asks for nothing meets only the number of pods': {
    nodes: [node('a', { allocatable: { cpu: 1, pods: 3 }, requested: { cpu: 1, pods: 3 } })],
    message: `0/1 nodes are available: 1 Too many pods. ${noVictims(1)}`,
  },
  'a request that no empty node could meet': {
    spec: asking({ memory: '64Gi' }),
    nodes: [node('a', { allocatable: { memory: '32Gi' } })],
    message: `0/1 nodes are available: 1 Insufficient memory. ${notHelpful(1)}`,
  },
  'the same before 1.34': {
    spec: asking({ memory: '64Gi' }),
    nodes: [node('a', { allocatable: { memory: '32Gi' } })],
    release: '1.33',
    message: `0/1 nodes are available: 1 Insufficient memory. ${noVictims(1, 1, '')}`,
  },
  'a node may lack several things': {
    spec: asking({ cpu: '1', memory: '2Gi' }),
    nodes: [
      node('a', { allocatable: { cpu: 2, memory: '4Gi', pods: 1 }, requested: { cpu: 2, memory: '3Gi', pods: 1 } }),
    ],
    message: `0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods. ${noVictims(1)}`,
  },
  'a device that no node has': {
    spec: asking({ 'nvidia.com/gpu': '1' }),
    nodes: [node('a'), node('b')],
    message: `0/2 nodes are available: 2 Insufficient nvidia.com/gpu. ${notHelpful(2)}`,
  },
  'reasons are sorted as text': {
    spec: asking({ cpu: '1' }),
    nodes: [...'abcdefghij'].map(full).concat(tainted('k'), tainted('l'), node('m', { unschedulable: true })),
    message:
      '0/13 nodes are available: 1 node(s) were unschedulable, 10 Insufficient cpu, 2 node(s) had untolerated taint(s). ' +
      'no new claims to deallocate, preemption: 0/13 nodes are available: 10 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling.',
  },
  'a taint before 1.34 is named': {
    nodes: [tainted('a')],
    release: '1.33',
    message: `0/1 nodes are available: 1 node(s) had untolerated taint {gpu: yes}. ${notHelpful(1, 1, '')}`,
  },
  'a taint that is tolerated': {
    spec: { tolerations: [{ key: 'gpu', operator: 'Equal', value: 'yes' }] },
    nodes: [tainted('a')],
  },
  'a toleration of everything': { spec: { tolerations: [{ operator: 'Exists' }] }, nodes: [tainted('a')] },
  'a toleration of another value': {
    spec: { tolerations: [{ key: 'gpu', value: 'no' }] },
    nodes: [tainted('a')],
    message: `0/1 nodes are available: 1 node(s) had untolerated taint(s). ${notHelpful(1)}`,
  },
  'a taint that is only a wish': {
    nodes: [node('a', { taints: [{ key: 'spot', effect: 'PreferNoSchedule' }] })],
  },
  'a selector that no node has': {
    spec: { nodeSelector: { disk: 'ssd' } },
    nodes: [node('a', { labels: { disk: 'hdd' } }), node('b')],
    message: `0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. ${notHelpful(2)}`,
  },
  'terms of an affinity are alternatives': {
    spec: requiring(
      { matchExpressions: [{ key: 'zone', operator: 'In', values: ['x'] }] },
      { matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['4'] }] },
    ),
    nodes: [node('a', { labels: { cores: '8' } })],
  },
  'a term without requirements matches nothing': {
    spec: requiring({}),
    nodes: [node('a')],
    message: `0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. ${notHelpful(1)}`,
  },
  'an affinity to a node by name': {
    spec: requiring({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }),
    nodes: [tainted('a'), node('b'), node('c')],
    message:
      "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. " +
      notHelpful(3),
  },
  'an affinity that contradicts itself': {
    spec: requiring({
      matchFields: [
        { key: 'metadata.name', operator: 'In', values: ['a'] },
        { key: 'metadata.name', operator: 'In', values: ['b'] },
      ],
    }),
    nodes: [node('a'), node('b')],
    message: '0/2 nodes are available: pod affinity terms conflict. not found',
  },
  'a port that is taken': {
    spec: { containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 80, hostPort: 80 }] }] },
    nodes: [node('a', { hostPorts: [{ port: 80 }] })],
    message: `0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports. ${noVictims(1)}`,
  },
  'a pod that never preempts': {
    spec: { ...asking({ cpu: '1' }), preemptionPolicy: 'Never' },
    nodes: [full('a')],
    message:
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
  },
};

describe('which nodes fit', () => {
  it.each(Object.entries(cases))('%s', (_, { spec = {}, nodes, release = '1.34', message }) => {
    const needs = new PodNeeds(podOf(spec).spec, releaseOf(release));
    const verdict = findNodes(needs, new Cluster(nodes).nodesAt(0));
    expect(verdict.message).toBe(message ?? '');
    expect(verdict.feasible.length > 0).toBe(message === undefined);
  });
});

function run(spec: Partial<PodSpec>, scheduling: SchedulingBehaviour, minutes = 20): Trace {
  return simulate(podOf(spec), { name: 'scheduling', scheduling }, { untilMs: minutes * 60_000 });
}

const attempts = (trace: Trace) =>
  trace.entries.flatMap(({ atMs, ...entry }) =>
    entry.kind === 'event' && entry.event.from === 'default-scheduler' ? [`${atMs / 1000} ${entry.event.reason}`] : [],
  );

describe('when the pod is tried again', () => {
  it('when other pods make room, at once, but not when a change cannot help', () => {
    const changes = [
      { atSeconds: 20, labels: { new: 'label' } },
      { atSeconds: 40, requested: { cpu: '3800m' } },
      { atSeconds: 60, requested: { cpu: 2 } },
    ];
    const trace = run(asking({ cpu: '1' }), { nodes: [{ ...full('a'), changes }] });
    expect(attempts(trace)).toEqual(['0 FailedScheduling', '60 Scheduled']);
  });

  it('when a node joins the cluster', () => {
    const trace = run({}, { nodes: [tainted('a'), node('b', { addedAtSeconds: 90 })] });
    expect(attempts(trace)).toEqual(['0 FailedScheduling', '90 Scheduled']);
    const bound = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'bound');
    expect(bound).toMatchObject({ node: 'b' });
    expect(textOf(explain(trace, bound!.seq))).toBe('The scheduler found a node for the pod: b.');
  });

  it('after five minutes without a reason, with the event counted as a series', () => {
    const trace = run(asking({ cpu: '1' }), { nodes: [full('a')] }, 32);
    expect(attempts(trace).slice(0, 3)).toEqual(['0 FailedScheduling', '330 FailedScheduling', '660 FailedScheduling']);
    const counts = (minutes: number) => eventsAt(trace, minutes * 60_000).map(({ count }) => count);
    expect([counts(1), counts(6), counts(29), counts(30)]).toEqual([[1], [2], [2], [6]]);
  });

  it('not while it is gated, and then at once', () => {
    const schedulingGates = [{ name: 'example.com/quota' }, { name: 'example.com/image' }];
    const gates = [
      { name: 'example.com/quota', removedAtSeconds: 30 },
      { name: 'example.com/image', removedAtSeconds: 45 },
    ];
    const trace = run({ schedulingGates }, { gates });
    expect(rowAt(trace, 0)?.status).toBe('SchedulingGated');
    expect(rowAt(trace, 44_000)?.status).toBe('SchedulingGated');
    expect(attempts(trace)).toEqual(['45 Scheduled']);
  });
});

it('keeps the whole text in the condition and cuts that of the event', () => {
  const taints = (index: number) => [{ key: `only-for-team-number-${index}`, effect: 'NoSchedule' as const }];
  const nodes = Array.from({ length: 40 }, (_, index) => node(`n${index}`, { taints: taints(index) }));
  const trace = simulate(podOf({}), { name: 'long', scheduling: { nodes } }, { kubernetes: '1.33' });
  const [event] = eventsAt(trace, 0);
  expect(event?.message).toHaveLength(1024);
  expect(event?.message).toMatch(/ \.\.\.$/);
  const status = trace.entries.findLast((entry) => entry.kind === 'status');
  expect(status?.kind === 'status' && status.status.conditions[0]?.message?.length).toBeGreaterThan(1024);
});

it('takes the node with most room', () => {
  const nodes = [full('a'), node('b', { allocatable: { cpu: 4 }, requested: { cpu: 1 } }), full('c')];
  const trace = run(asking({ cpu: '100m' }), { nodes });
  expect(eventsAt(trace, 0)[0]?.message).toBe('Successfully assigned default/web to b');
});

describe('a pod that names its node', () => {
  it('passes the scheduler by', () => {
    const trace = run({ nodeName: 'a' }, { nodes: [tainted('a')] });
    expect(attempts(trace)).toEqual([]);
    expect(rowAt(trace, 5_000)?.status).toBe('Running');
  });

  it.each([
    [
      asking({ cpu: '1' }),
      full('a'),
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 1000, used: 3500, capacity: 4000",
    ],
    [
      { nodeSelector: { disk: 'ssd' } },
      node('a'),
      'NodeAffinity',
      "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ],
    [
      {},
      node('a', { taints: [{ key: 'gpu', effect: 'NoExecute' }] }),
      'TaintToleration',
      "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
    ],
  ] as const)('is refused by a kubelet that cannot take it (%#)', (spec, only, reason, message) => {
    const trace = run({ ...spec, nodeName: 'a' }, { nodes: [only] });
    expect(rowAt(trace, 5_000)).toMatchObject({ ready: '0/1', status: reason });
    expect(eventsAt(trace, 5_000)).toMatchObject([{ type: 'Warning', reason, message, from: 'kubelet' }]);
    const last = trace.entries.findLast((entry) => entry.kind === 'status');
    expect(last).toMatchObject({ status: { phase: 'Failed', reason, message: `Pod was rejected: ${message}` } });
  });

  it('waits until the pod garbage collector deletes it if there is no such node', () => {
    const trace = run({ nodeName: 'nowhere' }, { nodes: [node('a')] });
    expect(rowAt(trace, 39_000)?.status).toBe('Pending');
    expect(rowAt(trace, 600_000)).toBeUndefined();
  });
});
