import { daemonSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { DaemonSetSpec, DaemonSetWorkload } from '../../kubernetes/workloadSpec.ts';
import { isTerminal } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { type Span, second, seconds } from '../kernel/time.ts';
import type { SimulatedRelease } from '../release.ts';
import type { DaemonSetStatus, Revision } from '../trace/rolloutTrace.ts';
import type { DaemonNodes } from '../workload/daemonNodes.ts';
import type { RolloutNames } from '../workload/rolloutNames.ts';
import { type RolloutRecorder, WorkloadEvents } from '../workload/rolloutRecorder.ts';
import type { SpecChange, Template } from '../workload/workload.ts';
import { isAvailable, type WorkloadPod, type WorkloadPods } from '../workload/workloadPods.ts';
import { ControllerQueue } from './controllerQueue.ts';
import { FailedPodBackOff } from './daemonSetBackOff.ts';
import { daemonSetFenceposts, type PodsOnNode, podsToReplace, podsToSurge, surplusPods } from './daemonSetRolling.ts';
import { failedCreate } from './failedCreate.ts';
import { slowStart } from './slowStart.ts';
import { changesNothing, type WorkloadController } from './workloadController.ts';

const maxUnavailableField = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
const maxSurgeField = 'spec.updateStrategy.rollingUpdate.maxSurge';

/**
 * Keeps one pod on each node that takes it. An update replaces them node by node: the old pod goes first, or, with
 * `maxSurge`, the new one comes beside it.
 * Upstream: `pkg/controller/daemon`.
 */
export class DaemonSetController implements WorkloadController {
  readonly #kernel: Kernel;
  readonly #recorder: RolloutRecorder;
  readonly #pods: WorkloadPods;
  readonly #names: RolloutNames;
  readonly #nodes: DaemonNodes;
  readonly #object: string;
  readonly #namespace: string;
  readonly #events: WorkloadEvents;
  readonly #queue: ControllerQueue;
  readonly #minReady: Span;
  readonly #isBefore134: boolean;
  readonly #failedPods: FailedPodBackOff;
  readonly #ready = new Set<WorkloadPod>();
  /** Whether a pod could not be made in this sync. */
  #isRefused = false;
  #spec: DaemonSetSpec;
  #current: { readonly revision: Revision; readonly template: Template } | undefined;
  generation = 0;
  #status: DaemonSetStatus = {
    observedGeneration: 0,
    desiredNumberScheduled: 0,
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
    updatedNumberScheduled: 0,
    numberAvailable: 0,
  };

  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    pods: WorkloadPods,
    workload: DaemonSetWorkload,
    names: RolloutNames,
    { nodes, release }: { readonly nodes: DaemonNodes; readonly release: SimulatedRelease },
  ) {
    this.#kernel = kernel;
    this.#recorder = recorder;
    this.#pods = pods;
    this.#names = names;
    this.#nodes = nodes;
    this.#object = `daemonset/${workload.name}`;
    this.#namespace = workload.namespace;
    this.#spec = workload.spec;
    this.#minReady = seconds(workload.spec.minReadySeconds ?? daemonSetDefaults.minReadySeconds);
    this.#isBefore134 = release === '1.33';
    this.#failedPods = new FailedPodBackOff(kernel);
    this.#events = new WorkloadEvents(kernel, recorder, {
      source: 'daemonset',
      object: this.#object,
      from: 'daemonset-controller',
    });
    this.#queue = new ControllerQueue(kernel, lanes.worker, () => this.#sync());
    pods.onChange = (pod) => this.#podChanged(pod);
    for (const { at, path, node } of nodes.changes) {
      kernel.schedule(at, lanes.world, () => this.#nodeChanged(node), { scenario: path });
    }
  }

  get desired(): number {
    return this.#nodesThatTakeIt().length;
  }

  apply(revision: Revision, template: Template): void {
    if (this.#current?.revision === revision) return;
    this.generation++;
    this.#current = { revision, template };
    this.#queue.add();
  }

  change(spec: SpecChange): void {
    if (changesNothing(this.#spec, spec, daemonSetDefaults)) return;
    this.generation++;
    this.#spec = { ...this.#spec, ...spec };
    this.#queue.add();
  }

  /** What `kubectl rollout status` waits for. */
  get isFinished(): boolean {
    const { observedGeneration, desiredNumberScheduled, updatedNumberScheduled, numberAvailable } = this.#status;
    return (
      observedGeneration >= this.generation &&
      updatedNumberScheduled >= desiredNumberScheduled &&
      numberAvailable >= desiredNumberScheduled
    );
  }

  get #isRolling(): boolean {
    return this.#spec.updateStrategy?.type !== 'OnDelete';
  }

  #podChanged(pod: WorkloadPod): void {
    this.#queue.add();
    const isNewlyReady = pod.view.isReady && !this.#ready.has(pod);
    if (pod.view.isReady) this.#ready.add(pod);
    else this.#ready.delete(pod);
    // A second is added against skewed clocks.
    if (isNewlyReady && this.#minReady > 0) this.#queue.addAfter(this.#minReady + second);
  }

  /** Looked into only where there is something to do. Upstream: `syncNodeUpdate`. */
  #nodeChanged(node: number): void {
    const { takes, keeps } = this.#nodes.fit(node, this.#kernel.now);
    const hasPod = (this.#podsByNode().get(node) ?? []).some(({ view }) => view.isBound);
    const isMisplaced = hasPod && (!keeps || this.#status.numberMisscheduled > 0);
    if ((takes && !hasPod) || isMisplaced) this.#queue.add();
  }

  #nodesThatTakeIt(): number[] {
    const { now } = this.#kernel;
    return this.#nodes.present(now).filter((node) => this.#nodes.fit(node, now).takes);
  }

  /** Upstream: `syncDaemonSet`. */
  #sync(): void {
    if (this.#current === undefined) return;
    const { cause } = this.#kernel;
    this.#isRefused = false;
    // What it has made or deleted itself it hears of, and looks again, before it goes on with an update.
    if (!this.#manage() && this.#isRolling) this.#rollOn();
    this.#kernel.cause = cause;
    this.#syncStatus();
    if (this.#isRefused) this.#queue.addRateLimited();
    else this.#queue.forget();
  }

  /** By the number of the node; a pod that has ended and is being deleted is nobody's business any more. */
  #podsByNode(): Map<number, WorkloadPod[]> {
    const byNode = new Map<number, WorkloadPod[]>();
    for (const pod of this.#pods.present) {
      if (pod.index === undefined || (isTerminal(pod.view.phase) && pod.view.isDeleted)) continue;
      const here = byNode.get(pod.index);
      if (here === undefined) byNode.set(pod.index, [pod]);
      else here.push(pod);
    }
    return byNode;
  }

  /** One pod for each node that takes it, none elsewhere. Says whether there was anything to do. Upstream: `manage`. */
  #manage(): boolean {
    const { now } = this.#kernel;
    const byNode = this.#podsByNode();
    const present = this.#nodes.present(now);
    const create: number[] = [];
    const remove: WorkloadPod[] = [];
    for (const node of present) {
      const { takes, keeps } = this.#nodes.fit(node, now);
      const pods = byNode.get(node);
      if (pods === undefined) {
        if (takes) create.push(node);
      } else if (keeps) {
        const running = this.#runningOrEnded(node, pods, remove);
        remove.push(...surplusPods(this.#onNode(running), this.#allowsSurge));
        if (this.#allowsSurge && running.length === 0 && takes) create.push(node);
      } else remove.push(...pods.filter(({ view }) => !view.isDeleted));
    }
    // Of a node that has left, only those go here that never came to it.
    const there = new Set(present);
    for (const [node, pods] of byNode) {
      if (!there.has(node)) remove.push(...pods.filter(({ view }) => !view.isBound && !view.isDeleted));
    }
    return this.#change(create, remove, []);
  }

  get #allowsSurge(): boolean {
    return daemonSetFenceposts(this.#spec, 1).maxSurge > 0;
  }

  /** Those that run; what has ended is put on the list of those to delete, at growing intervals where it failed. */
  #runningOrEnded(node: number, pods: readonly WorkloadPod[], remove: WorkloadPod[]): WorkloadPod[] {
    return pods.filter((pod) => {
      const { isDeleted, phase } = pod.view;
      if (isDeleted) return false;
      if (!isTerminal(phase)) return true;
      const where = `daemon pod ${this.#namespace}/${pod.name} on node ${this.#nodes.name(node)}`;
      if (phase === 'Succeeded') {
        const message = `Found succeeded ${where}, will try to delete it`;
        this.#events.event({ type: 'Normal', reason: 'SucceededDaemonPod', message });
        remove.push(pod);
        return false;
      }
      const wait = this.#failedPods.waitFor(`${this.#status.observedGeneration}/${node}`);
      if (wait > 0) this.#queue.addAfter(wait);
      else {
        const message = `Found failed ${where}, will try to kill it`;
        this.#events.event({ type: 'Warning', reason: 'FailedDaemonPod', message });
        remove.push(pod);
      }
      return false;
    });
  }

  /** Upstream: `rollingUpdate` in `pkg/controller/daemon/update.go`. */
  #rollOn(): void {
    const desired = this.#nodesThatTakeIt();
    const { maxSurge, maxUnavailable } = daemonSetFenceposts(this.#spec, desired.length);
    const byNode = this.#podsByNode();
    const nodes = [...new Set([...byNode.keys(), ...desired])]
      .sort((a, b) => a - b)
      .map((node) => this.#onNode(byNode.get(node) ?? [], node));
    if (maxSurge === 0) this.#change([], podsToReplace(nodes, maxUnavailable), [maxUnavailableField]);
    else {
      const { create, remove } = podsToSurge(nodes, { maxSurge, desired });
      this.#change(create, remove, [maxSurgeField]);
    }
  }

  #onNode(pods: readonly WorkloadPod[], node = pods[0]?.index ?? 0): PodsOnNode {
    const { now } = this.#kernel;
    return {
      node,
      pods: [...pods].sort(byAge).filter(({ view }) => !view.isDeleted),
      isNew: ({ revision }) => revision === this.#current?.revision,
      isAvailable: (pod) => isAvailable(pod, this.#minReady, now, this.#isBefore134),
    };
  }

  /** Upstream: `syncNodes`. */
  #change(create: readonly number[], remove: readonly WorkloadPod[], fields: readonly string[]): boolean {
    const { cause } = this.#kernel;
    const before = this.#pods.all.length;
    const refusal = slowStart(create, (node) => {
      const { revision, template } = this.#current!;
      const name = this.#names.podOfSet(revision);
      const own = this.#nodes.templateOn(node, template, this.#kernel.now);
      const pod = this.#pods.create({ name, index: node, revision, template: own, minReady: this.#minReady });
      if ('refused' in pod) this.#events.event(failedCreate(pod));
      else this.#events.event({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` }, fields);
      this.#kernel.cause = cause;
      return 'refused' in pod ? pod.refused : undefined;
    });
    for (const pod of remove) {
      this.#pods.delete(pod);
      this.#events.event({ type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.name}` }, fields);
      this.#kernel.cause = cause;
    }
    const hasChanged = create.length + remove.length > 0;
    this.#isRefused ||= refusal !== undefined;
    // Of what is refused it hears nothing.
    if (hasChanged && (refusal === undefined || this.#pods.all.length > before)) this.#queue.add();
    return hasChanged;
  }

  /** Of several pods on a node, the oldest one counts. Upstream: `updateDaemonSetStatus`. */
  #syncStatus(): void {
    const { now } = this.#kernel;
    const byNode = this.#podsByNode();
    const takers = new Set(this.#nodesThatTakeIt());
    const elsewhere = this.#nodes.present(now).filter((node) => !takers.has(node) && byNode.has(node));
    const first = [...takers].flatMap((node) => [...(byNode.get(node) ?? [])].sort(byAge)[0] ?? []);
    const before = this.#status;
    const ready = first.filter(({ view }) => view.isReady);
    this.#status = {
      observedGeneration: this.generation,
      desiredNumberScheduled: takers.size,
      currentNumberScheduled: first.length,
      numberMisscheduled: elsewhere.length,
      numberReady: ready.length,
      updatedNumberScheduled: first.filter(({ revision }) => revision === this.#current?.revision).length,
      numberAvailable: ready.filter((pod) => isAvailable(pod, this.#minReady, now, this.#isBefore134)).length,
    };
    const { numberReady, numberAvailable } = this.#status;
    if (this.#minReady > 0 && numberReady !== numberAvailable) this.#queue.addAfter(this.#minReady);
    if (JSON.stringify(before) === JSON.stringify(this.#status)) return;
    this.#recorder.record({
      kind: 'status',
      source: 'daemonset',
      object: this.#object,
      status: { kind: 'DaemonSet', ...this.#status },
    });
    this.#queue.add();
  }
}

/** Those that have their node first, then the oldest. Upstream: `podByCreationTimestampAndPhase`. */
function byAge(a: WorkloadPod, b: WorkloadPod): number {
  return Number(b.view.isBound) - Number(a.view.isBound) || a.number - b.number;
}
