import type { Probe, ProbeType } from '../../kubernetes/pod.ts';
import { type Instant, type Span, second, seconds } from '../kernel/time.ts';
import type { Cause } from '../trace/trace.ts';
import type { AnswersChanged, ContainerFact } from '../trace/worldFact.ts';
import type { WrittenCommand } from './commandAsWritten.ts';
import type {
  ContainerBehaviour,
  Fault,
  Happening,
  HappeningClock,
  HookBehaviour,
  ImageBehaviour,
  ProbeAnswer,
  Run,
} from './containerBehaviour.ts';
import type { Said } from './said.ts';
import type { Scenario } from './scenario.ts';

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
        value: {
          ...run,
          ...this.#endAfterSigterm(),
          exitAfterSeconds: end.afterSeconds,
          exitCode,
          ...(oomKilled ? { reason: 'OOMKilled' } : {}),
        },
        cause: this.#causeOf(end.happening),
      };
    }
    if (runs.length === 0 && this.#written?.run !== undefined) return this.#written.run;
    return {
      value: { ...run, ...this.#endAfterSigterm() },
      cause: { scenario: `${this.#path}.runs[${Math.max(index, 0)}]` },
    };
  }

  #endAfterSigterm(): Run {
    const end = this.#happenings.find((happening) => clockOf(happening) === 'sigterm' && isEnd(happening));
    if (end === undefined) return {};
    const { atSeconds, oomKilled, exitCode = oomKilled ? oomExitCode : 0 } = end;
    return { sigtermSeconds: atSeconds, sigtermExitCode: exitCode, ignoreSigterm: false };
  }

  /** The first happening that ends a run; one that was before the run concerns it no more. */
  #firstEnd(startedAt: Instant): { readonly happening: Happening; readonly afterSeconds: number } | undefined {
    return this.#happenings
      .flatMap((happening) => {
        if (!isEnd(happening) || clockOf(happening) === 'sigterm') return [];
        const afterSeconds = happening.atSeconds - (clockOf(happening) === 'scenario' ? startedAt / second : 0);
        return afterSeconds >= 0 ? [{ happening, afterSeconds }] : [];
      })
      .sort((a, b) => a.afterSeconds - b.afterSeconds)[0];
  }

  /** What a probe, or without a type a hook, meets; nothing is said about a container that just answers. */
  answer(type: ProbeType | undefined, probe: Probe, moment: Moment): Said<ProbeAnswer> | undefined {
    const { probes, startupSeconds } = this.#behaviour;
    if (probes === undefined && startupSeconds === undefined && this.#happenings.length === 0) return undefined;
    const port = (probe.httpGet ?? probe.tcpSocket ?? probe.grpc)?.port;
    const target = {
      ports: port === undefined ? [] : [port],
      path: probe.httpGet === undefined ? undefined : (probe.httpGet.path ?? '/'),
    };
    return this.#answer(type, target, moment);
  }

  /** What a client's request to a port meets; what happens at one path only is not for requests. */
  request(ports: readonly (number | string)[], moment: Moment): (Said<ProbeAnswer> & AfterSigterm) | undefined {
    return this.#answer(undefined, { ports, path: undefined }, moment);
  }

  #answer(
    type: ProbeType | undefined,
    target: Target,
    { age, now, sinceSigterm }: Moment,
  ): (Said<ProbeAnswer> & AfterSigterm) | undefined {
    const answers = (type === undefined ? undefined : this.#behaviour.probes?.[type]) ?? [];
    for (let index = answers.length - 1; index >= 0; index--) {
      const value = answers[index]!;
      if (age >= seconds(value.fromSeconds)) {
        return { value, cause: { scenario: `${this.#path}.probes.${type}[${index}]` } };
      }
    }
    const isMet = (happening: Happening, time: Instant) =>
      happening.answers !== undefined && time >= seconds(happening.atSeconds) && concerns(happening, type, target);
    const lastOn = (clock: HappeningClock, time: Instant) =>
      this.#happenings.findLast((happening) => clockOf(happening) === clock && isMet(happening, time));
    const stopping = sinceSigterm === undefined ? undefined : lastOn('sigterm', sinceSigterm);
    if (stopping !== undefined) return { ...this.#said(stopping), afterSigterm: true };
    const own = lastOn('container', age);
    if (own !== undefined && own.answers !== 'success') return this.#said(own);
    const { startupSeconds } = this.#behaviour;
    if (own === undefined && startupSeconds !== undefined && age < seconds(startupSeconds)) {
      return { value: { fromSeconds: 0, result: 'refused' }, cause: { scenario: `${this.#path}.startupSeconds` } };
    }
    const around = lastOn('scenario', now);
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

  /** When answers may change, in seconds from each clock's beginning. */
  turns(): { readonly ofRun: number[]; readonly ofWorld: number[]; readonly ofSigterm: number[] } {
    const on = (clock: HappeningClock) =>
      this.#happenings.flatMap((happening) => (clockOf(happening) === clock ? [happening.atSeconds] : []));
    const { startupSeconds = 0 } = this.#behaviour;
    return { ofRun: [startupSeconds, ...on('container')], ofWorld: on('scenario'), ofSigterm: on('sigterm') };
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
    return [...startedUp, ...this.#facts('container')];
  }

  /** The same of what happens around the container; times are those of the scenario's clock. */
  factsAround(): TimedFact[] {
    return this.#facts('scenario');
  }

  /** The same of a run that is asked to stop; times count from SIGTERM. */
  factsOfSigterm(): TimedFact[] {
    return this.#facts('sigterm');
  }

  #facts(clock: HappeningClock): TimedFact[] {
    return this.#happenings.flatMap((happening) => {
      const fact = clockOf(happening) === clock ? answersChanged(this.#container, happening) : undefined;
      return fact === undefined ? [] : [{ atSeconds: happening.atSeconds, fact, cause: this.#causeOf(happening) }];
    });
  }
}

/** A moment in a run of a container. */
export interface Moment {
  /** Since the run started. */
  readonly age: Span;
  /** On the scenario's clock. */
  readonly now: Instant;
  /** Since the kubelet asked it to stop; undefined before. */
  readonly sinceSigterm?: Span | undefined;
}

/** Where a probe, a hook or a request goes. */
interface Target {
  readonly ports: readonly (number | string)[];
  readonly path: string | undefined;
}

interface AfterSigterm {
  /** The scenario says what a process that is asked to stop does. */
  readonly afterSigterm?: true;
}

interface TimedFact {
  readonly atSeconds: number;
  readonly fact: ContainerFact;
  readonly cause: Cause;
}

function clockOf({ clock = 'container' }: Happening): HappeningClock {
  return clock;
}

function isEnd({ exitCode, oomKilled }: Happening): boolean {
  return exitCode !== undefined || oomKilled === true;
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
  { ports, path }: Target,
): boolean {
  if (happening.probe !== undefined && happening.probe !== type) return false;
  if (happening.port !== undefined && !ports.includes(happening.port)) return false;
  return happening.path === undefined || happening.path === path;
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
