/**
 * What other documents may want to know about a document: plain data, small enough to be kept for every file of a
 * workspace. Spans are relative to the document, so that facts stay equal when only other documents change.
 */
import type { Span } from '../../base/span.ts';
import type { unknownValue } from '../../base/unknown.ts';

/** A value, or a template that decides it. */
export type Maybe<T> = T | typeof unknownValue;

export interface DocumentFacts {
  readonly objects: readonly ObjectFacts[];
}

export interface ObjectFacts {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: Maybe<string | undefined>;
  readonly namespace: Maybe<string | undefined>;
  /** Where the object is named, or else where its kind is. */
  readonly span: Span;
  readonly service?: ServiceFacts;
  readonly pod?: PodFacts;
  /** How many pods a workload with a number of them asks for, as written or by default. */
  readonly replicas?: Maybe<number | undefined>;
  readonly budget?: BudgetFacts;
  readonly claim?: ClaimFacts;
  /** `kind/name` of the workload whose replicas an autoscaler decides. */
  readonly scales?: string;
  /** Whether it is most likely merged into another object instead of being created. */
  readonly isPatch: boolean;
  /** Set where annotations ask a controller to copy it into other namespaces. */
  readonly isCopied?: true;
}

/** The name for a message; a template may hide it. */
export function shownName({ name }: ObjectFacts): string {
  return typeof name === 'string' ? name : '(no name)';
}

export interface Labels {
  readonly pairs: Readonly<Record<string, string>>;
  /** Whether there can be no others: no template adds any or decides one's value. */
  readonly complete: boolean;
}

export interface ServiceFacts {
  /** Undefined where the Service selects no pods: its endpoints come from elsewhere. */
  readonly selector: Labels | undefined;
  readonly selectorSpan: Span;
  readonly ports: readonly ServicePortFacts[];
  /** `clusterIP: None`: clients get the addresses of pods, so the ports of the Service hardly matter. */
  readonly headless: Maybe<boolean>;
  readonly publishNotReadyAddresses: Maybe<boolean>;
}

export interface ServicePortFacts {
  readonly name: Maybe<string | undefined>;
  /** A number or the name of a container port; `port` where it is left out. */
  readonly targetPort: Maybe<number | string | undefined>;
  readonly protocol: Maybe<string>;
  /** Whether `span` is that of `targetPort`, not of `port`. */
  readonly isTargetWritten: boolean;
  readonly span: Span;
}

/** A PodDisruptionBudget. */
export interface BudgetFacts {
  /** Incomplete where it asks for more than labels, too. */
  readonly selector: Labels;
}

/** A PersistentVolumeClaim of which all access modes are written. */
export interface ClaimFacts {
  readonly accessModes: readonly string[];
  readonly storageClassName: Maybe<string | undefined>;
}

export interface PodFacts {
  readonly labels: Labels;
  readonly labelsSpan: Span;
  readonly containers: readonly ContainerFacts[];
  /** Whether a template may add containers. */
  readonly complete: boolean;
  readonly hasReadinessGates: boolean;
}

export interface ContainerFacts {
  readonly name: Maybe<string | undefined>;
  /** Only the containers that a Service can send to. */
  readonly role: 'regular' | 'sidecar';
  readonly hasReadinessProbe: Maybe<boolean>;
  readonly ports: readonly ContainerPortFacts[];
  /** Whether a template may add ports. */
  readonly portsComplete: boolean;
  readonly span: Span;
}

export interface ContainerPortFacts {
  readonly name: Maybe<string | undefined>;
  readonly number: Maybe<number | undefined>;
  readonly protocol: Maybe<string>;
  readonly span: Span;
}
