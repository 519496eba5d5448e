import { describe, expect, it, vi } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import type { DaemonSetSpec } from '../../kubernetes/workloadSpec.ts';
import { rolloutSummary } from '../explain/rolloutSummary.ts';
import { rolloutStatusLines } from '../kubectl/rolloutStatus.ts';
import { workloadRows } from '../kubectl/workloadRow.ts';
import { textOf } from '../testing/textOf.ts';
import type { ClusterNode } from '../world/clusterBehaviour.ts';
import type { Scenario } from '../world/scenario.ts';
import { simulateRollout } from './simulateRollout.ts';

vi.setConfig({ testTimeout: 30_000 });

const readinessProbe = { tcpSocket: { port: 9100 }, periodSeconds: 5 };
const agent: Pod = {
  metadata: { name: 'agent' },
  spec: { containers: [{ name: 'agent', image: 'agent:1', readinessProbe }] },
};
const withPort: Pod = {
  ...agent,
  spec: {
    containers: [{ name: 'agent', image: 'agent:1', ports: [{ containerPort: 9100, hostPort: 9100 }], readinessProbe }],
  },
};
const surge: DaemonSetSpec = { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } };

function update(spec: DaemonSetSpec, pod: Pod = agent, more: Partial<Scenario> = {}, isCreated = false) {
  const scenario: Scenario = { name: 'own', ...more };
  const workload = { kind: 'DaemonSet', name: 'agent', namespace: 'default', spec } as const;
  const old = isCreated ? {} : { old: { pod, scenario: { ...scenario, containers: {} } } };
  const rollout = simulateRollout(workload, { updated: { pod, scenario }, ...old }, { untilMs: 900_000 });
  const summary = rolloutSummary(workload, rollout);
  const text = [summary.message, ...summary.reasons.map(({ message }) => message)].map(textOf).join(' ');
  return { ...rollout, workload, summary, text };
}

const on = (...nodes: readonly ClusterNode[]) => ({ scheduling: { nodes } });
const bound = ({ trace, pods }: ReturnType<typeof update>) =>
  trace.pods.map((_, index) => {
    const entry = pods.shared(index)!.entries.find((one) => one.kind === 'api' && one.call === 'bound');
    return entry?.kind === 'api' ? entry.node : undefined;
  });

it('replaces its pods node by node', () => {
  const { summary, trace, workload, text } = update({});
  expect(summary.outcome).toBe('finished');
  const own = trace.pods.filter(({ revision }) => revision === 'new');
  expect(own.map(({ createdAtMs }) => createdAtMs)).toEqual([...new Set(own.map(({ createdAtMs }) => createdAtMs))]);
  expect(rolloutStatusLines(workload, trace).at(-1)!.text).toBe('daemon set "agent" successfully rolled out');
  expect(workloadRows(workload, trace).at(-1)!.cells).toEqual(['agent', '3', '3', '3', '3', '3', '<none>', '10m']);
  expect(text).toContain('The scenario has no nodes (scheduling.nodes): 3 are assumed.');
});

it('has one pod on each node of the scenario that takes it', () => {
  const gpu = { ...agent, spec: { ...agent.spec, nodeSelector: { gpu: 'yes' } } };
  const rollout = update(
    {},
    gpu,
    on(
      { name: 'a', labels: { gpu: 'yes' } },
      { name: 'b' },
      { name: 'c', labels: { gpu: 'yes' }, taints: [{ key: 'dedicated', effect: 'NoSchedule' }] },
      {
        name: 'd',
        labels: { gpu: 'yes' },
        taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }],
      },
      { name: 'e', labels: { gpu: 'yes' }, unschedulable: true },
    ),
    true,
  );
  expect(bound(rollout)).toEqual(['a', 'd', 'e']);
  expect(rollout.trace.desired).toBe(3);
  expect(rollout.text).not.toContain('assumed');
});

it('says so where no node takes it', () => {
  const gpu = { ...agent, spec: { ...agent.spec, nodeSelector: { gpu: 'yes' } } };
  expect(update({}, gpu, on({ name: 'a' })).text).toContain('No node of the scenario takes its pods');
});

it('comes to a node that joins, and leaves one that does not take pods any more', () => {
  const rollout = update(
    {},
    agent,
    on(
      { name: 'a', changes: [{ atSeconds: 60, taints: [{ key: 'drained', effect: 'NoExecute' }] }] },
      { name: 'b', addedAtSeconds: 30 },
    ),
    true,
  );
  expect(bound(rollout)).toEqual(['a', 'b']);
  const [a, b] = rollout.trace.pods;
  expect(a).toMatchObject({ createdAtMs: 0, deletedAtMs: 60_000 });
  expect(b).toMatchObject({ createdAtMs: 30_000 });
});

it('is on the one node that its pods name', () => {
  const rollout = update({}, { ...agent, spec: { ...agent.spec, nodeName: 'edge-7' } }, {}, true);
  expect(rollout.trace.pods).toHaveLength(1);
});

describe('a port of the node', () => {
  it('stops an update with maxSurge, and it does not go on', () => {
    const { summary, text } = update(surge, withPort);
    expect(summary.outcome).toBe('unfinished');
    expect(summary.readyEndpoints).toMatchObject({ before: 3, fewest: 3 });
    expect(text).toContain('A new pod needs a port of its node that the old pod has until it is gone');
    expect(text).toContain('3 old pods stay until the new ones on their nodes are available');
  });

  it('is free once the old pod is gone', () => {
    expect(update({}, withPort).summary.outcome).toBe('finished');
  });
});

it('with surge loses no endpoint where no port is in the way', () => {
  expect(update(surge).summary).toMatchObject({ outcome: 'finished', readyEndpoints: { before: 3, fewest: 3 } });
});

it('stays at the first node whose new pod is never ready, and says what is allowed', () => {
  const { summary, text } = update({}, agent, { containers: { agent: { startupSeconds: 99_999 } } });
  expect(summary).toMatchObject({ outcome: 'unfinished', readyEndpoints: { before: 3, fewest: 2 } });
  expect(text).toContain('2 old pods stay: only 1 of 3 may be unavailable (maxUnavailable).');
});

describe('OnDelete', () => {
  const onDelete: DaemonSetSpec = { updateStrategy: { type: 'OnDelete' } };

  it('replaces nothing by itself', () => {
    const { summary, text } = update(onDelete);
    expect(summary.outcome).toBe('unfinished');
    expect(text).toContain('Pods keep the old template until someone deletes them.');
  });

  it('replaces a pod that a user deletes', () => {
    const deletion = { ['then' as const]: [{ atSeconds: 30, deletePods: 'old' }] };
    expect(update(onDelete, agent, deletion).summary.outcome).toBe('finished');
  });
});

it('keeps its pod on a node that is lost, for it tolerates that without end', () => {
  const { trace } = update({}, agent, { node: { lostAtSeconds: 60 } }, true);
  expect(trace.pods.every(({ deletedAtMs }) => deletedAtMs === undefined)).toBe(true);
});

it('is reverted on the way', () => {
  const containers = { agent: { startupSeconds: 99_999 } };
  const { summary } = update({}, agent, { containers, ['then' as const]: [{ atSeconds: 60, revert: true }] });
  expect(summary).toMatchObject({ outcome: 'finished', changedAtMs: 60_000 });
});

describe('a ReplicaSet of its own', () => {
  const workload = { kind: 'ReplicaSet', name: 'web', namespace: 'default', spec: { replicas: 2 } } as const;
  const well: Scenario = { name: 'well' };
  const play = (scenario: Scenario, isUpdate: boolean) => {
    const templates = {
      updated: { pod: agent, scenario },
      ...(isUpdate ? { old: { pod: agent, scenario: well } } : {}),
    };
    const rollout = simulateRollout(workload, templates, { untilMs: 300_000 });
    return { rollout, summary: rolloutSummary(workload, rollout) };
  };

  it('makes its pods', () => {
    const { rollout, summary } = play(well, false);
    expect(summary.outcome).toBe('finished');
    expect(workloadRows(workload, rollout.trace).at(-1)!.cells.slice(0, 4)).toEqual(['web', '2', '2', '2']);
  });

  it('replaces none of them when its template changes, but makes new ones of it', () => {
    const { summary } = play(well, true);
    expect(summary.outcome).toBe('unfinished');
    expect(textOf(summary.reasons[0]!.message)).toContain('A ReplicaSet replaces no pods');
    const deleted = play({ ...well, ['then' as const]: [{ atSeconds: 10, deletePods: 'old' }] }, true);
    expect(deleted.summary.outcome).toBe('finished');
  });
});
