/** Every workload of the corpus under every preset: the engine never fails, always ends, and what is well becomes ready. */
import { describe, expect, test } from 'vitest';
import { type Simulation, simulateWorkload } from '../../server/src/features/simulation/simulation.ts';
import { workloadsIn } from '../../server/src/features/simulation/workloads.ts';
import { rowAt } from '../../server/src/lifecycle/kubectl/row.ts';
import type { Cause } from '../../server/src/lifecycle/trace/trace.ts';
import { presets } from '../../server/src/lifecycle/world/presets.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import { readCorpus } from './support/corpus.ts';

const files = readCorpus()
  .map((file) => ({ ...file, manifest: parseManifest(file.text) }))
  .map((file) => ({ ...file, workloads: workloadsIn(file.manifest) }))
  .filter(({ workloads }) => workloads.length > 0);
type Corpus = (typeof files)[number];

/** Why the pod of a workload that is well does not become ready. */
const neverReady: Readonly<Record<string, string>> = {
  'pod/scheduling-gates.yaml Pod/gated': 'nobody takes its scheduling gates away',
};

/** A patch is no pod. */
const patches = /^kustomize\/(patch-|overlays\/)/;

/** What is templated as a whole cannot be simulated. */
const unrendered = new Set(['helm/whole-from-values.yaml']);

function simulateAll({ name, manifest, workloads }: Corpus, scenario: string) {
  return workloads.flatMap(({ id }) => {
    const result = simulateWorkload(manifest, { workload: id, scenario });
    if ('error' in result) {
      if (patches.test(name) && result.error.id === 'no-simulation/patch') return [];
      expect(unrendered, `${name} ${id}: ${result.error.id}`).toContain(name);
      return [];
    }
    return [{ id: `${name} ${id}`, result }];
  });
}

function lastRow({ trace }: Simulation) {
  return rowAt(trace, trace.endMs);
}

test('there are workloads in plenty', () => {
  expect(files.flatMap(({ workloads }) => workloads).length).toBeGreaterThan(250);
});

describe('a healthy pod becomes ready and stays so', () => {
  test.each(files)('$name', (file) => {
    for (const { id, result } of simulateAll(file, 'healthy')) {
      const row = lastRow(result);
      const [ready, all] = (row?.ready ?? '').split('/');
      const isWell = row?.status === 'Running' && ready === all && row.restarts === '0';
      expect(isWell, `${id}: ${JSON.stringify(row)}`).toBe(!(id in neverReady));
    }
  });
});

/** What may stand in the STATUS column in the end, for presets of which that can be said. */
const plausible: Readonly<Record<string, RegExp>> = {
  'image-not-found': /^(Init:)?(ImagePullBackOff|ErrImagePull|ErrImageNeverPull)$/,
  'no-registry': /^(Init:)?(ImagePullBackOff|ErrImagePull|ErrImageNeverPull)$/,
  'pull-denied': /^(Init:)?(ImagePullBackOff|ErrImagePull|ErrImageNeverPull)$/,
  'registry-outage': /^Running$/,
  // A pod that names its node is refused there.
  unschedulable: /^(Running|OutOfpods)$/,
  'tainted-nodes': /^Running$/,
  'create-fails': /^(Init:)?CreateContainerError$/,
  completes: /^(Completed|CrashLoopBackOff|Running)$/,
  fails: /^(Error|CrashLoopBackOff|Running)$/,
  deleted: /^gone$/,
};

/** Whether the pod, with its defaults, or the scenario has such a line. */
function isThere(cause: Exclude<Cause, { readonly entry: number }>, { input: { pod, scenario } }: Simulation): boolean {
  if ('scenario' in cause) return at(scenario, cause.scenario) !== undefined;
  return at(pod, cause.field) !== undefined;
}

function at(object: unknown, path: string): unknown {
  const names = path.split(/[.[\]]/).filter((name) => name !== '');
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], object);
}

describe('every preset comes to an end, with no entry out of order and each cause known', () => {
  test.each(presets.map(({ name }) => name))(
    '%s',
    (preset) => {
      for (const { id, result } of files.flatMap((file) => simulateAll(file, preset))) {
        const { entries, endMs, truncated } = result.trace;
        expect(truncated, id).toBeUndefined();
        expect(entries.length, id).toBeGreaterThan(0);
        let beforeMs = 0;
        for (const { seq, atMs, cause } of entries) {
          if (atMs < beforeMs || atMs > endMs) {
            expect.fail(`${id}: entry ${seq} at ${atMs} of ${endMs} ms, after ${beforeMs} ms`);
          }
          // Each cause is an entry before it, or a line that there is: so every chain ends in such a line.
          if (!('entry' in cause ? cause.entry < seq : isThere(cause, result))) {
            expect.fail(`${id}: entry ${seq} comes from ${JSON.stringify(cause)}`);
          }
          beforeMs = atMs;
        }
        const status = plausible[preset];
        if (status && !(id in neverReady)) expect(lastRow(result)?.status ?? 'gone', id).toMatch(status);
      }
    },
    60_000,
  );
});
