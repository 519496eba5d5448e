/**
 * Makes random cases for the recorder: `node test/conformance/kubelet/cases.ts SEED COUNT [plain|wild|rules] [GATE…] >
 * cases.jsonl`, one a line. The same seed makes the same cases. Wild ones have more of everything that goes wrong, and
 * unusual fields; those with rules have restart policies and rules of containers, and containers that end again and
 * again. The gates that are named are on, whatever the release says.
 */
import type { Container, ContainerRestartRule, Pod, Probe, ProbeType } from '../../../server/src/kubernetes/pod.ts';
import { pseudoRandom } from '../../../server/src/lifecycle/kernel/random.ts';
import type { RecordedBehaviour, RecordedCase, RecordedParams } from './recording.ts';

const seedStride = 100_003;
/** With few of them, rules and exit codes meet. */
const exitCodes = [0, 1, 2, 42, 137] as const;

type Profile = 'plain' | 'wild' | 'rules';

class CaseMaker {
  readonly #random: () => number;
  readonly #isWild: boolean;
  readonly #hasRules: boolean;
  readonly #behaviour: Record<string, RecordedBehaviour> = {};

  constructor(random: () => number, profile: Profile) {
    this.#random = random;
    this.#isWild = profile === 'wild';
    this.#hasRules = profile === 'rules';
  }

  make(): { case: RecordedCase; params: RecordedParams } {
    const spec = this.#spec();
    const pod: Pod = { spec };
    const untilSeconds = this.#hasRules ? 150 : 300;
    const recorded: RecordedCase = {
      pod,
      behaviour: this.#behaviour,
      untilSeconds,
      ...(this.#chance(0.35) ? { deleteAtSeconds: this.#deleteAt() } : {}),
      ...(this.#isWild && this.#chance(0.3) ? { deleteGraceSeconds: this.#pick([0, 1, 2, 3, 10, 40]) } : {}),
      ...(this.#isWild && this.#chance(0.05) ? { networkNotReadyUntilSeconds: this.#tenths(1, 30) } : {}),
    };
    return { case: recorded, params: this.#params() };
  }

  #deleteAt(): number {
    return this.#isWild && this.#chance(0.4) ? this.#tenths(0, 20) : this.#tenths(10, 150);
  }

  #spec(): Pod['spec'] {
    const containerCount = this.#pick(this.#isWild ? [1, 1, 2, 2, 3, 4] : [1, 1, 1, 2, 2, 3]);
    const containers = ['app', 'beta', 'gamma', 'delta'].slice(0, containerCount).map((name) => this.#container(name));
    const initCount = this.#pick([0, 0, 0, 1, 1, 2, this.#isWild ? 3 : 2]);
    const initContainers = Array.from({ length: initCount }, (_, index) =>
      this.#chance(0.5) ? this.#initContainer(`init${index}`) : this.#sidecar(`side${index}`),
    );
    return {
      containers,
      ...(initCount === 0 ? {} : { initContainers }),
      restartPolicy: this.#pick(['Always', 'Always', 'OnFailure', 'Never']),
      ...(this.#chance(0.3)
        ? { terminationGracePeriodSeconds: this.#pick([3, 10, 45, ...(this.#isWild ? [0, 1, 2] : [])]) }
        : {}),
      ...(this.#chance(this.#isWild ? 0.15 : 0) ? { activeDeadlineSeconds: this.#whole(5, 120) } : {}),
      ...(this.#chance(this.#isWild ? 0.1 : 0) ? { hostNetwork: true } : {}),
    };
  }

  #container(name: string): Container {
    const probes = this.#probes(name, { liveness: 0.35, readiness: 0.4, startup: 0.2 });
    const hooks = this.#hooks(name);
    this.#describe(name, { runs: this.#runs(0.45), ...this.#image(), ...this.#faults() });
    return { name, ...probes, ...hooks, ...this.#pullPolicy(), ...this.#restarts() };
  }

  #initContainer(name: string): Container {
    const runs = Array.from({ length: this.#whole(1, 3) }, (_, index) => ({
      exitCode: this.#chance(index === 0 ? 0.4 : 0.2) ? (this.#hasRules ? this.#pick(exitCodes) : 1) : 0,
      exitAfterSeconds: this.#tenths(0.1, 13),
      ...this.#sigterm(),
    }));
    this.#describe(name, {
      runs,
      ...(this.#chance(0.2) ? this.#image() : {}),
      ...(this.#chance(0.3) ? this.#faults() : {}),
    });
    return { name, ...(this.#chance(0.2) ? this.#pullPolicy() : {}), ...this.#restarts() };
  }

  #sidecar(name: string): Container {
    const probes = this.#probes(name, { liveness: 0.3, readiness: 0.3, startup: 0.4 });
    const hooks = this.#hooks(name);
    this.#describe(name, { runs: this.#runs(0.3), ...this.#image(), ...(this.#chance(0.3) ? this.#faults() : {}) });
    // A sidecar is started again anyway.
    const rules =
      this.#hasRules && this.#chance(0.3) ? { restartPolicyRules: [this.#rule('RestartAllContainers')] } : {};
    return { name, restartPolicy: 'Always', ...rules, ...probes, ...hooks };
  }

  /** A container's own policy and rules. */
  #restarts(): Pick<Container, 'restartPolicy' | 'restartPolicyRules'> {
    if (!this.#hasRules || this.#chance(0.3)) return {};
    const restartPolicy = this.#pick(['Never', 'Never', 'OnFailure', 'Always'] as const);
    const count = this.#pick([0, 1, 1, 2]);
    if (count === 0) return { restartPolicy };
    const rule = () => this.#rule(this.#pick(['Restart', 'RestartAllContainers'] as const));
    return { restartPolicy, restartPolicyRules: Array.from({ length: count }, rule) };
  }

  #rule(action: NonNullable<ContainerRestartRule['action']>): ContainerRestartRule {
    const values = exitCodes.filter(() => this.#chance(0.4));
    const operator = this.#chance(0.75) ? 'In' : 'NotIn';
    return { action, exitCodes: { operator, values: values.length === 0 ? [42] : values } };
  }

  /** Runs that end with the codes of rules, and mostly one at last that lives. */
  #endingRuns(): NonNullable<RecordedBehaviour['runs']> {
    const count = this.#whole(1, 4);
    return Array.from({ length: count }, (_, index) => ({
      exitCode: this.#pick(exitCodes),
      ...(index === count - 1 && this.#chance(0.6)
        ? {}
        : { exitAfterSeconds: this.#chance(0.2) ? this.#tenths(0.1, 2) : this.#tenths(2, 40) }),
      ...this.#sigterm(),
    }));
  }

  #runs(crashes: number): NonNullable<RecordedBehaviour['runs']> {
    if (this.#hasRules && this.#chance(0.7)) return this.#endingRuns();
    return Array.from({ length: this.#whole(1, 3) }, () => ({
      exitCode: this.#pick([0, 0, 1, 2, 137]),
      ...(this.#chance(crashes)
        ? { exitAfterSeconds: this.#chance(0.3) ? this.#tenths(0.1, 2) : this.#tenths(1, 60) }
        : {}),
      ...(this.#isWild && this.#chance(0.1) ? { reason: 'OOMKilled' } : {}),
      ...this.#sigterm(),
    }));
  }

  #sigterm() {
    if (this.#chance(0.15)) return { ignoreSigterm: true };
    return this.#chance(0.4) ? { sigtermSeconds: this.#tenths(0.3, 20), sigtermExitCode: this.#pick([0, 1, 143]) } : {};
  }

  #image(): Pick<RecordedBehaviour, 'image'> {
    if (!this.#chance(0.3)) return {};
    const fails = this.#chance(this.#isWild ? 0.4 : 0.2);
    const error =
      this.#isWild && this.#chance(0.2)
        ? 'RegistryUnavailable: down'
        : 'rpc error: code = NotFound desc = no such image';
    return {
      image: {
        present: this.#chance(0.3),
        pullSeconds: this.#tenths(0, 20),
        ...(fails ? { error, errorUntilSeconds: this.#pick([0, 15, 30, 70]) } : {}),
        ...(this.#isWild && this.#chance(0.05)
          ? { inspectError: 'rpc error: code = Unknown desc = broken store' }
          : {}),
      },
    };
  }

  #faults(): Pick<RecordedBehaviour, 'createError' | 'startError'> {
    if (!this.#isWild) return {};
    const fault = (message: string) => ({
      message,
      ...(this.#chance(0.7) ? { untilSeconds: this.#tenths(1, 60) } : {}),
    });
    return {
      ...(this.#chance(0.06) ? { createError: fault('cannot create') } : {}),
      ...(this.#chance(0.08) ? { startError: fault('exec: "nope": executable file not found in $PATH') } : {}),
    };
  }

  #pullPolicy(): Pick<Container, 'imagePullPolicy'> {
    if (this.#chance(0.2)) return { imagePullPolicy: 'Always' };
    return this.#isWild && this.#chance(0.1) ? { imagePullPolicy: 'Never' } : {};
  }

  #probes(name: string, odds: Readonly<Record<ProbeType, number>>): Partial<Container> {
    const result: Record<string, Probe> = {};
    const answers: Record<string, NonNullable<RecordedBehaviour['probes']>[ProbeType]> = {};
    for (const type of ['liveness', 'readiness', 'startup'] as const) {
      if (!this.#chance(odds[type])) continue;
      result[`${type}Probe`] = {
        periodSeconds: this.#pick([1, 2, 3, 5, 7, 10, 15]),
        initialDelaySeconds: this.#pick([0, 0, 3, 5, 10, 20]),
        timeoutSeconds: this.#whole(1, 3),
        failureThreshold: this.#pick([1, 2, 3, 3, 5, ...(type === 'startup' ? [10] : [])]),
        successThreshold: type === 'readiness' ? this.#whole(1, 3) : 1,
        ...(this.#isWild && type !== 'readiness' && this.#chance(0.2)
          ? { terminationGracePeriodSeconds: this.#pick([1, 4, 35]) }
          : {}),
      };
      answers[type] = this.#answers();
    }
    if (Object.keys(answers).length > 0) this.#describe(name, { probes: answers });
    return result;
  }

  #answers() {
    const count = this.#pick([1, 1, 2, 2, 3]);
    let fromSeconds = 0;
    return Array.from({ length: count }, (_, index) => {
      if (index > 0) fromSeconds += this.#tenths(1, 50);
      const result = this.#pick(['success', 'success', 'success', 'failure', 'failure', 'hang', 'error'] as const);
      return {
        fromSeconds: Math.round(fromSeconds * 10) / 10,
        result,
        ...(this.#isWild && result !== 'hang' && this.#chance(0.2) ? { seconds: this.#tenths(0.1, 3.5) } : {}),
      };
    });
  }

  #hooks(name: string): Pick<Container, 'lifecycle'> {
    const lifecycle: Record<string, object> = {};
    const hooks: Record<string, { seconds: number; fail: boolean }> = {};
    for (const [type, odds] of [
      ['postStart', 0.12],
      ['preStop', 0.25],
    ] as const) {
      if (!this.#chance(odds)) continue;
      if (this.#isWild && this.#chance(0.2)) {
        lifecycle[type] = { sleep: { seconds: this.#whole(1, 20) } };
        continue;
      }
      lifecycle[type] = { exec: { command: ['x'] } };
      hooks[type] = { seconds: this.#tenths(0.1, type === 'preStop' ? 40 : 15), fail: this.#chance(0.2) };
    }
    if (Object.keys(hooks).length > 0) this.#describe(name, { hooks });
    return Object.keys(lifecycle).length === 0 ? {} : { lifecycle };
  }

  #describe(name: string, part: RecordedBehaviour): void {
    this.#behaviour[name] = { ...this.#behaviour[name], ...part };
  }

  #params(): RecordedParams {
    const parts = (highest: number) => Math.round(this.#random() * highest * 10_000) / 10_000;
    return {
      jitter: parts(0.9999),
      plegPhase: parts(0.9999),
      loopPhase: parts(0.9999),
      uptimeSeconds: 600,
      sandbox: parts(0.8),
      create: parts(0.2),
      start: parts(0.3),
      exec: parts(0.1),
      stop: 0,
      api: 0,
      ...(this.#chance(this.#isWild ? 0.15 : 0.05) ? { volume: true } : {}),
    };
  }

  #chance(odds: number): boolean {
    return this.#random() < odds;
  }

  #whole(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  #tenths(least: number, most: number): number {
    return Math.round((least + this.#random() * (most - least)) * 10) / 10;
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!;
  }
}

const [seedText = '1', countText = '100', profileText, ...gateNames] = process.argv.slice(2);
const gates = Object.fromEntries(gateNames.map((name) => [name, true]));
const profile: Profile = profileText === 'wild' || profileText === 'rules' ? profileText : 'plain';
for (let index = 0; index < Number(countText); index++) {
  const random = pseudoRandom(Number(seedText) * seedStride + index);
  const name = `${profile}-${seedText}-${String(index).padStart(3, '0')}`;
  const settings = gateNames.length === 0 ? {} : { gates };
  console.log(JSON.stringify({ name, ...settings, ...new CaseMaker(random, profile).make() }));
}
