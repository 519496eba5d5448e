import { defaultGates, type GateSettings } from '../../kubernetes/gates.ts';
import { defaultEnvironment, type Environment } from '../environment.ts';
import { fromMs, type Instant, type Span, second, seconds, toMs } from '../kernel/time.ts';
import type { SimulatedRelease } from '../release.ts';
import { simulate } from '../simulate.ts';
import type { Trace } from '../trace/trace.ts';
import type { Scenario } from '../world/scenario.ts';
import type { LifeDeletion, LifeRequest, PodLife, PodLifeSource, PodView } from './podLife.ts';
import { sharedName } from './podTraces.ts';
import type { Template } from './workload.ts';

/** How a pod's node differs from {@link defaultEnvironment}; clocks are those of the whole rollout. */
export type RolloutEnvironment = Partial<
  Omit<Environment, 'jitter' | 'plegPhase' | 'wallPhase'> & { readonly jitter: number }
>;

export interface PodLivesOptions {
  readonly environment: RolloutEnvironment;
  readonly kubernetes: SimulatedRelease;
  readonly gates?: GateSettings;
  /** When the scenario's clock begins: with the update, or the creation. */
  readonly zero: Instant;
  /** How much of a life is needed. */
  readonly length: Span;
  readonly endpoints: boolean;
  readonly publishNotReadyAddresses: boolean;
  /** Entries of one pod's trace. */
  readonly maxEntries: number;
}

/**
 * The lives of a workload's pods. A pod's life follows from its template, its scenario, where its creation falls in the
 * clocks' second, and when it is deleted. So each is simulated by itself, on a node of its own, and those that are alike
 * are simulated once. The clocks are shared: all nodes relist at the same times, whenever a pod arrives.
 */
export class PodLives implements PodLifeSource {
  readonly #options: PodLivesOptions;
  readonly #known = new Map<Template, Map<string, PodLife>>();

  constructor(options: PodLivesOptions) {
    this.#options = options;
  }

  life({ template, createdAt, context }: LifeRequest, deletion?: LifeDeletion): PodLife {
    const phase = createdAt % second;
    const scenarioTime = Math.min(createdAt - this.#options.zero, lastOnScenarioClock(template.scenario));
    const key = `${phase} ${scenarioTime} ${deletion === undefined ? '' : JSON.stringify(deletion)} ${context === undefined ? '' : JSON.stringify(context)}`;
    let lives = this.#known.get(template);
    if (lives === undefined) {
      lives = new Map();
      this.#known.set(template, lives);
    }
    let life = lives.get(key);
    if (life === undefined) {
      const scenario = { ...template.scenario, ...context };
      life = this.#simulate({ ...template, scenario }, phase, scenarioTime, deletion);
      lives.set(key, life);
    }
    return life;
  }

  #simulate(
    { pod, scenario }: Template,
    phase: Span,
    scenarioTime: Instant,
    deletion: LifeDeletion | undefined,
  ): PodLife {
    const {
      environment,
      kubernetes,
      gates = defaultGates,
      length,
      endpoints,
      publishNotReadyAddresses,
      maxEntries,
    } = this.#options;
    // Who is deleted, and when, is known above: by a controller, or by the scenario.
    const { delete: _, then: __, pods: ___, ...others } = scenario;
    const { after, ...grace } = deletion ?? {};
    const deleted = after === undefined ? {} : { delete: { atSeconds: after / second, ...grace } };
    const trace = simulate(
      { ...pod, metadata: { ...pod.metadata, name: sharedName } },
      { ...others, ...deleted },
      {
        untilMs: toMs(length),
        createdAtMs: Number.isFinite(scenarioTime) ? toMs(scenarioTime) : 0,
        kubernetes,
        gates,
        endpoints,
        publishNotReadyAddresses,
        limits: { entries: maxEntries },
        restShownMs: () => 0,
        environment: {
          ...environment,
          plegPhase: (defaultEnvironment.plegPhase + phase / second) % 1,
          wallPhase: phase / second,
        },
      },
    );
    return { trace, views: viewsOf(trace, phase) };
  }
}

/**
 * After the last thing that happens on the scenario's clock, all times are alike; pods that are created then share a life.
 * Without any such thing every time is.
 */
function lastOnScenarioClock({ containers = {} }: Scenario): Instant {
  const times = Object.values(containers).flatMap(({ happenings = [] }) =>
    happenings.flatMap(({ clock, atSeconds }) => (clock === 'scenario' ? [seconds(atSeconds)] : [])),
  );
  return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...times);
}

/** One view per moment in which something changes. */
function viewsOf(trace: Trace, phase: Span): PodView[] {
  const wallSecond = (at: Span) => Math.floor((at + phase) / second) * second - phase;
  const views: PodView[] = [];
  let view: PodView = {
    at: 0,
    seq: 0,
    phase: 'Pending',
    conditions: [],
    containers: [],
    initContainers: [],
    isBound: false,
    isReady: false,
    readyChangedAt: 0,
    isDeleted: false,
    endpoint: null,
    isGone: false,
  };
  for (const entry of trace.entries) {
    const at = fromMs(entry.atMs);
    let next: PodView | undefined;
    if (entry.kind === 'status') {
      const { phase: podPhase, conditions, containerStatuses, initContainerStatuses, deletionAtMs } = entry.status;
      const isReady = conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
      next = {
        ...view,
        phase: podPhase,
        conditions,
        containers: containerStatuses,
        initContainers: initContainerStatuses,
        isReady,
        readyChangedAt: isReady === view.isReady ? view.readyChangedAt : wallSecond(at),
        isDeleted: deletionAtMs !== undefined,
      };
    } else if (entry.kind === 'endpoint') {
      next = { ...view, endpoint: entry.endpoint };
    } else if (entry.kind === 'api' && entry.call === 'bound') {
      next = { ...view, isBound: true };
    } else if (entry.kind === 'api' && entry.call === 'removed') {
      next = { ...view, isGone: true, isDeleted: true, isReady: false, endpoint: null };
    }
    if (next === undefined) continue;
    if (views.at(-1)?.at === at) views.pop();
    view = { ...next, at, seq: entry.seq };
    views.push(view);
  }
  return views;
}
