import type { ProbeType } from '../../kubernetes/pod.ts';
import { type Instant, type Span, seconds } from '../kernel/time.ts';
import type { Cause } from '../trace.ts';
import type {
  ContainerBehaviour,
  Fault,
  HookBehaviour,
  ImageBehaviour,
  ProbeAnswer,
  Run,
  Scenario,
} from './scenario.ts';

const runsForEver: Run = {};

/** Something the scenario says, with its place in the scenario. */
export interface Said<T> {
  readonly value: T;
  readonly cause: Cause;
}

/** The scenario, asked about one container. */
export class ContainerWorld {
  readonly #behaviour: ContainerBehaviour;
  readonly #path: string;

  constructor(scenario: Scenario, container: string) {
    this.#behaviour = scenario.containers?.[container] ?? {};
    this.#path = `containers.${container}`;
  }

  get image(): ImageBehaviour {
    return this.#behaviour.image ?? {};
  }

  imageCause(field: keyof ImageBehaviour): Cause {
    return { scenario: `${this.#path}.image.${field}` };
  }

  fault(kind: 'configError' | 'createError' | 'startError', now: Instant): Said<Fault> | undefined {
    const fault = this.#behaviour[kind];
    if (fault === undefined) return undefined;
    if (fault.untilSeconds !== undefined && now >= seconds(fault.untilSeconds)) return undefined;
    return { value: fault, cause: { scenario: `${this.#path}.${kind}` } };
  }

  run(instance: number): Said<Run> {
    const runs = this.#behaviour.runs ?? [];
    const index = Math.min(instance, runs.length - 1);
    return { value: runs[index] ?? runsForEver, cause: { scenario: `${this.#path}.runs[${Math.max(index, 0)}]` } };
  }

  /** What a probe meets `age` after the run started; nothing is said about a container that just answers. */
  answer(type: ProbeType, age: Span): Said<ProbeAnswer> | undefined {
    const answers = this.#behaviour.probes?.[type] ?? [];
    for (let index = answers.length - 1; index >= 0; index--) {
      const value = answers[index]!;
      if (age >= seconds(value.fromSeconds)) {
        return { value, cause: { scenario: `${this.#path}.probes.${type}[${index}]` } };
      }
    }
    return undefined;
  }

  hook(type: 'postStart' | 'preStop'): Said<HookBehaviour> | undefined {
    const value = this.#behaviour.hooks?.[type];
    return value === undefined ? undefined : { value, cause: { scenario: `${this.#path}.hooks.${type}` } };
  }
}
