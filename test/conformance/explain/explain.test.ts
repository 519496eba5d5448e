/**
 * What is said of a pod in a cluster, held against what the real kubelet was recorded to do: at random moments of recorded
 * timelines, the pod as `kubectl get pod -o json` would print it, and the causes that the recording itself tells.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { explainPod } from '../../../server/src/features/explain/explainPod.ts';
import { causesOf } from '../../../server/src/features/explain/podCauses.ts';
import { readPods } from '../../../server/src/features/explain/readPods.ts';
import fc from '../../support/fastCheck.ts';
import type { RecordedTimeline } from '../kubelet/recording.ts';
import { createdAtMs, kubectlPod } from './kubectlPod.ts';
import { trueCauses } from './trueCauses.ts';

const folder = path.join(import.meta.dirname, '../kubelet');
const timelines = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8').trim();
    return text.startsWith('[')
      ? (JSON.parse(text) as RecordedTimeline[])
      : text.split('\n').map((line) => JSON.parse(line) as RecordedTimeline);
  });

/** A moment of a timeline, at which the pod is there. */
function momentOf(recorded: RecordedTimeline, share: number) {
  const seconds = share * recorded.case.untilSeconds;
  const seen = recorded.timeline.filter(({ t }) => t <= seconds);
  const status = seen.findLastIndex(({ kind }) => kind === 'status');
  const isGone = seen.some(({ kind, op }) => kind === 'api' && op === 'removed');
  if (status < 0 || isGone) return undefined;
  const { pods } = readPods(JSON.stringify(kubectlPod(recorded, seen, status)), createdAtMs + seconds * 1000);
  return { observed: pods[0]!, truth: trueCauses(recorded, seen.slice(0, status + 1)) };
}

const perTimeline = 3;
const shares = fc
  .sample(fc.noBias(fc.nat(1_000_000)), timelines.length * perTimeline)
  .map((number) => number / 1_000_000);
const moments = timelines.flatMap((recorded, index) =>
  shares.slice(index * perTimeline, (index + 1) * perTimeline).flatMap((share) => momentOf(recorded, share) ?? []),
);

const named = (causes: readonly { readonly kind: string; readonly container?: string }[]) =>
  causes.map(({ kind, container = '' }) => `${container} ${kind}`).join(', ');

test('the causes that are named, of every container, are the true ones in 95 of 100 moments', () => {
  const right = moments.filter(({ observed, truth }) => named(causesOf(observed)) === named(truth)).length;
  const share = right / moments.length;
  console.info(
    `explain: ${right} of ${moments.length} random moments of ${timelines.length} timelines right (${(share * 100).toFixed(1)} %)`,
  );
  expect(timelines.length).toBeGreaterThan(200);
  expect(share).toBeGreaterThan(0.95);
});

test('what is said to be certain is true in 99 of 100', () => {
  const certain = moments.flatMap(({ observed, truth }) =>
    causesOf(observed)
      .filter(({ end }) => end?.isCertain === true)
      .map(({ kind, container }) => ({ kind, truth: truth.find((cause) => cause.container === container)?.kind })),
  );
  const right = certain.filter(({ kind, truth }) => kind === truth).length;
  console.info(`explain: ${right} of ${certain.length} ends that are said to be certain are right`);
  expect(certain.length).toBeGreaterThan(200);
  expect(right / certain.length).toBeGreaterThan(0.99);
});

test('a scenario that is named gives what is seen; for most troubles there is one', () => {
  const some = moments.filter((_, index) => index % 8 === 0);
  const troubled = some.filter(
    ({ truth }) => !['ready', 'succeeded', 'terminating', 'creating', 'runs', 'notReady'].includes(truth[0]!.kind),
  );
  const fits = troubled.filter(({ observed }) => explainPod(observed).fit !== undefined).length;
  console.info(`explain: a scenario for ${fits} of ${troubled.length} pods in trouble`);
  expect(fits / troubled.length).toBeGreaterThan(0.3);
});
