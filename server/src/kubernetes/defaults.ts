import { type ImageReference, parseImageReference } from './imageReference.ts';
import type {
  Container,
  ContainerPort,
  Handler,
  HttpGetAction,
  ImagePullPolicy,
  Lifecycle,
  Pod,
  PodSpec,
  Probe,
  RestartPolicy,
  Toleration,
} from './pod.ts';

/**
 * What the API server fills in for fields that are left out. For most of them the zero value counts as left out too,
 * so `periodSeconds: 0` means 10.
 * Upstream: `pkg/apis/core/v1/defaults.go`.
 */
export const probeDefaults = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
} as const;

export const httpGetDefaults = { path: '/', scheme: 'HTTP' } as const;
export const grpcDefaults = { service: '' } as const;
export const podSpecDefaults = { restartPolicy: 'Always', terminationGracePeriodSeconds: 30 } as const;
export const portDefaults = { protocol: 'TCP' } as const;
/** Seconds for which a pod stays on a node that is not ready or unreachable (admission `DefaultTolerationSeconds`). */
export const defaultTolerationSeconds = 300;

export interface DefaultedProbe extends Probe {
  readonly initialDelaySeconds: number;
  readonly timeoutSeconds: number;
  readonly periodSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export interface DefaultedContainer extends Container {
  readonly imagePullPolicy: ImagePullPolicy;
  readonly livenessProbe?: DefaultedProbe;
  readonly readinessProbe?: DefaultedProbe;
  readonly startupProbe?: DefaultedProbe;
}

export interface DefaultedPodSpec extends PodSpec {
  readonly containers: readonly DefaultedContainer[];
  readonly initContainers?: readonly DefaultedContainer[];
  readonly restartPolicy: RestartPolicy;
  readonly terminationGracePeriodSeconds: number;
}

export interface DefaultedPod extends Pod {
  readonly spec: DefaultedPodSpec;
}

const known = new WeakMap<Pod, DefaultedPod>();

/** The pod as the API server stores it. The same object gives the same result; a defaulted pod is returned as it is. */
export function defaultPod(pod: Pod): DefaultedPod {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const defaulted: DefaultedPod = { ...pod, spec: defaultPodSpec(pod.spec) };
  known.set(pod, defaulted);
  known.set(defaulted, defaulted);
  return defaulted;
}

function defaultPodSpec({ initContainers, ...spec }: PodSpec): DefaultedPodSpec {
  const hostNetwork = spec.hostNetwork === true;
  const grace = spec.terminationGracePeriodSeconds ?? podSpecDefaults.terminationGracePeriodSeconds;
  return {
    ...spec,
    containers: (spec.containers ?? []).map((container) => defaultContainer(container, hostNetwork)),
    ...(initContainers == null
      ? {}
      : { initContainers: initContainers.map((container) => defaultContainer(container, hostNetwork)) }),
    restartPolicy: spec.restartPolicy || podSpecDefaults.restartPolicy,
    // A negative grace period is converted to 1, see pkg/apis/core/v1/conversion.go.
    terminationGracePeriodSeconds: grace < 0 ? 1 : grace,
    tolerations: defaultTolerations(spec.tolerations ?? []),
  };
}

function defaultContainer(container: Container, hostNetwork: boolean): DefaultedContainer {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle, ports, resources, ...rest } = container;
  return {
    ...rest,
    imagePullPolicy: container.imagePullPolicy || defaultImagePullPolicy(container.image ?? ''),
    ...(ports == null ? {} : { ports: ports.map((port) => defaultPort(port, hostNetwork)) }),
    ...(livenessProbe == null ? {} : { livenessProbe: defaultProbe(livenessProbe) }),
    ...(readinessProbe == null ? {} : { readinessProbe: defaultProbe(readinessProbe) }),
    ...(startupProbe == null ? {} : { startupProbe: defaultProbe(startupProbe) }),
    ...(lifecycle == null ? {} : { lifecycle: defaultLifecycle(lifecycle) }),
    ...(resources == null
      ? {}
      : { resources: { ...resources, requests: { ...resources.limits, ...resources.requests } } }),
  };
}

export function defaultProbe(probe: Probe): DefaultedProbe {
  return {
    ...defaultHandler(probe),
    initialDelaySeconds: probe.initialDelaySeconds || probeDefaults.initialDelaySeconds,
    timeoutSeconds: probe.timeoutSeconds || probeDefaults.timeoutSeconds,
    periodSeconds: probe.periodSeconds || probeDefaults.periodSeconds,
    successThreshold: probe.successThreshold || probeDefaults.successThreshold,
    failureThreshold: probe.failureThreshold || probeDefaults.failureThreshold,
  };
}

function defaultLifecycle(lifecycle: Lifecycle): Lifecycle {
  const { postStart, preStop, ...rest } = lifecycle;
  return {
    ...rest,
    ...(postStart == null ? {} : { postStart: defaultHandler(postStart) }),
    ...(preStop == null ? {} : { preStop: defaultHandler(preStop) }),
  };
}

function defaultHandler<H extends Handler>(handler: H): H {
  return {
    ...handler,
    ...(handler.httpGet == null ? {} : { httpGet: defaultHttpGet(handler.httpGet) }),
    ...(handler.grpc == null
      ? {}
      : { grpc: { ...handler.grpc, service: handler.grpc.service ?? grpcDefaults.service } }),
  };
}

function defaultHttpGet(action: HttpGetAction): HttpGetAction {
  return {
    ...action,
    path: action.path || httpGetDefaults.path,
    scheme: action.scheme || httpGetDefaults.scheme,
  };
}

function defaultPort(port: ContainerPort, hostNetwork: boolean): ContainerPort {
  return {
    ...port,
    protocol: port.protocol || portDefaults.protocol,
    ...(hostNetwork && !port.hostPort ? { hostPort: port.containerPort } : {}),
  };
}

/** Upstream: `plugin/pkg/admission/defaulttolerationseconds/admission.go`. */
function defaultTolerations(tolerations: readonly Toleration[]): readonly Toleration[] {
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) =>
      !tolerations.some(
        (toleration) =>
          (!toleration.key || toleration.key === key) && (!toleration.effect || toleration.effect === 'NoExecute'),
      ),
  );
  return [
    ...tolerations,
    ...missing.map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: defaultTolerationSeconds,
    })),
  ];
}

/** Why an image gets the pull policy it gets when none is written. */
export type ImagePullPolicyReason = 'latestTag' | 'noTag' | 'otherTag' | 'digest' | 'invalidReference';

/** The pull policy of an image whose container names none. */
export function defaultImagePullPolicy(image: string): ImagePullPolicy {
  return explainDefaultImagePullPolicy(image).policy;
}

/** {@link defaultImagePullPolicy} together with what decided it. */
export function explainDefaultImagePullPolicy(image: string): {
  readonly policy: ImagePullPolicy;
  readonly because: ImagePullPolicyReason;
} {
  const reference = parseImageReference(image);
  if ('error' in reference) return { policy: 'IfNotPresent', because: 'invalidReference' };
  const because = pullPolicyReason(reference);
  return { policy: because === 'latestTag' || because === 'noTag' ? 'Always' : 'IfNotPresent', because };
}

function pullPolicyReason({ tag, digest }: ImageReference): ImagePullPolicyReason {
  if (tag === 'latest') return 'latestTag';
  if (digest !== undefined) return 'digest';
  return tag === undefined ? 'noTag' : 'otherTag';
}
