import type { Probe, ProbeType } from '../../kubernetes/pod.ts';
import { type Instant, type Span, seconds } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';
import type { AnswersChanged, ContainerFact } from '../trace/worldFact.ts';
import type {
  ContainerBehaviour,
  Fault,
  Happening,
  HookBehaviour,
  ImageBehaviour,
  ProbeAnswer,
  Run,
  Scenario,
} from './scenario.ts';

const runsForEver: Run = {};
const oomExitCode = 137;

export type FaultKind = 'configError' | 'createError' | 'preStartError' | 'startError';

/** Something the scenario says, with its place in the scenario. */
export interface Said<T> {
  readonly value: T;
  readonly cause: Cause;
}

/** The scenario, asked about one container. */
export class ContainerWorld {
  readonly #behaviour: ContainerBehaviour;
  readonly #container: string;
  readonly #path: string;
  readonly #happenings: readonly Happening[];

  constructor(scenario: Scenario, container: string) {
    this.#behaviour = scenario.containers?.[container] ?? {};
    this.#container = container;
    this.#path = `containers.${container}`;
    this.#happenings = this.#behaviour.happenings ?? [];
  }

  get image(): ImageBehaviour {
    return this.#behaviour.image ?? {};
  }

  imageCause(field: keyof ImageBehaviour): Cause {
    return { scenario: `${this.#path}.image.${field}` };
  }

  fault(kind: FaultKind, now: Instant): Said<Fault> | undefined {
    return activeFault(this.#behaviour[kind], `${this.#path}.${kind}`, now);
  }

  /** How a run goes when nobody interferes. */
  run(instance: number): Said<Run> {
    const runs = this.#behaviour.runs ?? [];
    const index = Math.min(instance, runs.length - 1);
    const run = runs[index] ?? runsForEver;
    const endIndex = this.#happenings.findIndex(
      ({ exitCode, oomKilled }) => exitCode !== undefined || oomKilled === true,
    );
    const end = this.#happenings[endIndex];
    if (end !== undefined && end.atSeconds < (run.exitAfterSeconds ?? Number.POSITIVE_INFINITY)) {
      const { atSeconds, oomKilled, exitCode = oomKilled ? oomExitCode : 0 } = end;
      return {
        value: { ...run, exitAfterSeconds: atSeconds, exitCode, ...(oomKilled ? { reason: 'OOMKilled' } : {}) },
        cause: { scenario: `${this.#path}.happenings[${endIndex}]` },
      };
    }
    return { value: run, cause: { scenario: `${this.#path}.runs[${Math.max(index, 0)}]` } };
  }

  /** What a probe meets `age` after the run started; nothing is said about a container that just answers. */
  answer(type: ProbeType, probe: Probe, age: Span): Said<ProbeAnswer> | undefined {
    const answers = this.#behaviour.probes?.[type] ?? [];
    for (let index = answers.length - 1; index >= 0; index--) {
      const value = answers[index]!;
      if (age >= seconds(value.fromSeconds)) {
        return { value, cause: { scenario: `${this.#path}.probes.${type}[${index}]` } };
      }
    }
    for (let index = this.#happenings.length - 1; index >= 0; index--) {
      const { atSeconds, answers: result, ...happening } = this.#happenings[index]!;
      if (result === undefined || age < seconds(atSeconds) || !concerns(happening, type, probe)) continue;
      const { seconds: took, statusCode, redirectsTo, output } = happening;
      return {
        value: {
          fromSeconds: atSeconds,
          result,
          ...(took === undefined ? {} : { seconds: took }),
          ...(statusCode === undefined ? {} : { statusCode }),
          ...(redirectsTo === undefined ? {} : { redirectsTo }),
          ...(output === undefined ? {} : { output }),
        },
        cause: { scenario: `${this.#path}.happenings[${index}]` },
      };
    }
    const { startupSeconds } = this.#behaviour;
    if (startupSeconds !== undefined && age < seconds(startupSeconds)) {
      return { value: { fromSeconds: 0, result: 'refused' }, cause: { scenario: `${this.#path}.startupSeconds` } };
    }
    return undefined;
  }

  hook(type: 'postStart' | 'preStop'): Said<HookBehaviour> | undefined {
    const value = this.#behaviour.hooks?.[type];
    return value === undefined ? undefined : { value, cause: { scenario: `${this.#path}.hooks.${type}` } };
  }

  /** What of the world a reader should see in a run, besides its end. */
  facts(): { readonly atSeconds: number; readonly fact: ContainerFact; readonly cause: Cause }[] {
    const { startupSeconds } = this.#behaviour;
    const container = this.#container;
    return [
      ...(startupSeconds === undefined
        ? []
        : [
            {
              atSeconds: startupSeconds,
              fact: { type: 'startedUp' as const, container },
              cause: { scenario: `${this.#path}.startupSeconds` },
            },
          ]),
      ...this.#happenings.flatMap((happening, index) => {
        const fact = answersChanged(container, happening);
        const cause: Cause = { scenario: `${this.#path}.happenings[${index}]` };
        return fact === undefined ? [] : [{ atSeconds: happening.atSeconds, fact, cause }];
      }),
    ];
  }
}

/** A fault of the scenario, while it lasts. */
export function activeFault(fault: Fault | undefined, path: string, now: Instant): Said<Fault> | undefined {
  if (fault === undefined) return undefined;
  if (fault.untilSeconds !== undefined && now >= seconds(fault.untilSeconds)) return undefined;
  return { value: fault, cause: { scenario: path } };
}

function concerns(happening: Pick<Happening, 'probe' | 'port' | 'path'>, type: ProbeType, probe: Probe): boolean {
  const { port, path } = happening;
  if (happening.probe !== undefined && happening.probe !== type) return false;
  if (port !== undefined && (probe.httpGet ?? probe.tcpSocket ?? probe.grpc)?.port !== port) return false;
  return path === undefined || (probe.httpGet !== undefined && (probe.httpGet.path ?? '/') === path);
}

function answersChanged(container: string, happening: Happening): AnswersChanged | undefined {
  const { answers, seconds: took, redirectsTo, port, path, probe } = happening;
  if (answers === undefined) return undefined;
  return {
    type: 'answersChanged',
    container,
    answers,
    ...(took === undefined ? {} : { seconds: took }),
    ...(redirectsTo === undefined ? {} : { redirectsTo }),
    ...(probe === undefined ? {} : { probe }),
    ...(port === undefined ? {} : { port }),
    ...(path === undefined ? {} : { path }),
  };
}
