import { describe, expect, it, vi } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { rolloutSummary } from '../explain/rolloutSummary.ts';
import { rolloutStatusLines } from '../kubectl/rolloutStatus.ts';
import { workloadRows } from '../kubectl/workloadRow.ts';
import { textOf } from '../testing/textOf.ts';
import { causes } from '../trace/causes.ts';
import type { LaterChange, Scenario } from '../world/scenario.ts';
import { changedWorkload } from './laterChanges.ts';
import { simulateRollout } from './simulateRollout.ts';

vi.setConfig({ testTimeout: 30_000 });

const pod: Pod = {
  metadata: { name: 'web-0' },
  spec: {
    containers: [{ name: 'app', image: 'app:1', readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 } }],
  },
};
const names = { name: 'web', namespace: 'default' };
const statefulSet = { kind: 'StatefulSet', ...names, spec: { replicas: 3 } } as const;
const deployment = { kind: 'Deployment', ...names, spec: { replicas: 3 } } as const;
const job = { kind: 'Job', ...names, spec: {} } as const;
const well: Scenario = { name: 'well' };

/** An update whose pods are never ready, and what is done about it. */
function stuck(workload: RolloutWorkload, ...changes: readonly LaterChange[]) {
  const containers = { app: { startupSeconds: 99_999 } };
  return play(workload, { name: 'stuck', containers, ['then' as const]: changes });
}

function play(workload: RolloutWorkload, scenario: Scenario) {
  const templates = { updated: { pod, scenario }, old: { pod, scenario: well } };
  const rollout = simulateRollout(workload, templates, { untilMs: 900_000 });
  const final = changedWorkload(workload, scenario.then);
  return { ...rollout, final, summary: rolloutSummary(final, rollout) };
}

describe('an update that is stuck', () => {
  it('is over when a Deployment is reverted', () => {
    const { summary } = stuck(deployment, { atSeconds: 60, revert: true });
    expect(summary).toMatchObject({ outcome: 'finished', tookMs: 60_000, changedAtMs: 60_000 });
    expect(textOf(summary.message)).toContain(
      'Everything is as asked for at 1 min, 0 s after the last change at 1 min.',
    );
  });

  // https://github.com/kubernetes/kubernetes/issues/67250
  it('stays stuck in a StatefulSet that is reverted', () => {
    const { summary } = stuck(statefulSet, { atSeconds: 60, revert: true });
    expect(summary.outcome).toBe('unfinished');
    expect(textOf(summary.message)).toContain('What was changed last, at 1 min, is not finished after 15 min.');
    const reasons = summary.reasons.map(({ message }) => textOf(message));
    expect(reasons[0]).toMatch(/^Not ready: web-2\./);
    expect(reasons[1]).toContain('stays until someone deletes it, even when the template is corrected.');
  });

  it('goes on there once a user deletes the pod', () => {
    const changes = [
      { atSeconds: 60, revert: true },
      { atSeconds: 200, deletePods: 'notReady' },
    ];
    const { summary, trace } = stuck(statefulSet, ...changes);
    expect(summary).toMatchObject({ outcome: 'finished', changedAtMs: 200_000 });
    const deleted = trace.entries.find((entry) => entry.kind === 'pod' && entry.atMs === 200_000)!;
    expect(causes(trace, deleted.seq).at(-1)).toEqual({ kind: 'scenario', path: 'then[1]' });
    // By its name, too.
    const named = stuck(statefulSet, changes[0]!, { atSeconds: 200, deletePods: 'web-2' });
    expect(named.summary.tookMs).toBe(summary.tookMs);
  });

  it('is over when a corrected template is applied', () => {
    const { summary, final, trace } = stuck(deployment, {
      atSeconds: 700,
      update: { containers: { app: { startupSeconds: 8 } } },
    });
    expect(summary).toMatchObject({ outcome: 'finished', deadlineExceededAtMs: 601_000, changedAtMs: 700_000 });
    expect(summary.tookMs).toBeGreaterThan(724_000);
    const lines = rolloutStatusLines(final, trace).map(({ atMs, text }) => `${atMs / 1000} ${text}`);
    expect(lines[1]).toBe('601 error: deployment "web" exceeded its progress deadline');
    expect(lines.at(-1)).toMatch(/successfully rolled out$/);
    expect(new Set(trace.pods.map(({ revision }) => revision))).toEqual(new Set(['old', 'new', 'next']));
  });
});

describe('templates that come one after the other', () => {
  const update = (startupSeconds: number) => ({ containers: { app: { startupSeconds } } });

  it.each([deployment, statefulSet])('each have pods of their own: $kind', (workload) => {
    const changes = [
      { atSeconds: 60, update: update(99_999) },
      { atSeconds: 120, update: update(8) },
    ];
    const parallel =
      workload.kind === 'StatefulSet'
        ? { ...workload, spec: { ...workload.spec, podManagementPolicy: 'Parallel' as const } }
        : workload;
    const { summary, trace } = stuck(parallel, ...changes, { atSeconds: 130, deletePods: 'notReady' });
    expect(summary.outcome).toBe('finished');
    const left = trace.pods.filter(({ goneAtMs, deletedAtMs }) => goneAtMs === undefined && deletedAtMs === undefined);
    expect(left.map(({ revision }) => revision)).toEqual(['next2', 'next2', 'next2']);
  });
});

describe('a quota', () => {
  const quota = (pods: number) => ({ name: 'few', hard: { pods } });

  it('is named where an update finds no room for its extra pod', () => {
    const { summary } = play(deployment, { name: 'full', quotas: [quota(3)] });
    expect(summary.outcome).toBe('unfinished');
    const reasons = summary.reasons.map(({ message }) => textOf(message));
    expect(reasons[0]).toMatch(
      /^The API server refuses a pod: pods "web-.*" is forbidden: exceeded quota: few, requested: pods=1, used: pods=3, limited: pods=3\. The last attempt is at \d.*, at most 16 min 40 s, also where there is room again\.$/,
    );
    expect(summary.reasons[0]!.fields).toEqual(['spec.replicas']);
  });

  it('that is raised lets the rollout go on with the next attempt', () => {
    const raised = { ...quota(3), changes: [{ atSeconds: 30, hard: { pods: 4 } }] };
    const { summary, trace } = play(deployment, { name: 'raised', quotas: [raised] });
    expect(summary.outcome).toBe('finished');
    const created = trace.entries.find(
      (entry) => entry.kind === 'pod' && entry.pod.change === 'created' && entry.atMs >= 0,
    );
    expect(created?.atMs).toBeGreaterThan(40_000);
  });

  it('whose containers do not say what they take refuses all pods of a Job', () => {
    const own: Pod = { metadata: { name: 'job' }, spec: { ...pod.spec, restartPolicy: 'Never' } };
    const scenario: Scenario = { name: 'limited', quotas: [{ name: 'compute', hard: { 'limits.cpu': 4 } }] };
    const rollout = simulateRollout(job, { updated: { pod: own, scenario } }, { untilMs: 300_000 });
    const { reasons } = rolloutSummary(job, rollout);
    expect(textOf(reasons[0]!.message)).toContain('failed quota: compute: must specify limits.cpu for: app.');
    expect(reasons[0]!.fields).toEqual(['spec.template.spec.containers']);
  });
});

describe('what else is changed', () => {
  it('is the number of pods, which kubectl shows from then on', () => {
    const scenario: Scenario = { name: 'scaled', ['then' as const]: [{ atSeconds: 100, replicas: 5 }] };
    const { final, trace } = play(deployment, scenario);
    const rows = workloadRows(final, trace).map(({ atMs, cells }) => `${atMs / 1000} ${cells[1]}`);
    expect(rows[0]).toBe('0 3/3');
    expect(rows).toContain('100 3/5');
    expect(rows.at(-1)?.split(' ')[1]).toBe('5/5');
  });

  it('is whether a Job is suspended', () => {
    const changes = [
      { atSeconds: 5, suspend: true },
      { atSeconds: 60, suspend: false },
    ];
    const own: Pod = { metadata: { name: 'job' }, spec: { ...pod.spec, restartPolicy: 'Never' } };
    const scenario: Scenario = {
      name: 'suspended',
      containers: { app: { runs: [{ exitAfterSeconds: 20, exitCode: 0 }] } },
      ['then' as const]: changes,
    };
    const rollout = simulateRollout(job, { updated: { pod: own, scenario } });
    const rows = workloadRows(changedWorkload(job, changes), rollout.trace).map(({ cells }) => cells[1]);
    expect([...new Set(rows)]).toEqual(
      ['Running', 'Suspended', 'SuccessCriteriaMet', 'Complete'].filter((one) => rows.includes(one)),
    );
    expect(rows).toContain('Suspended');
    expect(rolloutSummary(job, rollout).tookMs).toBeGreaterThan(80_000);
  });

  it('is nothing where a field does not belong to the kind', () => {
    const with_ = stuck(deployment, { atSeconds: 60, partition: 1, suspend: true }).trace;
    const without = stuck(deployment).trace;
    expect(with_.entries).toEqual(without.entries);
  });
});
