import { isTerminal } from '../apiserver/podObject.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import type { Timer } from '../kernel/process.ts';
import { type Instant, type Span, seconds } from '../kernel/time.ts';
import type { EndpointCounts, PodChange, Revision, RolloutPod } from '../trace/rolloutTrace.ts';
import type { Cause } from '../trace/trace.ts';
import type { Deletion } from '../world/scenario.ts';
import type { HeldResources, LifeContext } from './heldResources.ts';
import { templateOfPod } from './podCases.ts';
import { type LifeDeletion, type PodLife, type PodLifeSource, type PodView, restartsOf } from './podLife.ts';
import type { PodQuotas } from './podQuotas.ts';
import type { RolloutRecorder } from './rolloutRecorder.ts';
import type { Template } from './workload.ts';

/** One pod of a workload, as its controller knows it. */
export interface WorkloadPod {
  readonly name: string;
  /** Counts the pods of the workload; stands for the UID, which is random in a cluster. */
  readonly number: number;
  /** Ordinal of a StatefulSet's pod, completion index of an Indexed Job's. */
  readonly index: number | undefined;
  readonly revision: Revision;
  readonly template: Template;
  readonly createdAt: Instant;
  readonly view: PodView;
  readonly life: PodLife;
  readonly deletedAt: Instant | undefined;
  readonly goneAt: Instant | undefined;
  /** The entry of its last change. */
  readonly lastChange: Cause;
}

interface Live extends WorkloadPod {
  view: PodView;
  life: PodLife;
  deletedAt: Instant | undefined;
  goneAt: Instant | undefined;
  nextView: number;
  timer: Timer | undefined;
  /** What the pod's own changes are consequences of. */
  cause: Cause;
  lastChange: Cause;
  wasAvailable: boolean;
  /** How somebody deleted it. */
  deletion: LifeDeletion | undefined;
  context: LifeContext | undefined;
  readonly minReady: Span | undefined;
}

export interface NewPod {
  readonly name: string;
  readonly index?: number;
  readonly revision: Revision;
  readonly template: Template;
  /** How long it must have been ready to be available; undefined where nobody asks. */
  readonly minReady?: Span;
}

/** A pod that was not made, and why, in the words of the API server. */
export interface Refusal {
  readonly refused: string;
}

/** The pods of a workload: lets each live its life on the shared clock and tells the controllers of what they see. */
export class WorkloadPods {
  readonly #kernel: Kernel;
  readonly #recorder: RolloutRecorder;
  readonly #lives: PodLifeSource;
  readonly #service: string | undefined;
  readonly #held: HeldResources | undefined;
  readonly #quotas: PodQuotas | undefined;
  readonly #all: Live[] = [];
  #present: Live[] = [];
  #hasDeletion = false;
  #endpointsDue: Timer | undefined;
  #releaseDue: Timer | undefined;
  #endpoints: EndpointCounts = { ready: 0, serving: 0, terminating: 0 };
  /** Called when a pod has changed. */
  onChange: (pod: WorkloadPod) => void = () => {};

  /**
   * @param service object that the endpoints are recorded at; without it they are not
   * @param held what pods take from each other, if anything
   * @param quotas what the namespace allows, if anything limits that
   */
  constructor(
    kernel: Kernel,
    recorder: RolloutRecorder,
    lives: PodLifeSource,
    service: string | undefined,
    held?: HeldResources,
    quotas?: PodQuotas,
  ) {
    this.#quotas = quotas;
    this.#held = held;
    this.#kernel = kernel;
    this.#recorder = recorder;
    this.#lives = lives;
    this.#service = service;
  }

  /** Those that the API server still has, oldest first. */
  get present(): readonly WorkloadPod[] {
    return this.#present;
  }

  /** Also those that are gone. */
  get all(): readonly WorkloadPod[] {
    return this.#all;
  }

  /** Unless the API server refuses it. */
  create({ name, index, revision, template: common, minReady }: NewPod): WorkloadPod | Refusal {
    const refused = this.#quotas?.refusal(name, common.pod.spec, this.#present, this.#kernel.now);
    if (refused !== undefined) return { refused };
    const template = common.scenario.pods === undefined ? common : this.#caseOf(common, revision, index);
    const createdAt = this.#kernel.now;
    const number = this.#all.length;
    const context = this.#held?.around(number, createdAt, template.scenario, this.#present);
    const life = this.#lives.life({ number, index, template, createdAt, context });
    const [first] = life.views;
    const isNews = first !== undefined && (first.phase !== 'Pending' || first.endpoint !== null);
    const cause = this.#record(name, { revision, change: 'created' });
    const pod: Live = {
      name,
      number,
      index,
      revision,
      template,
      createdAt,
      // What happens to it in this instant is news, too.
      view: isNews ? { ...first, ...unborn } : first!,
      life,
      deletedAt: undefined,
      goneAt: undefined,
      nextView: isNews ? 0 : 1,
      timer: undefined,
      cause,
      lastChange: cause,
      wasAvailable: false,
      deletion: undefined,
      context,
      minReady,
    };
    this.#all.push(pod);
    this.#present.push(pod);
    this.#sleep(pod);
    this.#awaitDeletion(pod);
    return pod;
  }

  #caseOf(template: Template, revision: Revision, index: number | undefined): Template {
    const made = this.#all.filter((pod) => pod.revision === revision);
    const nthOfIndex = made.filter((pod) => pod.index === index).length + 1;
    return templateOfPod(template, { index, nth: made.length + 1, nthOfIndex });
  }

  /** In the scenario of the new pods somebody deletes one: the first. */
  #awaitDeletion(pod: Live): void {
    const deletion = pod.template.scenario.delete;
    if (deletion === undefined || pod.revision !== 'new' || this.#hasDeletion) return;
    this.#hasDeletion = true;
    const { atSeconds, ...how } = deletion;
    this.#kernel.schedule(pod.createdAt + seconds(atSeconds), lanes.world, () => this.delete(pod, how), {
      scenario: 'delete.atSeconds',
    });
  }

  delete(pod: WorkloadPod, how: Omit<Deletion, 'atSeconds'> = {}): void {
    const live = this.#present.find((candidate) => candidate === pod);
    if (live === undefined || live.view.isDeleted) return;
    live.deletion = { after: this.#kernel.now - live.createdAt, ...how };
    live.cause = this.#kernel.cause;
    this.#liveOn(live);
    // Once per instant: mostly several go together.
    if (this.#held === undefined) return;
    this.#releaseDue ??= this.#kernel.schedule(this.#kernel.now, lanes.observer, () => this.#release());
  }

  /** From now on its life is another one than was known so far. */
  #liveOn(live: Live): void {
    if (live.timer !== undefined) live.timer.cancelled = true;
    live.life = this.#lives.life(live, live.deletion);
    const age = this.#kernel.now - live.createdAt;
    const { views } = live.life;
    const next = views.findIndex(({ at }) => at > age);
    live.nextView = next < 0 ? views.length : next;
    this.#see(live, views[live.nextView - 1]!);
    this.#sleep(live);
  }

  /** When a pod is going to go, others get what it has. */
  #release(): void {
    this.#releaseDue = undefined;
    if (this.#held === undefined) return;
    for (const live of [...this.#present]) {
      const isWaiting = !live.view.isBound || live.view.containers.every(({ state }) => state.type === 'waiting');
      if (!isWaiting || live.view.isGone) continue;
      // Also those that are gone: what was taken before stays so.
      const { volumes, scheduling } = this.#held.around(live.number, live.createdAt, live.template.scenario, this.#all);
      // A pod that has its node keeps it, whoever came to the others since.
      const place = live.view.isBound ? live.context?.scheduling : scheduling;
      const context = {
        ...(place === undefined ? {} : { scheduling: place }),
        ...(volumes === undefined ? {} : { volumes }),
      };
      if (JSON.stringify(context) === JSON.stringify(live.context)) continue;
      live.context = context;
      this.#liveOn(live);
    }
  }

  #sleep(pod: Live): void {
    const next = pod.life.views[pod.nextView];
    if (next === undefined) return;
    pod.timer = this.#kernel.schedule(
      pod.createdAt + next.at,
      lanes.world,
      () => {
        pod.nextView++;
        this.#see(pod, next);
        this.#sleep(pod);
      },
      pod.cause,
    );
  }

  #see(pod: Live, view: PodView): void {
    const before = pod.view;
    const { now } = this.#kernel;
    pod.view = view;
    const record = (change: PodChange['change']) => this.#recordChange(pod, change);
    if (view.isDeleted && !before.isDeleted) {
      pod.deletedAt = now;
      pod.cause = record('terminating');
    }
    if (restartsOf(view) > restartsOf(before)) record('restarted');
    if (view.isReady !== before.isReady && !view.isGone) {
      if (!view.isReady) pod.wasAvailable = false;
      record(view.isReady ? 'ready' : 'notReady');
      if (view.isReady) this.#awaitAvailability(pod);
    }
    // Once a pod is being deleted, how its containers end concerns nobody.
    if (isTerminal(view.phase) && !isTerminal(before.phase) && !view.isDeleted) {
      record(view.phase === 'Succeeded' ? 'succeeded' : 'failed');
    }
    if (view.isGone) {
      pod.goneAt = now;
      this.#present = this.#present.filter((candidate) => candidate !== pod);
      record('gone');
    }
    this.#endpointsDue ??= this.#kernel.schedule(now, lanes.observer, () => this.#updateEndpoints());
    this.onChange(pod);
  }

  #recordChange(pod: Live, change: PodChange['change']): Cause {
    pod.lastChange = this.#record(pod.name, { revision: pod.revision, change, seq: pod.view.seq });
    return pod.lastChange;
  }

  #awaitAvailability(pod: Live): void {
    const { readyChangedAt } = pod.view;
    if (pod.minReady === undefined) return;
    this.#kernel.schedule(pod.createdAt + readyChangedAt + pod.minReady, lanes.world, () => {
      if (!pod.view.isReady || pod.view.readyChangedAt !== readyChangedAt || pod.view.isDeleted) return;
      if (pod.wasAvailable) return;
      pod.wasAvailable = true;
      this.#recordChange(pod, 'available');
    });
  }

  #record(name: string, pod: PodChange): Cause {
    const cause = this.#recorder.record({ kind: 'pod', source: 'pod', object: `pod/${name}`, pod });
    this.#kernel.cause = cause;
    return cause;
  }

  /** Once per instant: what replaces each other in the same instant leaves no gap. */
  #updateEndpoints(): void {
    this.#endpointsDue = undefined;
    if (this.#service === undefined) return;
    const counts = { ready: 0, serving: 0, terminating: 0 };
    for (const { view } of this.#present) {
      if (view.endpoint?.ready) counts.ready++;
      if (view.endpoint?.serving) counts.serving++;
      if (view.endpoint?.terminating) counts.terminating++;
    }
    const { ready, serving, terminating } = this.#endpoints;
    if (ready === counts.ready && serving === counts.serving && terminating === counts.terminating) return;
    this.#endpoints = counts;
    this.#recorder.record({ kind: 'endpoints', source: 'endpointslice', object: this.#service, endpoints: counts });
  }

  /** For the trace. */
  describe(): RolloutPod[] {
    return this.#all.map(({ name, revision, createdAt, deletedAt, goneAt }) => ({
      name,
      revision,
      createdAtMs: this.#recorder.ms(createdAt),
      ...(deletedAt === undefined ? {} : { deletedAtMs: this.#recorder.ms(deletedAt) }),
      ...(goneAt === undefined ? {} : { goneAtMs: this.#recorder.ms(goneAt) }),
    }));
  }
}

/** Of a pod that has just been created. */
const unborn: Pick<PodView, 'phase' | 'conditions' | 'containers' | 'initContainers' | 'isReady' | 'endpoint'> = {
  phase: 'Pending',
  conditions: [],
  containers: [],
  initContainers: [],
  isReady: false,
  endpoint: null,
};

/** Upstream: `IsPodActive` in `pkg/controller/controller_utils.go`. */
export function isActive({ view }: WorkloadPod): boolean {
  return !isTerminal(view.phase) && !view.isDeleted;
}

/** Upstream: `IsPodTerminating` in `pkg/controller/controller_utils.go`. */
export function isTerminating({ view }: WorkloadPod): boolean {
  return !isTerminal(view.phase) && view.isDeleted;
}

/** Since when the pod is ready, as its condition says. */
export function readySince({ createdAt, view }: WorkloadPod): Instant {
  return createdAt + view.readyChangedAt;
}

/**
 * @param isStrict before 1.34 the very moment at which the time is over does not count yet
 * Upstream: `IsPodAvailable` in `pkg/api/v1/pod/util.go`.
 */
export function isAvailable(pod: WorkloadPod, minReady: Span, now: Instant, isStrict = false): boolean {
  if (!pod.view.isReady) return false;
  const due = readySince(pod) + minReady;
  return minReady === 0 || (isStrict ? due < now : due <= now);
}
