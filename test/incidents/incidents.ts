/**
 * Incidents that people published with times: what they saw, and what the engine says of the same pod. The clocks of their
 * nodes are unknown, so that the engine runs with many.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { podToSimulate } from '../../server/src/features/simulation/simulation.ts';
import { workloadsIn } from '../../server/src/features/simulation/workloads.ts';
import type { Environment } from '../../server/src/lifecycle/environment.ts';
import { pseudoRandom } from '../../server/src/lifecycle/kernel/random.ts';
import type { SimulatedRelease } from '../../server/src/lifecycle/release.ts';
import { simulate } from '../../server/src/lifecycle/simulate.ts';
import type { EntryOf, Trace } from '../../server/src/lifecycle/trace/trace.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';

export interface Incident {
  /** Name of the manifest in `reports/`: the reported pod, as far as it matters. */
  readonly manifest: string;
  readonly source: string;
  /** What was measured, in a few words. */
  readonly measured: string;
  /** As published, in seconds. */
  readonly observed: readonly number[];
  /** The oldest release that the engine knows, where the report is from that or an earlier one. */
  readonly kubernetes: SimulatedRelease;
  readonly scenario: Scenario;
  /** Where the report does not tell how long the first pull took: the shortest and the longest that is tried. */
  readonly firstPullSeconds?: readonly [least: number, most: number];
  /** The same lengths of time in a simulation, in seconds. */
  readonly measure: (trace: Trace) => readonly number[];
  /** How far the published times may be off: those of `kubectl` are cut to seconds. */
  readonly roundedToSeconds: number;
  /** Why what was observed lies outside of what the engine says, where it does. */
  readonly differs?: string;
}

/** The times at which the runtime did something with the container, in seconds. */
function times(trace: Trace, op: EntryOf<'cri'>['call']['op']): number[] {
  return trace.entries.flatMap((entry) => (entry.kind === 'cri' && entry.call.op === op ? entry.atMs / 1000 : []));
}

function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((time, i) => time - times[i]!);
}

/** The times of failed attempts. */
function failures(trace: Trace): number[] {
  return trace.entries.flatMap((entry) =>
    entry.kind === 'probe' && entry.probe.result === 'failure' ? entry.atMs / 1000 : [],
  );
}

/** From the deletion until the pod is gone. */
function terminationSeconds(trace: Trace): number {
  const at = (call: string) => trace.entries.find((entry) => entry.kind === 'api' && entry.call === call)!.atMs;
  return (at('removed') - at('deleted')) / 1000;
}

const neverAnswers = { happenings: [{ atSeconds: 0, answers: 'refused' }] } as const;

export const incidents: readonly Incident[] = [
  {
    manifest: 'startup-budget',
    source: 'https://github.com/Team-Commonly/commonly/pull/814',
    measured: 'lifetimes of a container that never answers its startup probe and ignores SIGTERM',
    observed: [223, 220, 220],
    kubernetes: '1.34',
    scenario: { name: 'never-answers', containers: { app: { ...neverAnswers, runs: [{ ignoreSigterm: true }] } } },
    measure: (trace) => {
      const [starts, ends] = [times(trace, 'start'), times(trace, 'exited')];
      return [0, 1, 2].map((i) => ends[i]! - starts[i]!);
    },
    // Probes tick every 10 s from the pod's arrival on, whenever its container starts: after 15 s comes the next tick.
    // The container starts again right after such a tick, so only the first time is left to chance.
    firstPullSeconds: [0, 30],
    roundedToSeconds: 1,
  },
  {
    manifest: 'impatient-startup',
    source: 'https://github.com/grpc/grpc/pull/32875',
    measured: 'from the first kill by the startup probe to the second one, and to the third',
    observed: [9.0, 9.0],
    kubernetes: '1.33',
    scenario: { name: 'never-answers', containers: { app: neverAnswers } },
    measure: (trace) => gaps(times(trace, 'stop')).slice(0, 2),
    roundedToSeconds: 0.1,
  },
  {
    manifest: 'echo-loop',
    source: 'https://coderapp.vercel.app/answer/70717655',
    measured: 'from the first restart of a container that ends at once to the second, third and fourth one',
    observed: [16, 43, 93],
    kubernetes: '1.33',
    scenario: {
      name: 'ends-at-once',
      containers: { app: { image: { pullSeconds: 1 }, runs: [{ exitAfterSeconds: 0.1, exitCode: 0 }] } },
    },
    measure: (trace) =>
      times(trace, 'start')
        .slice(2, 5)
        .map((time) => time - times(trace, 'start')[1]!),
    roundedToSeconds: 2,
  },
  {
    manifest: 'ten-seconds-loop',
    source: 'https://coderapp.vercel.app/answer/70717655',
    measured: 'from the first start of a container that ends after 10 s to the first, second and third restart',
    observed: [12, 36, 73],
    kubernetes: '1.33',
    scenario: {
      name: 'ends',
      containers: { app: { image: { pullSeconds: 1 }, runs: [{ exitAfterSeconds: 10, exitCode: 0 }] } },
    },
    measure: (trace) =>
      times(trace, 'start')
        .slice(1, 4)
        .map((time) => time - times(trace, 'start')[0]!),
    roundedToSeconds: 2,
  },
  {
    manifest: 'ends-at-once',
    source: 'https://github.com/portainer/portainer/issues/5314',
    measured: 'from the pod’s start to the sixth restart of a container that ends at once',
    observed: [374],
    kubernetes: '1.33',
    scenario: {
      name: 'ends-at-once',
      containers: { app: { image: { pullSeconds: 1.5 }, runs: [{ exitAfterSeconds: 0.1, exitCode: 0 }] } },
    },
    measure: (trace) => [times(trace, 'start')[6]!],
    roundedToSeconds: 2,
    differs: 'how long the first pull took is not told; each one is taken to take 1.5 s',
  },
  {
    manifest: 'deleted-file',
    source: 'https://github.com/kubernetes/kubernetes/issues/131026',
    measured: 'from the first failed liveness attempt to the fourth one',
    observed: [90],
    kubernetes: '1.33',
    scenario: {
      name: 'deleted-file',
      containers: {
        app: { happenings: [{ atSeconds: 200, clock: 'scenario', answers: 'failure', probe: 'liveness' }] },
      },
    },
    measure: (trace) => [failures(trace)[3]! - failures(trace)[0]!],
    roundedToSeconds: 1,
  },
  {
    manifest: 'slow-first-answer',
    source: 'https://github.com/kubernetes/kubernetes/issues/83453',
    measured: 'between the second liveness attempt, the third and the fourth one, the first having failed',
    observed: [20.0, 20.0],
    kubernetes: '1.33',
    scenario: {
      name: 'slow-first-answer',
      containers: {
        app: {
          happenings: [
            { atSeconds: 0, answers: 'hang' },
            { atSeconds: 38, answers: 'success' },
          ],
        },
      },
    },
    measure: (trace) =>
      gaps(
        trace.entries.flatMap((entry) => (entry.kind === 'probe' ? (entry.atMs - entry.probe.tookMs) / 1000 : [])),
      ).slice(1, 3),
    roundedToSeconds: 0.1,
  },
  {
    manifest: 'documented-example',
    source:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command',
    measured: 'from the start of a container whose file goes after 30 s to the third failure, which kills it',
    observed: [43],
    kubernetes: '1.33',
    scenario: {
      name: 'file-goes',
      containers: { app: { happenings: [{ atSeconds: 30, answers: 'failure' }], runs: [{ ignoreSigterm: true }] } },
    },
    measure: (trace) => [failures(trace)[2]! - times(trace, 'start')[0]!],
    roundedToSeconds: 1,
  },
  {
    manifest: 'sleeping-shell',
    source: 'https://github.com/openshift/verification-tests/pull/1640',
    measured: 'deletion of a pod whose shell, process 1, has no handler for SIGTERM',
    observed: [41.459],
    kubernetes: '1.33',
    scenario: {
      name: 'ignores-sigterm',
      containers: { app: { runs: [{ ignoreSigterm: true }] } },
      delete: { atSeconds: 60 },
    },
    measure: (trace) => [terminationSeconds(trace)],
    roundedToSeconds: 0,
    differs: 'the report does not tell what took the other 10 s after a grace period of 30 s',
  },
  {
    manifest: 'trapping-shell',
    source: 'https://github.com/openshift/verification-tests/pull/1640',
    measured: 'deletion of the same pod with a handler for SIGTERM',
    observed: [2.738],
    kubernetes: '1.33',
    scenario: {
      name: 'heeds-sigterm',
      containers: { app: { runs: [{ sigtermSeconds: 0 }] } },
      delete: { atSeconds: 60 },
    },
    measure: (trace) => [terminationSeconds(trace)],
    roundedToSeconds: 0,
    differs: 'the engine leaves out what the network and the volumes take to go',
  },
  {
    manifest: 'no-such-image',
    source: 'https://koti.dev/posts/image-pull-backoff',
    measured: 'from the first pull of an image that is not there to the fourth one',
    observed: [90],
    kubernetes: '1.33',
    scenario: {
      name: 'not-found',
      containers: { app: { image: { present: false, pullSeconds: 1, error: 'not found' } } },
    },
    measure: (trace) => [times(trace, 'pull')[3]! - times(trace, 'pull')[0]!],
    roundedToSeconds: 2,
  },
];

export interface Said {
  /** With the engine's neutral clocks. */
  readonly neutral: readonly number[];
  /** The shortest and the longest with any clocks, for each of them. */
  readonly ranges: readonly { readonly least: number; readonly most: number }[];
}

/** With how many clocks. */
const draws = 60;

export function whatWeSay({ manifest, scenario, kubernetes, measure, firstPullSeconds }: Incident): Said {
  const file = parseManifest(readFileSync(join(import.meta.dirname, 'reports', `${manifest}.yaml`), 'utf8'));
  const pod = podToSimulate(file, workloadsIn(file)[0]!);
  if ('error' in pod) throw new Error(`${manifest} cannot be simulated`);
  const run = (environment?: Partial<Environment>, own = scenario) =>
    measure(simulate(pod, own, { kubernetes, untilMs: 1_000_000, ...(environment ? { environment } : {}) }));
  const neutral = run();
  const random = pseudoRandom(7);
  const pulls = pseudoRandom(11);
  const all = Array.from({ length: draws }, () =>
    run(
      {
        jitter: random,
        plegPhase: random(),
        loopPhase: random(),
        startPhase: random(),
        wallPhase: random(),
        sandbox: random(),
        create: random() / 5,
        start: random() / 5,
        exec: random() / 10,
        stop: random() / 5,
        api: random() / 50,
        volume: true,
      },
      firstPullSeconds === undefined ? scenario : withFirstPull(scenario, firstPullSeconds, pulls()),
    ),
  );
  return {
    neutral,
    ranges: neutral.map((_, i) => {
      const values = all.map((measured) => measured[i]!);
      return { least: Math.min(...values), most: Math.max(...values) };
    }),
  };
}

/** The scenario with a first pull that takes so long: `part` of the way from the shortest to the longest. */
function withFirstPull(scenario: Scenario, [least, most]: readonly [number, number], part: number): Scenario {
  const image = { present: false, pullSeconds: least + part * (most - least) };
  const containers = Object.entries(scenario.containers ?? {}).map(([name, own]) => [name, { ...own, image }] as const);
  return { ...scenario, containers: Object.fromEntries(containers) };
}
