import { describe, expect, it, vi } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import type { DeploymentSpec } from '../../kubernetes/workloadSpec.ts';
import { rolloutSummary } from '../explain/rolloutSummary.ts';
import { simulateRollout } from '../rollout/simulateRollout.ts';
import { textOf } from '../testing/textOf.ts';
import type { ClusterNode } from '../world/clusterBehaviour.ts';
import type { Scenario } from '../world/scenario.ts';
import type { ExclusiveMode } from './heldResources.ts';

vi.setConfig({ testTimeout: 30_000 });

const withClaim: Pod = {
  metadata: { name: 'wiki-1' },
  spec: {
    containers: [{ name: 'wiki', image: 'wiki:1' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'wiki-data' } }],
  },
};
const withPort: Pod = {
  metadata: { name: 'lb-1' },
  spec: { containers: [{ name: 'lb', image: 'lb:1', ports: [{ containerPort: 80, hostPort: 80 }] }] },
};
const onHost: Pod = {
  metadata: { name: 'lb-1' },
  spec: { hostNetwork: true, containers: [{ name: 'lb', image: 'lb:1', ports: [{ containerPort: 80 }] }] },
};
const rolling = (maxSurge: number, maxUnavailable: number) => ({ rollingUpdate: { maxSurge, maxUnavailable } });

function update(pod: Pod, spec: DeploymentSpec, nodes?: readonly ClusterNode[], mode?: ExclusiveMode) {
  const workload = { kind: 'Deployment', name: 'own', namespace: 'default', spec } as const;
  const scenario: Scenario = {
    name: 'own',
    containers: { wiki: { runs: [{ sigtermSeconds: 5 }] }, lb: { runs: [{ sigtermSeconds: 5 }] } },
    ...(nodes === undefined ? {} : { scheduling: { nodes } }),
  };
  const claims = mode === undefined ? {} : { claims: { 'wiki-data': mode } };
  const rollout = simulateRollout(
    workload,
    { updated: { pod, scenario }, old: { pod, scenario } },
    { untilMs: 900_000, ...claims },
  );
  const { outcome, tookMs, reasons, message } = rolloutSummary(workload, rollout);
  return {
    ...rollout,
    outcome,
    tookMs,
    text: [message, ...reasons.map((reason) => reason.message)].map(textOf).join(' '),
  };
}

describe('a claim that one node can have', () => {
  it('keeps the new pod waiting for the old one, and that one for the new one', () => {
    const { outcome, text } = update(withClaim, { replicas: 1 }, undefined, 'ReadWriteOnce');
    expect(outcome).toBe('unfinished');
    expect(text).toContain(
      'FailedAttachVolume: Multi-Attach error for volume "wiki-data" Volume is already used by pod(s) own-',
    );
    expect(text).toContain('A claim with ReadWriteOnce is attached to one node at a time');
  });

  it('is let go by the old pod where that goes first', () => {
    const { outcome, tookMs } = update(withClaim, { strategy: { type: 'Recreate' } }, undefined, 'ReadWriteOnce');
    expect(outcome).toBe('finished');
    expect(tookMs).toBeGreaterThanOrEqual(5_000);
    const oneDown = update(withClaim, { replicas: 1, strategy: rolling(0, 1) }, undefined, 'ReadWriteOnce');
    expect(oneDown.outcome).toBe('finished');
    expect(oneDown.tookMs).toBeGreaterThanOrEqual(5_000);
  });

  it('is no trouble on the only node, or where nothing is known of it', () => {
    expect(update(withClaim, {}, [{ name: 'n1' }], 'ReadWriteOnce').outcome).toBe('finished');
    expect(update(withClaim, {}).outcome).toBe('finished');
  });

  it('lets one of several pods run', () => {
    const { trace } = update(withClaim, { replicas: 3, strategy: { type: 'Recreate' } }, undefined, 'ReadWriteOnce');
    const ready = trace.entries.filter(
      (entry) => entry.kind === 'pod' && entry.pod.change === 'ready' && entry.atMs > 0,
    );
    expect(ready).toHaveLength(1);
  });
});

it('a claim that one pod can have keeps the new pod Pending, on the only node too', () => {
  const { outcome, text } = update(withClaim, {}, [{ name: 'n1' }], 'ReadWriteOncePod');
  expect(outcome).toBe('unfinished');
  expect(text).toContain(
    '0/1 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod',
  );
  expect(update(withClaim, { strategy: { type: 'Recreate' } }, undefined, 'ReadWriteOncePod').outcome).toBe('finished');
});

describe.each([
  ['a port of the node', withPort],
  ["a port of a pod on the node's network", onHost],
])('%s', (_, pod) => {
  it('keeps the new pod Pending where each node has an old one', () => {
    const { outcome, text } = update(pod, { replicas: 3, strategy: rolling(1, 0) });
    expect(outcome).toBe('unfinished');
    expect(text).toContain("0/3 nodes are available: 3 node(s) didn't have free ports");
    expect(text).toContain('A new pod needs a port of the node that another one has until it is gone.');
  });

  it('is found on a free node', () => {
    const nodes = ['n1', 'n2', 'n3', 'n4'].map((name) => ({ name }));
    expect(update(pod, { replicas: 3, strategy: rolling(1, 0) }, nodes).outcome).toBe('finished');
    expect(update(pod, { replicas: 3, strategy: rolling(1, 0) }, nodes.slice(1)).outcome).toBe('unfinished');
  });

  it('is free once an old pod has gone', () => {
    const { outcome, tookMs, trace } = update(pod, { replicas: 3, strategy: rolling(0, 1) });
    expect(outcome).toBe('finished');
    // One after the other, each after the five seconds in which the old one ends.
    expect(tookMs).toBeGreaterThanOrEqual(15_000);
    const early = trace.entries.some(
      (entry) => entry.kind === 'pod' && entry.pod.change === 'ready' && entry.atMs > 0 && entry.atMs < 5_000,
    );
    expect(early).toBe(false);
  });
});

it.each([
  [8, {}],
  [40, {}],
  [7, rolling(3, 0)],
  [9, rolling(0, 4)],
])('no two of %i pods have the same port of a node at a time', (replicas, strategy) => {
  const { trace, pods } = update(withPort, { replicas, strategy });
  const stays = trace.pods.flatMap(({ createdAtMs }, index) => {
    const { entries } = pods.shared(index)!;
    const bound = entries.find((entry) => entry.kind === 'api' && entry.call === 'bound');
    const end = entries.find(
      (entry) =>
        (entry.kind === 'api' && entry.call === 'removed') ||
        (entry.kind === 'status' && /Succeeded|Failed/.test(entry.status.phase)),
    );
    if (bound?.kind !== 'api') return [];
    const untilMs = createdAtMs + (end?.atMs ?? Number.POSITIVE_INFINITY);
    return [{ node: bound.node, fromMs: createdAtMs + bound.atMs, untilMs }];
  });
  expect(stays.length).toBeGreaterThanOrEqual(replicas);
  for (const [index, a] of stays.entries()) {
    const together = stays
      .slice(index + 1)
      .filter((b) => b.node === a.node && a.fromMs < b.untilMs && b.fromMs < a.untilMs);
    expect(together).toEqual([]);
  }
});
