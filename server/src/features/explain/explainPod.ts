/** What a pod in a cluster is doing, why, what comes next and when, and what to change. */
import type { Message } from '../../base/message.ts';
import { type PodRow, printPod } from '../../lifecycle/kubectl/row.ts';
import { causeMessage } from './causeMessages.ts';
import { type Change, changesFor } from './changes.ts';
import { type Fit, fitScenario } from './fitScenario.ts';
import { nextSteps } from './nextSteps.ts';
import { containersOf, type ObservedPod } from './observedPod.ts';
import { type CauseKind, causesOf } from './podCauses.ts';

export interface PodExplanation {
  readonly name: string;
  readonly namespace: string;
  /** As `kubectl get pod` shows it. */
  readonly row: PodRow;
  /** The first one is what to look at. */
  readonly causes: readonly ExplainedCause[];
  /** A scenario under which the pod comes to what is seen, where one was found. */
  readonly fit?: Fit;
}

export interface ExplainedCause {
  readonly kind: CauseKind;
  readonly container?: string;
  /** What it is doing and why. */
  readonly message: Message;
  readonly next: readonly Message[];
  readonly changes: readonly Change[];
}

export function explainPod(observed: ObservedPod): PodExplanation {
  const { name, namespace, pod, status, nowMs } = observed;
  const causes = causesOf(observed);
  const fit = fitScenario(observed, causes[0]!);
  return {
    name,
    namespace,
    row: printPod({ name, createdAtMs: 0, containers: containersOf(pod), showsFailures: true }, status, nowMs),
    causes: causes.map((cause) => ({
      kind: cause.kind,
      ...(cause.container === undefined ? {} : { container: cause.container }),
      message: causeMessage(cause, observed),
      next: nextSteps(cause, observed),
      changes: changesFor(cause, observed),
    })),
    ...(fit === undefined ? {} : { fit }),
  };
}
