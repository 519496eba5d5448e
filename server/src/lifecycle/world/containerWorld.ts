import type { Probe, ProbeType } from '../../kubernetes/pod.ts';
import { type Instant, type Span, second, seconds } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';
import type { AnswersChanged, ContainerFact } from '../trace/worldFact.ts';
import type { WrittenCommand } from './commandAsWritten.ts';
import type { Said } from './said.ts';
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

/** The scenario, asked about one container. */
export class ContainerWorld {
  readonly #behaviour: ContainerBehaviour;
  readonly #container: string;
  readonly #path: string;
  readonly #happenings: readonly Happening[];
  readonly #written: WrittenCommand | undefined;

  /** @param written what the container's command does where the scenario does not say otherwise */
  constructor(scenario: Scenario, container: string, written?: WrittenCommand) {
    this.#written = written;
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
    const said = activeFault(this.#behaviour[kind], `${this.#path}.${kind}`, now);
    return said ?? (kind === 'startError' ? this.#written?.startError : undefined);
  }

  /** How a run goes when nobody interferes. @param startedAt on the scenario's clock */
  run(instance: number, startedAt: Instant): Said<Run> {
    const runs = this.#behaviour.runs ?? [];
    const index = Math.min(instance, runs.length - 1);
    const run = runs[index] ?? runsForEver;
    const end = this.#firstEnd(startedAt);
    if (end !== undefined && end.afterSeconds < (run.exitAfterSeconds ?? Number.POSITIVE_INFINITY)) {
      const { oomKilled, exitCode = oomKilled ? oomExitCode : 0 } = end.happening;
      return {
        value: { ...run, exitAfterSeconds: end.afterSeconds, exitCode, ...(oomKilled ? { reason: 'OOMKilled' } : {}) },
        cause: this.#causeOf(end.happening),
      };
    }
    if (runs.length === 0 && this.#written?.run !== undefined) return this.#written.run;
    return { value: run, cause: { scenario: `${this.#path}.runs[${Math.max(index, 0)}]` } };
  }

  /** The first happening that ends a run; one that was before the run concerns it no more. */
  #firstEnd(startedAt: Instant): { readonly happening: Happening; readonly afterSeconds: number } | undefined {
    return this.#happenings
      .flatMap((happening) => {
        const isEnd = happening.exitCode !== undefined || happening.oomKilled === true;
        const afterSeconds = happening.atSeconds - (isOfWorld(happening) ? startedAt / second : 0);
        return isEnd && afterSeconds >= 0 ? [{ happening, afterSeconds }] : [];
      })
      .sort((a, b) => a.afterSeconds - b.afterSeconds)[0];
  }

  /**
   * What a probe, or without a type a hook, meets `age` after the run started, `now` on the scenario's clock; nothing is
   * said about a container that just answers.
   */
  answer(type: ProbeType | undefined, probe: Probe, age: Span, now: Instant): Said<ProbeAnswer> | undefined {
    const answers = (type === undefined ? undefined : this.#behaviour.probes?.[type]) ?? [];
    for (let index = answers.length - 1; index >= 0; index--) {
      const value = answers[index]!;
      if (age >= seconds(value.fromSeconds)) {
        return { value, cause: { scenario: `${this.#path}.probes.${type}[${index}]` } };
      }
    }
    const isMet = (happening: Happening, time: Instant) =>
      happening.answers !== undefined && time >= seconds(happening.atSeconds) && concerns(happening, type, probe);
    const own = this.#happenings.findLast((happening) => !isOfWorld(happening) && isMet(happening, age));
    if (own !== undefined && own.answers !== 'success') return this.#said(own);
    const { startupSeconds } = this.#behaviour;
    if (own === undefined && startupSeconds !== undefined && age < seconds(startupSeconds)) {
      return { value: { fromSeconds: 0, result: 'refused' }, cause: { scenario: `${this.#path}.startupSeconds` } };
    }
    const around = this.#happenings.findLast((happening) => isOfWorld(happening) && isMet(happening, now));
    // When all is well again around it, the container answers as it does by itself.
    if (around !== undefined && !isRecovery(around)) return this.#said(around);
    return own && this.#said(own);
  }

  #said(happening: Happening): Said<ProbeAnswer> {
    const { atSeconds, answers: result = 'success', seconds: took, statusCode, redirectsTo, output } = happening;
    return {
      value: {
        fromSeconds: atSeconds,
        result,
        ...(took === undefined ? {} : { seconds: took }),
        ...(statusCode === undefined ? {} : { statusCode }),
        ...(redirectsTo === undefined ? {} : { redirectsTo }),
        ...(output === undefined ? {} : { output }),
      },
      cause: this.#causeOf(happening),
    };
  }

  #causeOf(happening: Happening): Cause {
    return { scenario: `${this.#path}.happenings[${this.#happenings.indexOf(happening)}]` };
  }

  hook(type: 'postStart' | 'preStop'): Said<HookBehaviour> | undefined {
    const value = this.#behaviour.hooks?.[type];
    return value === undefined ? undefined : { value, cause: { scenario: `${this.#path}.hooks.${type}` } };
  }

  /** What of the world a reader should see in a run, besides its end; times count from the start of the run. */
  factsOfRun(): TimedFact[] {
    const { startupSeconds } = this.#behaviour;
    const container = this.#container;
    const startedUp: TimedFact[] =
      startupSeconds === undefined
        ? []
        : [
            {
              atSeconds: startupSeconds,
              fact: { type: 'startedUp', container },
              cause: { scenario: `${this.#path}.startupSeconds` },
            },
          ];
    return [...startedUp, ...this.#facts((happening) => !isOfWorld(happening))];
  }

  /** The same of what happens around the container; times are those of the scenario's clock. */
  factsAround(): TimedFact[] {
    return this.#facts(isOfWorld);
  }

  #facts(isMeant: (happening: Happening) => boolean): TimedFact[] {
    return this.#happenings.flatMap((happening) => {
      const fact = isMeant(happening) ? answersChanged(this.#container, happening) : undefined;
      return fact === undefined ? [] : [{ atSeconds: happening.atSeconds, fact, cause: this.#causeOf(happening) }];
    });
  }
}

interface TimedFact {
  readonly atSeconds: number;
  readonly fact: ContainerFact;
  readonly cause: Cause;
}

function isOfWorld({ clock }: Happening): boolean {
  return clock === 'scenario';
}

function isRecovery({ answers, seconds, statusCode, redirectsTo }: Happening): boolean {
  return answers === 'success' && seconds === undefined && statusCode === undefined && redirectsTo === undefined;
}

/** A fault of the scenario, while it lasts. */
export function activeFault(fault: Fault | undefined, path: string, now: Instant): Said<Fault> | undefined {
  if (fault === undefined) return undefined;
  if (fault.untilSeconds !== undefined && now >= seconds(fault.untilSeconds)) return undefined;
  return { value: fault, cause: { scenario: path } };
}

function concerns(
  happening: Pick<Happening, 'probe' | 'port' | 'path'>,
  type: ProbeType | undefined,
  probe: Probe,
): boolean {
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
