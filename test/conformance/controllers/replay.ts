/** Plays a recorded case with the engine's controllers, and tells what they did in the terms of the recording. */

import type { CronJobSpec, RolloutWorkload } from '../../../server/src/kubernetes/workloadSpec.ts';
import type { JobLife } from '../../../server/src/lifecycle/cron/cronJobController.ts';
import { simulateSchedule } from '../../../server/src/lifecycle/cron/simulateSchedule.ts';
import { Kernel } from '../../../server/src/lifecycle/kernel/kernel.ts';
import { lanes } from '../../../server/src/lifecycle/kernel/lanes.ts';
import { second, seconds, toMs } from '../../../server/src/lifecycle/kernel/time.ts';
import type { SimulatedRelease } from '../../../server/src/lifecycle/release.ts';
import { controllerOf } from '../../../server/src/lifecycle/rollout/simulateRollout.ts';
import type { RolloutEntry } from '../../../server/src/lifecycle/trace/rolloutTrace.ts';
import type { ContainerState, PodCondition, Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { DaemonNodes } from '../../../server/src/lifecycle/workload/daemonNodes.ts';
import type {
  LifeDeletion,
  LifeRequest,
  PodLife,
  PodLifeSource,
  PodView,
} from '../../../server/src/lifecycle/workload/podLife.ts';
import { PodQuotas } from '../../../server/src/lifecycle/workload/podQuotas.ts';
import { RolloutNames } from '../../../server/src/lifecycle/workload/rolloutNames.ts';
import { RolloutRecorder } from '../../../server/src/lifecycle/workload/rolloutRecorder.ts';
import type { Template } from '../../../server/src/lifecycle/workload/workload.ts';
import { WorkloadPods } from '../../../server/src/lifecycle/workload/workloadPods.ts';
import type { ClusterNode } from '../../../server/src/lifecycle/world/clusterBehaviour.ts';
import type { ResourceQuota } from '../../../server/src/lifecycle/world/resourceQuota.ts';
import type { Life, LifeStep, RecordedRevision, RecordedRollout, RecordedSchedule, RolloutFact } from './recording.ts';

export function replay(recorded: RecordedRollout, release: SimulatedRelease): RolloutFact[] {
  const { kind, runningForSeconds, untilSeconds } = recorded;
  const workload = { kind, name: 'web', namespace: 'default', spec: recorded.spec } as RolloutWorkload;
  const template = (image: RecordedRevision): Template => ({
    pod: {
      metadata: { name: image },
      spec: { restartPolicy: recorded.restartPolicy ?? 'Always', containers: [{ name: 'app', image }] },
    },
    scenario: { name: image },
  });
  const templates = { old: template('old'), new: template('new'), next: template('next') };
  const zero = seconds(runningForSeconds);
  const kernel = new Kernel({ field: 'spec' }, 1_000_000);
  const recorder = new RolloutRecorder(kernel, zero, 1_000_000);
  const names = new RolloutNames(workload, templates.new);
  const lives = new ScriptedLives(recorded, zero);
  const quotas = quotasOf(recorded);
  const pods = new WorkloadPods(
    kernel,
    recorder,
    lives,
    undefined,
    undefined,
    quotas.length === 0 ? undefined : new PodQuotas(quotas, zero, true),
  );
  const nodes = new DaemonNodes(templates.new.pod, { name: 'nodes', scheduling: { nodes: nodesOf(recorded) } }, zero);
  const controller = controllerOf(workload, kernel, recorder, pods, names, { kubernetes: release, nodes });
  const apply = (at: number, revision: RecordedRevision) =>
    kernel.schedule(at, lanes.world, () => controller.apply(revision, templates[revision]));
  if (recorded.old === undefined) apply(0, 'new');
  else {
    apply(0, 'old');
    apply(zero, 'new');
  }
  // What happens to nodes the controller hears of by itself.
  for (const { at, template: revision, set, delete: label } of recorded.later ?? []) {
    kernel.schedule(zero + seconds(at), lanes.world, () => {
      if (revision !== undefined) controller.apply(revision, templates[revision]);
      if (set !== undefined) controller.change(set);
      if (label !== undefined) {
        for (const pod of pods.present) if (lives.labels[pod.number] === label) pods.delete(pod);
      }
    });
  }
  kernel.run(zero + seconds(untilSeconds));
  const labels = pods.all.map(({ name }, index) => [name, lives.labels[index]!] as const);
  const revised = (text: string) =>
    revisions.reduce((own, revision) => own.replaceAll(names.revision(revision), `<${revision}>`), text);
  return reduce(factsOf(recorder.entries, kind, labels, revised));
}

/** Plays a recorded CronJob. */
export function replaySchedule({ spec, jobs, daySeconds, untilSeconds, later = [] }: RecordedSchedule): RolloutFact[] {
  const lives = (number: number): JobLife => {
    const { after, ends } = jobs[Math.min(number, jobs.length) - 1]!;
    return ends === '' ? {} : { endsAfterMs: after * 1_000, outcome: ends };
  };
  const { entries } = simulateSchedule({ name: 'web', namespace: 'default', spec }, lives, {
    startMs: Date.UTC(2000, 0, 1) + daySeconds * 1_000,
    untilMs: untilSeconds * 1_000,
    changes: later.map(({ at, set }) => ({ atMs: at * 1_000, spec: set as Partial<CronJobSpec> })),
  });
  return reduce(
    entries.flatMap((entry): RolloutFact[] => {
      const t = entry.atMs / 1_000;
      if (entry.kind === 'event')
        return [{ t, kind: 'event', key: '', value: [entry.event.reason, entry.event.message] }];
      if (entry.kind === 'status') return [{ t, kind: 'status', key: '', value: entry.status }];
      const isRecorded = entry.kind === 'job' && (entry.change === 'created' || entry.change === 'deleted');
      return isRecorded ? [{ t, kind: 'job', key: entry.change, value: entry.job }] : [];
    }),
  );
}

function quotasOf({ podQuota, later = [] }: RecordedRollout): ResourceQuota[] {
  if (podQuota === undefined) return [];
  const changes = later.flatMap(({ at, podQuota: pods }) =>
    pods === undefined ? [] : [{ atSeconds: at, hard: { pods } }],
  );
  return [{ name: 'few', hard: { pods: podQuota }, changes }];
}

/** The nodes of a DaemonSet with all that becomes of them. */
function nodesOf({ nodes = 0, later = [] }: RecordedRollout): ClusterNode[] {
  const first = Array.from({ length: nodes }, (_, number): ClusterNode => ({ name: `node-${number}` }));
  const joining = later.flatMap(({ at, node, taint }): ClusterNode[] =>
    node === undefined || taint !== undefined ? [] : [{ name: node, addedAtSeconds: at }],
  );
  return [...first, ...joining].map((node) => ({
    ...node,
    changes: later.flatMap(({ at, node: name, taint }) =>
      name !== node.name || taint === undefined
        ? []
        : [{ atSeconds: at, taints: taint === '' ? [] : [{ key: 'maintenance', effect: taint }] }],
    ),
  }));
}

/** The lives that the case gives to its pods. */
class ScriptedLives implements PodLifeSource {
  readonly labels: string[] = [];
  readonly #recorded: RecordedRollout;
  readonly #zero: number;
  readonly #lives: Life[] = [];
  readonly #counts = new Map<string, number>();

  constructor(recorded: RecordedRollout, zero: number) {
    this.#recorded = recorded;
    this.#zero = zero;
  }

  life({ number, index, template, createdAt }: LifeRequest, deletion?: LifeDeletion): PodLife {
    const revision = template.scenario.name as RecordedRevision;
    // Which node is whose is left to chance in the recording.
    const own = this.#recorded.kind === 'DaemonSet' ? undefined : index;
    this.#lives[number] ??= this.#choose(revision, own, createdAt);
    return { trace: noTrace, views: viewsOf(this.#lives[number]!, createdAt, deletion?.after) };
  }

  #choose(revision: RecordedRevision, index: number | undefined, createdAt: number): Life {
    const { each, byIndex } = this.#recorded[revision]!;
    const ofIndex = index === undefined ? undefined : byIndex?.[index];
    const choices = ofIndex ?? each;
    const key = index === undefined ? revision : `${revision}[${index}]`;
    const n = this.#counts.get(key) ?? 0;
    this.#counts.set(key, n + 1);
    const chosen = Math.min(n, choices.length - 1);
    const at = (Math.floor(((createdAt - this.#zero) / second) * 10 + 0.501) / 10).toFixed(1);
    this.labels.push(index === undefined ? `${revision} at ${at}, life ${chosen}` : key);
    return choices[chosen]!;
  }
}

const revisions: readonly RecordedRevision[] = ['old', 'new', 'next'];

const noTrace = { version: 1, entries: [], containers: [] } as unknown as Trace;

function viewsOf(life: Life, createdAt: number, deletedAfter: number | undefined): PodView[] {
  const views: PodView[] = [];
  let transitions: Record<string, { status: string; at: number }> = {};
  const wallSecond = (at: number) => Math.floor((createdAt + at) / second) * second - createdAt;
  const view = (step: LifeStep, at: number): PodView => {
    const states: Record<string, 'True' | 'False'> = { Ready: step.ready ? 'True' : 'False', ...step.conditions };
    for (const [type, status] of Object.entries(states)) {
      if (transitions[type]?.status !== status)
        transitions = { ...transitions, [type]: { status, at: wallSecond(at) } };
    }
    const state: ContainerState =
      step.exitCode !== undefined
        ? { type: 'terminated', exitCode: step.exitCode, reason: 'Error', startedAtMs: 0, finishedAtMs: toMs(at) }
        : step.phase === 'Running'
          ? { type: 'running', startedAtMs: 0 }
          : { type: 'waiting', reason: 'ContainerCreating' };
    const ready = step.ready ?? false;
    return {
      at,
      seq: 0,
      phase: step.phase,
      conditions: Object.entries(transitions).map(([type, { status }]) => ({ type, status }) as PodCondition),
      containers: [{ name: 'app', state, restartCount: step.restarts ?? 0, ready, started: ready }],
      initContainers: [],
      isBound: life.unbound !== true,
      isReady: ready,
      readyChangedAt: transitions.Ready?.at ?? 0,
      isDeleted: false,
      endpoint: null,
      isGone: false,
    };
  };
  for (const step of life.steps) {
    const at = seconds(step.at);
    if (deletedAfter === undefined || at <= deletedAfter) views.push(view(step, at));
  }
  const last = views.at(-1)!;
  if (deletedAfter !== undefined) {
    const gone = (from: PodView) => ({ ...from, isReady: false, isDeleted: true, isGone: true });
    const isOver = last.phase === 'Succeeded' || last.phase === 'Failed' || !last.isBound;
    if (isOver) views.push({ ...gone(last), at: deletedAfter });
    else {
      const at = deletedAfter + seconds(life.stopSeconds);
      const phase = life.stopExitCode === 0 ? 'Succeeded' : 'Failed';
      const [container] = last.containers;
      views.push({ ...last, at: deletedAfter, isDeleted: true });
      const end = { phase, exitCode: life.stopExitCode, restarts: container!.restartCount, at: 0 } as const;
      views.push(gone(view(end, at)));
    }
  }
  return views;
}

function factsOf(
  entries: readonly RolloutEntry[],
  kind: RecordedRollout['kind'],
  labels: readonly (readonly [string, string])[],
  revised: (text: string) => string,
): RolloutFact[] {
  // The name of a StatefulSet's pod is not random.
  const labelled = kind === 'StatefulSet' ? [] : labels;
  const named = (text: string) => {
    const own =
      kind === 'StatefulSet' ? text : text.replace(/pods "[^"]*" is forbidden/, 'pods "<refused>" is forbidden');
    return revised(labelled.reduce((rest, [name, label]) => rest.replaceAll(name, label), own));
  };
  const counts = new Map<string, number>();
  /** Of a StatefulSet's pods several have the same name, one after the other. */
  const labelOf = (name: string, isCreated: boolean) => {
    const own = labels.filter(([candidate]) => candidate === name);
    const count = (counts.get(name) ?? 0) + (isCreated ? 1 : 0);
    counts.set(name, count);
    return own[count - 1]?.[1];
  };
  return entries.flatMap((entry): RolloutFact[] => {
    const t = entry.atMs / 1_000;
    switch (entry.kind) {
      case 'pod': {
        const { change } = entry.pod;
        const label = labelOf(entry.object.replace('pod/', ''), change === 'created');
        if (change === 'created') return [{ t, kind: 'pod', key: 'created', value: label }];
        return change === 'terminating' ? [{ t, kind: 'pod', key: 'deleted', value: label }] : [];
      }
      case 'scale':
        return [{ t, kind: 'scale', key: entry.scale.revision, value: entry.scale.to }];
      case 'status': {
        const { kind: _, ...status } = entry.status;
        const value = Object.fromEntries(
          Object.entries(status).map(([name, own]) => [name, typeof own === 'string' ? revised(own) : own]),
        );
        return [{ t, kind: 'status', key: '', value }];
      }
      case 'condition': {
        const { type, status, reason, message } = entry.condition;
        // It is taken away, which the recorder does not tell.
        if (type === 'ReplicaFailure' && status === 'False') return [];
        return [{ t, kind: 'condition', key: type, value: [status, reason, named(message)] }];
      }
      case 'event': {
        const { reason, message, dropped } = entry.event;
        return dropped === undefined ? [{ t, kind: 'event', key: '', value: [reason, named(message)] }] : [];
      }
      default:
        return [];
    }
  });
}

const togetherSeconds = 0.05;

/** What a moment ends with, as the recorder does it. */
function reduce(facts: readonly RolloutFact[]): RolloutFact[] {
  const known = new Map([
    ['scale old', '0'],
    ['scale new', '0'],
    ['scale next', '0'],
    ['status ', canonical({ active: [], lastScheduleTime: '', lastSuccessfulTime: '' })],
  ]);
  const reduced: RolloutFact[] = [];
  for (let first = 0; first < facts.length; ) {
    let last = first;
    while (last + 1 < facts.length && facts[last + 1]!.t - facts[last]!.t < togetherSeconds) last++;
    const { t } = facts[first]!;
    const states = new Map<string, RolloutFact>();
    const scaled = new Map<string, readonly [from: string, to: string]>();
    const refused = new Set<string>();
    for (const fact of facts.slice(first, last + 1)) {
      const scaling = fact.kind === 'event' ? parseScaling(fact.value as readonly string[]) : undefined;
      if (scaling !== undefined) {
        const { what, from, to } = scaling;
        scaled.set(what, [scaled.get(what)?.[0] ?? from, to]);
      } else if (isRefusal(fact)) {
        // How often it is tried again within a moment is left to chance.
        const message = fact.value[1].replace(/^\(combined from similar events\): /, '');
        if (!refused.has(message)) reduced.push({ ...fact, t, value: ['FailedCreate', message] });
        refused.add(message);
      } else if (fact.kind === 'pod' || fact.kind === 'event' || fact.kind === 'job') reduced.push({ ...fact, t });
      else states.set(`${fact.kind} ${fact.key}`, { ...fact, t });
    }
    for (const [what, [from, to]] of scaled) {
      reduced.push({ t, kind: 'event', key: '', value: ['ScalingReplicaSet', `${what} from ${from} to ${to}`] });
    }
    for (const [key, fact] of states) {
      const text = canonical(fact.value);
      if (known.get(key) === text) continue;
      known.set(key, text);
      reduced.push(fact);
    }
    first = last + 1;
  }
  return reduced;
}

function isRefusal(fact: RolloutFact): fact is RolloutFact & { readonly value: readonly [string, string] } {
  return fact.kind === 'event' && (fact.value as readonly string[])[0] === 'FailedCreate';
}

function parseScaling([reason, message]: readonly string[]) {
  if (reason !== 'ScalingReplicaSet') return undefined;
  const [, what, from, to] = /^(?:\(combined from similar events\): )?(.*) from (\d+) to (\d+)$/.exec(message!)!;
  return { what: what!, from: from!, to: to! };
}

/** Keys of objects in the order of the recording. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) =>
    typeof own === 'object' && own !== null && !Array.isArray(own)
      ? Object.fromEntries(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)))
      : own,
  );
}
