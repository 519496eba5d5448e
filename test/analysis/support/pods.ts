import fc from 'fast-check';
import type { Container, Pod, Probe, ProbeType } from '../../../server/src/kubernetes/pod.ts';
import type { Environment } from '../../../server/src/lifecycle/environment.ts';
import { pseudoRandom } from '../../../server/src/lifecycle/kernel/random.ts';

/** Where the node's clocks stand: any moment is as good as another. */
export const environments: fc.Arbitrary<Partial<Environment>> = fc
  .record({
    plegPhase: fraction(),
    loopPhase: fraction(),
    wallPhase: fraction(),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  })
  .map(({ seed, ...phases }) =>
    // A counterexample shows the seed, not the code of the generator.
    Object.defineProperty({ ...phases, jitter: pseudoRandom(seed) }, fc.toStringMethod, {
      value: () => JSON.stringify({ ...phases, seed }),
    }),
  );

/** A pull whose end lets the container start anywhere between two ticks of its probes. */
export const pullSeconds = fc.integer({ min: 1, max: 24_999 }).map((ms) => ms / 1_000);

/** Never on a whole step of the clocks, where the order of two things at one moment would decide. */
function fraction(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 998 }).map((ms) => ms / 1_000 + 0.000_3);
}

export function probes(type: ProbeType): fc.Arbitrary<Probe> {
  return fc.record({
    exec: fc.constant({ command: ['check'] }),
    initialDelaySeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
    timeoutSeconds: fc.integer({ min: 1, max: 7 }),
    periodSeconds: fc.integer({ min: 1, max: 13 }),
    successThreshold: type === 'readiness' ? fc.integer({ min: 1, max: 3 }) : fc.constant(1),
    failureThreshold: fc.integer({ min: 1, max: 4 }),
  });
}

const hooks: fc.Arbitrary<Pick<Container, 'lifecycle'>> = fc
  .record({
    postStart: fc.option(fc.integer({ min: 1, max: 15 }), { freq: 5 }),
    preStop: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
  })
  .map(({ postStart, preStop }) => ({
    lifecycle: {
      ...(postStart === null ? {} : { postStart: { sleep: { seconds: postStart } } }),
      ...(preStop === null ? {} : { preStop: { sleep: { seconds: preStop } } }),
    },
  }));

/** A pod of one container that has these probes, with hooks and grace periods of all kinds. */
export function podsWith(required: readonly ProbeType[], optional: readonly ProbeType[] = []): fc.Arbitrary<Pod> {
  const probe = (type: ProbeType) =>
    required.includes(type)
      ? probes(type)
      : optional.includes(type)
        ? fc.option(probes(type), { nil: undefined })
        : fc.constant(undefined);
  return fc
    .record({
      startup: probe('startup'),
      readiness: probe('readiness'),
      liveness: probe('liveness'),
      hooks,
      grace: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
      probeGrace: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined, freq: 3 }),
      policy: fc.constantFrom('Always', 'OnFailure'),
    })
    .map(({ startup, readiness, liveness, hooks, grace, probeGrace, policy }): Pod => {
      const ownGrace = probeGrace === undefined ? {} : { terminationGracePeriodSeconds: probeGrace };
      const container: Container = {
        name: 'app',
        image: 'app:1',
        ...hooks,
        ...(startup && { startupProbe: { ...startup, ...ownGrace } }),
        ...(readiness && { readinessProbe: readiness }),
        ...(liveness && { livenessProbe: { ...liveness, ...ownGrace } }),
      };
      return {
        metadata: { name: 'app' },
        spec: {
          containers: [container],
          restartPolicy: policy as 'Always' | 'OnFailure',
          ...(grace === undefined ? {} : { terminationGracePeriodSeconds: grace }),
        },
      };
    });
}

/** The pods with another container before or after, a sidecar, or both; these are well. */
export function withNeighbours(pods: fc.Arbitrary<Pod>): fc.Arbitrary<Pod> {
  const neighbour = (name: string) =>
    fc
      .record({
        readinessProbe: fc.option(probes('readiness'), { nil: undefined }),
        livenessProbe: fc.option(probes('liveness'), { nil: undefined }),
      })
      .map(
        ({ readinessProbe, livenessProbe }): Container => ({
          name,
          image: `${name}:1`,
          ...(readinessProbe && { readinessProbe }),
          ...(livenessProbe && { livenessProbe }),
        }),
      );
  return fc
    .tuple(pods, neighbour('before'), neighbour('after'), neighbour('sidecar'), fc.integer({ min: 1, max: 7 }))
    .map(([pod, before, after, sidecar, which]): Pod => {
      const containers = [...(which & 1 ? [before] : []), ...pod.spec.containers, ...(which & 2 ? [after] : [])];
      const initContainers = which & 4 ? [{ ...sidecar, restartPolicy: 'Always' as const }] : [];
      return { ...pod, spec: { ...pod.spec, containers, initContainers } };
    });
}

/** A pod without probes, for apps that end by themselves. */
export const crashingPod: Pod = {
  metadata: { name: 'app' },
  spec: { containers: [{ name: 'app', image: 'app:1' }] },
};
