import { defaultGates, type GateSettings, isGateOn } from '../kubernetes/gates.ts';
import { type Container, isSidecar, type PodSpec } from '../kubernetes/pod.ts';

/** Minor releases whose behaviour the engine knows. */
export const simulatedReleases = ['1.33', '1.34', '1.35', '1.36', '1.37'] as const;
export type SimulatedRelease = (typeof simulatedReleases)[number];

/** What differs between releases, and what their feature gates decide. */
export interface Release {
  readonly minor: SimulatedRelease;
  /** Containers may have a restart policy and rules of their own (gate ContainerRestartRules). */
  readonly hasRestartRules: boolean;
  /** A rule may start all containers of a pod anew, in place (gate RestartAllContainersOnContainerExits). */
  readonly restartsAllContainers: boolean;
  /** `lastState` outlives the container instance that it comes from, e.g. one that was removed to restart all. */
  readonly keepsLastState: boolean;
  /** A pod whose containers were removed to restart all is synced at once, not when a relist has seen it. */
  readonly startsAgainAtOnce: boolean;
  /** A crash loop is looked at again when its back-off is over, not every 10 to 15 s. */
  readonly requeuesAtBackOff: boolean;
  /**
   * A container counts as started while its predecessor's status says so, and one that runs for longer than the kubelet
   * stays as ready as it was told to be (gate ChangeContainerStatusOnKubeletRestart).
   */
  readonly inheritsStarted: boolean;
  /** After a sync that did something, the kubelet looks at the pod's containers at once (gate PLEGOnDemandRelist). */
  readonly relistsOnDemand: boolean;
  /** The pod's status tells of a ready sandbox before images are pulled. */
  readonly reportsReadySandbox: boolean;
  /** The condition PodReadyToStartContainers says why it is false. */
  readonly explainsMissingSandbox: boolean;
  /** An init container that is gone counts as completed once a regular container was created. */
  readonly infersCompletedInit: boolean;
  /** A regular container of the present sandbox shows that the pod is initialized, even if it ended. */
  readonly isInitializedByEndedContainer: boolean;
  /** Probe workers that have ended are started again at the next sync, whatever the other containers have. */
  readonly revivesProbeWorkers: boolean;
  /** A missing pull secret is told of when a pull has failed, not at every sync. */
  readonly reportsMissingSecretAfterPull: boolean;
  /** An image on the node is used only by pods whose pull secrets are known to be good (gate KubeletEnsureSecretPulledImages). */
  readonly verifiesPullSecrets: boolean;
  /** What a pod asks for as a whole counts (gate PodLevelResources). */
  readonly hasPodResources: boolean;
  /** A request that no empty node could meet is not worth a look at preemption. */
  readonly tooBigIsUnresolvable: boolean;
  /** The scheduler has a say about resource claims, also of pods without any (gate DynamicResourceAllocation). */
  readonly hasResourceClaims: boolean;
  /** It says of pods without claims that there are none. */
  readonly saysNoClaims: boolean;
  /** In STATUS, a container that failed is shown rather than one that completed. */
  readonly showsFailures: boolean;
  /** How the attach/detach controller begins to tell that a volume is attached to another node, and where no pod is known. */
  readonly attachWaits: string;
  readonly attachedElsewhere: string;
  /** What a probe or hook ends with that names a port which the container has not. */
  readonly missingPortMessage: (port: string) => string;
  readonly untoleratedTaintMessage: (taint: { readonly key: string; readonly value?: string }) => string;
  readonly createdMessage: (container: string) => string;
  readonly startedMessage: (container: string) => string;
  readonly presentMessage: (image: string) => string;
}

/** The known release nearest to the one that is asked for, e.g. `1.37` for `1.38`. */
export function simulatedRelease(minor: string): SimulatedRelease {
  return simulatedReleases.findLast((known) => isSince(minor, known)) ?? simulatedReleases[0];
}

/** A release with the defaults of its feature gates, or with those that a cluster has set. */
export function releaseOf(minor: SimulatedRelease, settings: GateSettings = defaultGates): Release {
  const since = (first: SimulatedRelease) => isSince(minor, first);
  const on = (gate: string) => isGateOn(gate, minor, settings);
  const verifiesPullSecrets = on('KubeletEnsureSecretPulledImages');
  return {
    minor,
    hasRestartRules: on('ContainerRestartRules'),
    restartsAllContainers: on('RestartAllContainersOnContainerExits'),
    keepsLastState: since('1.36') && on('RestartAllContainersOnContainerExits'),
    startsAgainAtOnce: since('1.36'),
    requeuesAtBackOff: since('1.35'),
    inheritsStarted: since('1.35') && !on('ChangeContainerStatusOnKubeletRestart'),
    relistsOnDemand: on('PLEGOnDemandRelist'),
    reportsReadySandbox: since('1.36'),
    explainsMissingSandbox: since('1.37'),
    infersCompletedInit: since('1.36'),
    isInitializedByEndedContainer: since('1.37'),
    revivesProbeWorkers: since('1.37'),
    reportsMissingSecretAfterPull: since('1.37'),
    verifiesPullSecrets,
    hasPodResources: on('PodLevelResources'),
    tooBigIsUnresolvable: since('1.34'),
    hasResourceClaims: on('DynamicResourceAllocation'),
    saysNoClaims: on('DynamicResourceAllocation') && !since('1.37'),
    showsFailures: since('1.35'),
    /** Upstream: `pkg/controller/volume/attachdetach/reconciler/reconciler.go`; so for the next. */
    attachWaits: since('1.37') ? 'Waiting for detach' : 'Multi-Attach error',
    /** Upstream: as above. */
    attachedElsewhere: since('1.37')
      ? 'Volume is already exclusively attached to one node, waiting on detach before it can be attached to another node'
      : "Volume is already exclusively attached to one node and can't be attached to another",
    /** Upstream: `ResolveContainerPort` in `pkg/probe/util.go`; before, it is Go's word for a number that is none. */
    missingPortMessage: since('1.37')
      ? (port) => `port "${port}" not found`
      : (port) => `strconv.Atoi: parsing "${port}": invalid syntax`,
    /** Upstream: `pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go`. */
    untoleratedTaintMessage: since('1.34')
      ? () => 'node(s) had untolerated taint(s)'
      : ({ key, value = '' }) => `node(s) had untolerated taint {${key}: ${value}}`,
    createdMessage: since('1.35') ? () => 'Container created' : (container) => `Created container: ${container}`,
    startedMessage: since('1.35') ? () => 'Container started' : (container) => `Started container ${container}`,
    /** Upstream: `pkg/kubelet/images/image_manager.go`. */
    presentMessage: (image) =>
      `Container image "${image}" already present on machine${verifiesPullSecrets ? ' and can be accessed by the pod' : ''}`,
  };
}

/** Whether a release has what another one brought. */
export function isSince(minor: string, first: SimulatedRelease): boolean {
  const number = (text: string) => Number(text.split('.')[1] ?? Number.NaN);
  return number(minor) >= number(first);
}

/**
 * Whether a container is started again after it ended with this exit code. Sidecars are not asked about.
 * Upstream: `ContainerShouldRestart` in `pkg/api/v1/pod/util.go`.
 */
export function restartsAfterExit(container: Container, spec: PodSpec, exitCode: number, release: Release): boolean {
  const own = release.hasRestartRules ? container.restartPolicy : undefined;
  const action = own === undefined ? undefined : restartAction(container, exitCode);
  if (action === 'Restart' || (action === 'RestartAllContainers' && release.restartsAllContainers)) return true;
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

/** What the first rule that matches the exit code asks for. Upstream: `FindMatchingContainerRestartRule`. */
export function restartAction(container: Container, exitCode: number): string | undefined {
  return container.restartPolicyRules?.find(({ exitCodes }) => {
    if (exitCodes === undefined) return false;
    const isListed = exitCodes.values?.includes(exitCode) ?? false;
    return exitCodes.operator === 'In' ? isListed : !isListed;
  })?.action;
}
