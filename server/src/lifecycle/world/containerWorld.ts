import type { Probe, ProbeType } from '../../kubernetes/pod.ts';
import { type Instant, type Span, seconds } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';
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
  readonly #path: string;
  readonly #happenings: readonly Happening[];

  constructor(scenario: Scenario, container: string) {
    this.#behaviour = scenario.containers?.[container] ?? {};
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
  happenings(): { readonly atSeconds: number; readonly text: string; readonly cause: Cause }[] {
    const { startupSeconds } = this.#behaviour;
    return [
      ...(startupSeconds === undefined
        ? []
        : [
            {
              atSeconds: startupSeconds,
              text: 'is up and answers',
              cause: { scenario: `${this.#path}.startupSeconds` },
            },
          ]),
      ...this.#happenings.flatMap((happening, index) => {
        const text = describe(happening);
        const cause: Cause = { scenario: `${this.#path}.happenings[${index}]` };
        return text === undefined ? [] : [{ atSeconds: happening.atSeconds, text, cause }];
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

function describe({ answers, seconds: took, redirectsTo, port, path, probe }: Happening): string | undefined {
  if (answers === undefined) return undefined;
  const where = [
    ...(port === undefined ? [] : [`on port ${port}`]),
    ...(path === undefined ? [] : [`at ${path}`]),
    ...(probe === undefined ? [] : [`to its ${probe} probe`]),
  ];
  const place = where.length === 0 ? '' : ` ${where.join(' ')}`;
  if (redirectsTo !== undefined) return `redirects to ${redirectsTo}${place}`;
  switch (answers) {
    case 'success':
      return took === undefined ? `answers again${place}` : `takes ${took} s to answer${place}`;
    case 'failure':
      return `answers with an error${place}`;
    case 'refused':
      return `stops listening${place}`;
    case 'hang':
      return `hangs${place}`;
    case 'error':
      return `cannot be probed${place}`;
  }
}
