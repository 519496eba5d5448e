import type { Trace } from '../trace/trace.ts';

/** Stands for the pod's name in lives that several pods share; nothing that a user writes contains it. */
export const sharedName = '\u0000pod\u0000';

/** The traces of the single pods; time 0 of each is the pod's creation. Made when they are asked for. */
export class PodTraces {
  /** In the order of the rollout trace's `pods`. */
  readonly #all: readonly Trace[];
  readonly #lives: ReadonlyMap<string, Trace>;
  readonly #known = new Map<string, Trace>();

  constructor(pods: readonly { readonly name: string; readonly trace: Trace }[]) {
    this.#all = pods.map(({ trace }) => trace);
    this.#lives = new Map(pods.map(({ name, trace }) => [name, trace]));
  }

  get names(): readonly string[] {
    return [...this.#lives.keys()];
  }

  /** Of a name that several pods of a StatefulSet have had one after the other, the last one's. */
  get(name: string): Trace | undefined {
    const life = this.#lives.get(name);
    if (life === undefined) return undefined;
    let trace = this.#known.get(name);
    if (trace === undefined) {
      trace = withName(life, name);
      this.#known.set(name, trace);
    }
    return trace;
  }

  /**
   * Of the pod at an index of the rollout trace's `pods`, as all pods share it that live alike: the same object for each,
   * with a placeholder for the name.
   */
  shared(index: number): Trace | undefined {
    return this.#all[index];
  }
}

/** What is said of a pod whose life others share, with its own name. */
export function withName<T>(value: T, name: string): T {
  return renamed(value, name) as T;
}

function renamed(value: unknown, name: string): unknown {
  if (typeof value === 'string') return value.includes(sharedName) ? value.replaceAll(sharedName, name) : value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, name)]));
}
