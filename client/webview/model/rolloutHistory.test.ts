import { describe, expect, test } from 'vitest';
import { changes } from '../../../server/src/lifecycle/kubectl/row.ts';
import { replicasOf, rowsAt, troubleAt } from '../../../server/src/simulation/lanes/rolloutPods.ts';
import { deployment, rolloutOf } from '../testing/rollouts.ts';
import { textOf } from '../text.ts';
import { correspondingEntry } from './history.ts';
import { rolloutHistory } from './rolloutHistory.ts';
import { plain } from './summary.ts';

const healthy = rolloutOf();
const crashing = rolloutOf(deployment, { scenario: 'crash-on-boot' });

/** A lane's bands in a line: `0 1/3 new | 8.6 …`. */
function bands(lane: { readonly bands: readonly { readonly fromMs: number; readonly labels: readonly string[] }[] }) {
  return lane.bands.map(({ fromMs, labels }) => `${fromMs / 1000} ${labels[0]}`).join(' | ');
}

describe('an update', () => {
  const { timeline, sentence, ...history } = rolloutHistory(healthy);
  const [own, old, fresh] = timeline.groups;

  test('has lanes for the whole, and one for each pod', () => {
    expect(timeline.groups.map(({ name, lanes }) => [name, lanes.length])).toEqual([
      [undefined, 3],
      ['Old pods', 3],
      ['New pods', 3],
    ]);
    expect(bands(own!.lanes[0]!)).toBe(
      '0 1 of 3 new, 3 available | 2.6 2 of 3 new, 3 available | 5.6 3 of 3 new, 3 available | 8.6 3 of 3 new, 3 available',
    );
    expect(bands(own!.lanes[1]!)).toBe('0 3 ready');
  });

  test('shows old pods go only when new ones are there', () => {
    const goneMs = old!.lanes.map(({ bands }) => bands.at(-1)?.toMs);
    const readyMs = fresh!.lanes.map(({ bands }) => bands.find(({ labels }) => labels[0] === '1/1 Running')?.fromMs);
    expect(readyMs).toEqual([2600, 5600, 8600]);
    for (const [index, ms] of readyMs.entries()) expect(goneMs[index]).toBeGreaterThan(ms!);
  });

  test('is explained in a sentence whose figures are strong', () => {
    expect(plain(sentence)).toBe(textOf(healthy.summary.message));
    expect(sentence.filter(({ strong }) => strong).map(({ text }) => text)).toEqual(['8.6 s', '3']);
  });

  test('lists what kubectl rollout status prints', () => {
    expect(history.tables.map(({ name }) => name)).toEqual(['status', 'events', 'everything']);
    expect(
      history
        .rows('status')
        .map(({ text }) => text())
        .at(-1),
    ).toBe('deployment "shop" successfully rolled out');
    expect(history.rows('everything').every(({ atMs, text }) => atMs >= 0 && text() !== '')).toBe(true);
  });

  test('begins the look at its end, and shows little more than that', () => {
    expect(history.entries[history.keyMoment()!]).toMatchObject({ kind: 'status', atMs: 8600 });
    expect(history.firstViewMs).toBe(15_000);
  });
});

describe('kubectl get pods', () => {
  const replicas = replicasOf(healthy);

  test.each([
    [0, ['0/1 ContainerCreating 0 0s', '1/1 Running 0 10m', '1/1 Running 0 10m', '1/1 Running 0 10m']],
    [60_000, ['1/1 Running 0 55s', '1/1 Running 0 58s', '1/1 Running 0 60s']],
  ])('after %i ms', (timeMs, expected) => {
    const rows = rowsAt(replicas, timeMs);
    expect(rows.map(({ ready, status, restarts, age }) => `${ready} ${status} ${restarts} ${age}`).sort()).toEqual(
      expected,
    );
    expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).sort());
  });

  test('keeps old pods of a StatefulSet apart from new ones of the same names', () => {
    const simulation = rolloutOf(deployment.replace('kind: Deployment', 'kind: StatefulSet'));
    const names = (timeMs: number) =>
      rowsAt(replicasOf(simulation), timeMs).map(({ name, replica }) => `${name} ${replica.revision}`);
    expect(names(0)).toEqual(['shop-0 old', 'shop-1 old', 'shop-2 old']);
    expect(names(simulation.trace.endMs)).toEqual(['shop-0 new', 'shop-1 new', 'shop-2 new']);
  });
});

describe('an update that never ends', () => {
  const history = rolloutHistory(crashing);
  const pod = replicasOf(crashing).find(({ revision }) => revision === 'new')!;

  test('opens where its headline happens: at the moment at which the deadline is exceeded', () => {
    expect(history.entries[history.keyMoment()!]).toMatchObject({
      kind: 'condition',
      condition: { reason: 'ProgressDeadlineExceeded' },
    });
    expect(plain(history.sentence)).toContain('kubectl reports ProgressDeadlineExceeded');
  });

  test('says of the pod what is wrong with it, by its name', () => {
    const waits = pod.life.troubles.find(({ message }) => message && textOf(message).includes('CrashLoopBackOff'))!;
    const trouble = troubleAt(pod, pod.createdAtMs + waits.atMs);
    expect(trouble && textOf(trouble.message)).toContain(`pod=${pod.name}_default`);
    expect(trouble?.fields).toContain('spec.template.spec.containers[0]');
  });

  test('marks each restart', () => {
    const lane = history.timeline.groups.at(-1)!.lanes[0]!;
    expect(lane.marks.slice(0, 2).map(({ glyph, label, atMs }) => [glyph, label, atMs])).toEqual([
      ['restart', '1', 5600],
      ['restart', '2', 21_600],
    ]);
  });

  test('says what a restart follows from', () => {
    const restart = history.timeline.groups.at(-1)!.lanes[0]!.marks[0]!.entry;
    expect(history.explain(restart)).toMatch(
      /^A container of pod shop-\S+ is started again\. shop ended with exit code 1 \(Error\) after 2 s\.$/,
    );
  });

  test('finds the same thing again after an edit, though pods have other names', () => {
    const later = rolloutHistory(rolloutOf(deployment.replace('shop:1', 'shop:2'), { scenario: 'crash-on-boot' }));
    const second = history.timeline.groups.at(-1)!.lanes[0]!.marks[1]!.entry;
    const found = correspondingEntry(history, second, later);
    expect(later.entries[found!]?.atMs).toBe(21_600);
  });
});

test('a pod that the scenario deletes goes by a line of the scenario', () => {
  const simulation = rolloutOf(deployment, { scenario: { name: 'mine', delete: { atSeconds: 60 } } });
  const { causesOf } = rolloutHistory(simulation);
  const { entries } = simulation.trace;
  const deleted = entries.find(({ kind, cause }) => kind === 'pod' && 'scenario' in cause)!;
  expect(causesOf(deleted.seq)).toEqual([{ kind: 'scenario', path: 'delete.atSeconds' }]);
});

test('a Job is created, and fails', () => {
  const job = `apiVersion: batch/v1
kind: Job
metadata: {name: load}
spec:
  completions: 3
  parallelism: 3
  backoffLimit: 1
  template:
    spec:
      restartPolicy: Never
      containers: [{name: load, image: load:1}]
`;
  const simulation = rolloutOf(job, { scenario: 'fails' });
  const { timeline, explain, entries, tables } = rolloutHistory(simulation);
  expect(simulation.view).toBe('create');
  expect(timeline.groups.map(({ name }) => name)).toEqual([undefined, 'Pods']);
  expect(timeline.groups[0]!.lanes.map(({ label }) => label)).toEqual(['Job', 'Events']);
  expect(tables.map(({ name }) => name)).toEqual(['events', 'everything']);
  const created = entries.find((entry) => 'kind' in entry && entry.kind === 'pod')!;
  expect(explain(created.seq)).toMatch(/^Pod load-\w+ is created\.$/);
  for (const replica of replicasOf(simulation)) expect(changes(replica.life.trace).length).toBeGreaterThan(1);
});

test.each(['Never', 'OnFailure'])('the exit that failed a Job is in what led to it: restartPolicy %s', (policy) => {
  const job = `apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  backoffLimit: 1
  template:
    spec:
      restartPolicy: ${policy}
      containers: [{name: app, image: 'app:1'}]
`;
  const simulation = rolloutOf(job, { scenario: 'fails' });
  const { causesOf } = rolloutHistory(simulation);
  const failed = simulation.trace.entries.find(
    (entry) => entry.kind === 'condition' && entry.condition.type === 'Failed',
  )!;
  const told = causesOf(failed.seq).map((link) => (link.kind === 'entry' ? link.text : ''));
  expect(told.join(' ')).toMatch(/exit code|exits with|code 1/i);
});

test('a DaemonSet has a lane for each of its pods, node by node', () => {
  const manifest = deployment.replace('kind: Deployment', 'kind: DaemonSet').replace('  replicas: 3\n', '');
  const { timeline } = rolloutHistory(rolloutOf(manifest));
  const [, old, updated] = timeline.groups;
  expect([old?.lanes.length, updated?.lanes.length]).toEqual([3, 3]);
  const starts = updated!.lanes.map(({ bands }) => bands[0]!.fromMs);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(new Set(starts).size).toBe(3);
});
