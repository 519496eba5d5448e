import type { ProbeType } from '../../kubernetes/pod.ts';

/**
 * What the world does, as the scenario has it, and what the control plane makes of a node. Facts, not sentences: they are
 * told by `explain/`.
 */
export type WorldFact =
  | ContainerFact
  | NodeFact
  | { readonly type: 'gateRemoved'; readonly gate: string }
  /** The pod's sandbox ends, with its network. */
  | { readonly type: 'sandboxDies' };

export type ContainerFact =
  /** Its process has started up and begins to answer. */
  | { readonly type: 'startedUp'; readonly container: string }
  /** Somebody removes it, and the kubelet is not asked. */
  | { readonly type: 'containerRemoved'; readonly container: string }
  | AnswersChanged;

/** From now on a container meets probes in another way. */
export interface AnswersChanged {
  readonly type: 'answersChanged';
  readonly container: string;
  readonly answers: ProbeAnswerResult;
  /** How long an answer takes, where the scenario says so. */
  readonly seconds?: number;
  readonly redirectsTo?: string;
  /** Only probes of this type, to this port, or at this path meet it. */
  readonly probe?: ProbeType;
  readonly port?: number | string;
  readonly path?: string;
}

/**
 * `failure`: an answer that fails; `refused`: nothing listens; `hang`: no answer until the timeout; `error`: the probe
 * itself cannot be run.
 */
export type ProbeAnswerResult = 'success' | 'failure' | 'refused' | 'hang' | 'error';

export type NodeFact =
  /** It joins or leaves the cluster, loses and regains its connection to the control plane, gets a new kubelet, or is started again. */
  | {
      readonly type: 'nodeJoins' | 'nodeLeaves' | 'nodeCutOff' | 'nodeConnected' | 'kubeletRestarts' | 'nodeReboots';
      readonly node: string;
    }
  | { readonly type: 'nodeChanges'; readonly node: string; readonly fields: readonly string[] }
  /** The control plane holds it for not ready; `message` is that of the node's condition Ready. */
  | { readonly type: 'nodeNotReady'; readonly node: string; readonly message: string }
  | { readonly type: 'nodeReadyAgain'; readonly node: string };
