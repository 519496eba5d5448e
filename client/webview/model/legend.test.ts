/** What can be drawn is explained. */
import { expect, test, vi } from 'vitest';
import { presets } from '../../../server/src/lifecycle/world/presets.ts';
import { rolloutOf, servedDeployment } from '../testing/rollouts.ts';
import { podRun } from '../testing/runs.ts';
import { podOf, simulationOf, traceOf } from '../testing/traces.ts';
import { historyOf } from './historyOf.ts';
import type { Timeline } from './lanes.ts';
import { legend } from './legend.ts';

vi.setConfig({ testTimeout: 60_000 });

const explained = new Set(
  legend.flatMap(({ marks = [], bands = [], drawing }) => [
    ...marks.flatMap(({ glyph, decisive, beganPx }) => [
      `${glyph}${decisive === true ? ', decisive' : ''}`,
      ...(beganPx === undefined ? [] : ['an attempt that took time']),
    ]),
    ...bands.flatMap(({ tone, texture, isPart }) => [`${tone} ${texture}`, ...(isPart === true ? ['a part'] : [])]),
    ...(drawing === undefined ? [] : [drawing]),
  ]),
);

/** What a timeline is drawn with. That a success or a restart is decisive is not to be seen. */
function signsIn({ groups }: Timeline): string[] {
  return groups
    .flatMap(({ lanes }) => lanes)
    .flatMap(({ bands, marks, streaks, spans }) => [
      ...bands.flatMap(({ tone, texture, share = 1 }) => [`${tone} ${texture}`, ...(share < 1 ? ['a part'] : [])]),
      ...marks.flatMap(({ glyph, decisive, fromMs, atMs }) => [
        `${glyph}${decisive && glyph === 'failure' ? ', decisive' : ''}`,
        ...(fromMs < atMs ? ['an attempt that took time'] : []),
      ]),
      ...(streaks.length > 0 ? ['streaks'] : []),
      ...(spans.length > 0 ? ['window'] : []),
    ]);
}

const job = `apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  backoffLimit: 1
  template:
    spec: {restartPolicy: Never, containers: [{name: migrate, image: "migrate:1"}]}
`;

test('the legend has every sign that any preset draws, of one pod, a rollout or a Job', () => {
  const probed = podOf({
    startupProbe: { httpGet: { port: 80 }, failureThreshold: 5 },
    ports: [{ containerPort: 80 }],
  });
  const timelines = presets.flatMap(({ name, scenario }) => [
    historyOf(simulationOf(traceOf(scenario(probed), 300_000, probed))).timeline,
    historyOf(podRun({ ...scenario(probed), name, traffic: {} }, { pod: probed })).timeline,
    historyOf(rolloutOf(servedDeployment(2), { scenario: name, untilMs: 300_000 })).timeline,
    historyOf(rolloutOf(job, { scenario: name, untilMs: 300_000 })).timeline,
  ]);
  const drawn = new Set(timelines.flatMap(signsIn));
  expect(drawn.size).toBeGreaterThan(10);
  expect([...drawn].filter((sign) => !explained.has(sign))).toEqual([]);
});
