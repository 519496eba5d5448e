/**
 * The part of `core/v1 Pod` that decides a pod's life, as plain JSON: what the engine runs and what defaulting fills in.
 * Field names and meanings are those of Kubernetes' `core/v1` types.
 */
export interface Pod {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec: PodSpec;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';
export type ImagePullPolicy = 'Always' | 'IfNotPresent' | 'Never';

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly restartPolicy?: RestartPolicy;
  readonly terminationGracePeriodSeconds?: number;
  readonly activeDeadlineSeconds?: number;
  readonly readinessGates?: readonly { readonly conditionType: string }[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly schedulingGates?: readonly { readonly name: string }[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: unknown;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly os?: { readonly name?: string };
  readonly securityContext?: UserPolicy;
  /** What the pod asks for as a whole. */
  readonly resources?: Resources;
  /** What its runtime class adds to its requests. */
  readonly overhead?: Readonly<Record<string, string>>;
  readonly hostNetwork?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly volumes?: readonly Volume[];
}

/** What of a security context decides whether a container may run as root. */
export interface UserPolicy {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly imagePullPolicy?: ImagePullPolicy;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly ContainerPort[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: Lifecycle;
  /** On an init container, `Always` makes it a sidecar; otherwise it overrides the pod's policy (1.34 alpha, 1.35 beta). */
  readonly restartPolicy?: RestartPolicy;
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
  readonly securityContext?: UserPolicy;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly unknown[];
  readonly volumeMounts?: readonly { readonly name?: string; readonly subPathExpr?: string }[];
  readonly resources?: Resources;
}

/** A variable of the container; what `valueFrom` gives is not known. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

export interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

export interface ContainerRestartRule {
  readonly action: string;
  readonly exitCodes?: { readonly operator: 'In' | 'NotIn'; readonly values?: readonly number[] };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol?: string;
}

export interface Probe extends Handler {
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

export interface Handler {
  readonly exec?: { readonly command?: readonly string[] };
  readonly httpGet?: HttpGetAction;
  readonly tcpSocket?: { readonly port: number | string; readonly host?: string };
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly sleep?: { readonly seconds: number };
}

export interface HttpGetAction {
  readonly port: number | string;
  readonly path?: string;
  readonly host?: string;
  readonly scheme?: string;
  readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
}

export interface Lifecycle {
  readonly postStart?: Handler;
  readonly preStop?: Handler;
  readonly stopSignal?: string;
}

/** The three probes of a container, in the order in which the kubelet creates their workers. */
export const probeTypes = ['startup', 'readiness', 'liveness'] as const;
export type ProbeType = (typeof probeTypes)[number];

export const probeField: Readonly<Record<ProbeType, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>> = {
  startup: 'startupProbe',
  readiness: 'readinessProbe',
  liveness: 'livenessProbe',
};

export const probeHandlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
export type ProbeHandler = (typeof probeHandlers)[number];

export const hookTypes = ['postStart', 'preStop'] as const;
export type HookType = (typeof hookTypes)[number];

export const hookHandlers = ['exec', 'httpGet', 'tcpSocket', 'sleep'] as const;
export type HookHandler = (typeof hookHandlers)[number];

/** Whether an init container is a sidecar: started in order, kept running beside the regular containers. */
export function isSidecar(container: Pick<Container, 'restartPolicy'>): boolean {
  return container.restartPolicy === 'Always';
}

export interface Volume {
  readonly name: string;
  /** It is the pod's own claim, made of a template of its StatefulSet; the manifest has it there, not among the volumes. */
  readonly fromClaimTemplate?: boolean;
  readonly [source: string]: unknown;
}
