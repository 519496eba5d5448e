import { describe, expect, test } from 'vitest';
import { placeCounts } from '../../../server/src/simulation/lanes/layout.ts';
import { rolloutOf, servedDeployment } from '../testing/rollouts.ts';
import { podRun } from '../testing/runs.ts';
import { podOf } from '../testing/traces.ts';
import type { History } from './history.ts';
import { podHistory } from './podHistory.ts';
import { rolloutHistory } from './rolloutHistory.ts';

/** The lane's bands in lines: from when, label, and how many are lost. */
function requestsOf({ timeline }: History): string[] {
  const lane = timeline.groups[0]!.lanes.find(({ kind }) => kind === 'requests');
  return (lane?.bands ?? []).map(({ fromMs, labels, lost, share = 1 }) => {
    const count = lost === undefined ? '' : ` ${Math.round(lost)}`;
    return `${fromMs / 1000} ${labels[0]}${count}${share < 1 ? ` of ${Math.round(share * 100)} %` : ''}`;
  });
}

describe('one pod', () => {
  const pod = podOf({ ports: [{ containerPort: 80 }] });
  const containers = pod.spec.containers.map(({ livenessProbe: _, ...container }) => container);
  const trouble = podHistory(
    podRun(
      {
        name: 'own',
        traffic: { requestsPerSecond: 50 },
        containers: {
          app: {
            happenings: [
              { atSeconds: 20, answers: 'success', seconds: 0.4 },
              { atSeconds: 25, answers: 'failure' },
              { atSeconds: 60, answers: 'success' },
            ],
          },
        },
      },
      { pod: { ...pod, spec: { ...pod.spec, containers } } },
    ),
  );

  test('answers, then slowly, then not; what comes after it left the Service goes to other pods', () => {
    expect(requestsOf(trouble).slice(0, 5)).toEqual([
      '0 no requests yet',
      expect.stringMatching(/^\d\S* answered$/),
      '20 100 % answered slowly',
      expect.stringMatching(/^25 Error \d+$/),
      expect.stringMatching(/^\d\S* other pods answer$/),
    ]);
  });

  test('each loss belongs to an entry that explains it, and has its row', () => {
    const rows = trouble.rows('requests');
    expect(rows[0]).toMatchObject({ atMs: 25_000, what: 'Error', kind: expect.stringMatching(/^\d+ lost$/) });
    expect(trouble.lossesOf(rows[0]!.entry)[0]).toMatch(
      /^About \d+ requests are lost from 25 s to [\d.]+ s: the answers are errors\.$/,
    );
    expect(trouble.tables.at(-1)).toMatchObject({ name: 'requests', count: rows.length });
  });

  test('that no Service selects has no such lane', () => {
    expect(requestsOf(podHistory(podRun({ name: 'own' }, { endpoints: false })))).toEqual([]);
  });

  test('that has no trouble is answered all the time', () => {
    const well = podHistory(podRun({ name: 'own' }));
    expect(requestsOf(well).slice(1)).toEqual([expect.stringMatching(/ answered$/)]);
    expect(well.tables.map(({ name }) => name)).not.toContain('requests');
  });
});

describe('a rollout', () => {
  const update = rolloutHistory(rolloutOf(servedDeployment(4)));

  test('loses a part of the requests with each pod that stops, and says which pod', () => {
    expect(requestsOf(update)).toContainEqual(expect.stringMatching(/^[\d.]+ Pod stops \d+ of \d\d %$/));
    const [row] = update.rows('requests');
    expect(row!.text()).toMatch(/the pod is being deleted and does not listen any more.* Pod shop-\w+-\w+\.$/);
    expect(update.explain(row!.entry)).toContain('Pod shop-');
  });

  test('shows how long nodes are behind the endpoints', () => {
    const lane = update.timeline.groups[0]!.lanes.find(({ kind }) => kind === 'requests')!;
    expect(lane.spans.length).toBeGreaterThan(0);
    for (const { fromMs, toMs } of lane.spans) expect(toMs - fromMs).toBeGreaterThanOrEqual(1000);
    expect(lane.spans[0]!.text).toContain('a change takes 1 s to reach each node');
  });

  test('numbers on top never run into each other, and their sum stays', () => {
    const { bands } = update.timeline.groups[0]!.lanes.find(({ kind }) => kind === 'requests')!;
    const all = bands.reduce((sum, { lost = 0 }) => sum + lost, 0);
    for (const widthPx of [2000, 600, 200, 40]) {
      const scale = { view: { fromMs: 0, toMs: update.endMs }, widthPx };
      const counts = placeCounts(bands, scale, (text) => text.length * 7);
      for (const [index, { x, text }] of counts.entries()) {
        const next = counts[index + 1];
        if (next) expect(next.x - x).toBeGreaterThanOrEqual(((text.length + next.text.length) * 7) / 2);
      }
      const sum = counts.reduce((total, { text }) => total + Number(text), 0);
      expect(Math.abs(sum - all)).toBeLessThanOrEqual(counts.length);
    }
  });
});
