import { type Container, isSidecar, type PodSpec } from '../kubernetes/pod.ts';

/** Minor releases whose behaviour the engine knows. */
export const simulatedReleases = ['1.33', '1.34', '1.35'] as const;
export type SimulatedRelease = (typeof simulatedReleases)[number];

/** What differs between releases, with the feature gates at their defaults. */
export interface Release {
  readonly minor: SimulatedRelease;
  /** Containers may have a restart policy and rules of their own (gate ContainerRestartRules). */
  readonly hasRestartRules: boolean;
  /** A crash loop is looked at again when its back-off is over, not every 10 to 15 s. */
  readonly requeuesAtBackOff: boolean;
  /** A container counts as started while its predecessor's status says so (gate ChangeContainerStatusOnKubeletRestart). */
  readonly inheritsStarted: boolean;
  /** What a pod asks for as a whole counts (gate PodLevelResources). */
  readonly hasPodResources: boolean;
  /** A request that no empty node could meet is not worth a look at preemption. */
  readonly tooBigIsUnresolvable: boolean;
  /** The scheduler has a say about resource claims, also of pods without any (gate DynamicResourceAllocation). */
  readonly hasResourceClaims: boolean;
  readonly untoleratedTaintMessage: (taint: { readonly key: string; readonly value?: string }) => string;
  readonly createdMessage: (container: string) => string;
  readonly startedMessage: (container: string) => string;
  readonly presentMessage: (image: string) => string;
}

const until134 = {
  hasRestartRules: false,
  requeuesAtBackOff: false,
  inheritsStarted: false,
  createdMessage: (container: string) => `Created container: ${container}`,
  startedMessage: (container: string) => `Started container ${container}`,
  presentMessage: (image: string) => `Container image "${image}" already present on machine`,
};

const from134 = {
  hasPodResources: true,
  tooBigIsUnresolvable: true,
  hasResourceClaims: true,
  untoleratedTaintMessage: () => 'node(s) had untolerated taint(s)',
};

const releases: Readonly<Record<SimulatedRelease, Release>> = {
  '1.33': {
    minor: '1.33',
    ...until134,
    hasPodResources: false,
    tooBigIsUnresolvable: false,
    hasResourceClaims: false,
    untoleratedTaintMessage: ({ key, value = '' }) => `node(s) had untolerated taint {${key}: ${value}}`,
  },
  '1.34': { minor: '1.34', ...until134, ...from134 },
  '1.35': {
    minor: '1.35',
    ...from134,
    hasRestartRules: true,
    requeuesAtBackOff: true,
    inheritsStarted: true,
    createdMessage: () => 'Container created',
    startedMessage: () => 'Container started',
    presentMessage: (image) => `Container image "${image}" already present on machine and can be accessed by the pod`,
  },
};

/** The known release nearest to the one that is asked for, e.g. `1.35` for `1.37`. */
export function simulatedRelease(minor: string): SimulatedRelease {
  const number = (text: string) => Number(text.split('.')[1] ?? Number.NaN);
  const wanted = number(minor);
  return simulatedReleases.findLast((known) => number(known) <= wanted) ?? simulatedReleases[0];
}

export function releaseOf(minor: SimulatedRelease): Release {
  return releases[minor];
}

/**
 * Whether a container is started again after it ended with this exit code. Sidecars are not asked about.
 * Upstream: `ContainerShouldRestart` in `pkg/api/v1/pod/util.go`.
 */
export function restartsAfterExit(container: Container, spec: PodSpec, exitCode: number, release: Release): boolean {
  const own = release.hasRestartRules ? container.restartPolicy : undefined;
  if (own !== undefined && matchingRule(container, exitCode) === 'Restart') return true;
  switch (own ?? spec.restartPolicy) {
    case 'Never':
      return false;
    case 'OnFailure':
      return exitCode !== 0;
    default:
      return true;
  }
}

/** Whether a container that is killed for a failed probe is started again; rules ask for an exit code and do not count. */
export function restartsAfterProbe(container: Container, spec: PodSpec, release: Release): boolean {
  const own = release.hasRestartRules ? container.restartPolicy : undefined;
  return (own ?? spec.restartPolicy) !== 'Never';
}

/** Whether a dead container may come back, so that its probe workers live on. */
export function mayRestart(container: Container, spec: PodSpec, exitCode: number, release: Release): boolean {
  const isInit = (spec.initContainers ?? []).some(({ name }) => name === container.name);
  if (isInit && isSidecar(container)) return true;
  return release.hasRestartRules
    ? restartsAfterExit(container, spec, exitCode, release)
    : spec.restartPolicy !== 'Never';
}

function matchingRule(container: Container, exitCode: number): string | undefined {
  return container.restartPolicyRules?.find(({ exitCodes }) => {
    if (exitCodes === undefined) return false;
    const isListed = exitCodes.values?.includes(exitCode) ?? false;
    return exitCodes.operator === 'In' ? isListed : !isListed;
  })?.action;
}
