/** What containers and probes do by their commands, where a scenario says nothing else. */
import { cannotRun, expandStatic, notFound, plainCommand } from '../../kubernetes/command.ts';
import type { Container, PodSpec, Probe } from '../../kubernetes/pod.ts';
import type { Fault, ProbeAnswer, Run } from './containerBehaviour.ts';
import type { Said } from './said.ts';

export interface WrittenCommand {
  readonly run?: Said<Run>;
  readonly startError?: Said<Fault>;
}

/**
 * Of a container whose command is written out; what an image does by itself is not known.
 * Upstream: containerd’s and runc’s words.
 */
export function commandAsWritten(spec: PodSpec, name: string): WrittenCommand | undefined {
  for (const list of ['initContainers', 'containers'] as const) {
    const index = (spec[list] ?? []).findIndex((container) => container.name === name);
    const { command = [], args = [] } = spec[list]?.[index] ?? {};
    if (command.length === 0) continue;
    const words = [...command, ...args];
    const cause = { field: `spec.${list}[${index}].command` };
    if (cannotRun(words)) {
      const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${notFound(words)}: unknown`;
      return { startError: { value: { message }, cause } };
    }
    const plain = plainCommand(words);
    if (plain === undefined) return undefined;
    const { endsAfterSeconds, exitCode } = plain;
    // The first process of a container gets no signal that it has no handler for; with a shared namespace it is not the first.
    const ignores = spec.shareProcessNamespace === true ? {} : { ignoreSigterm: true };
    const end = endsAfterSeconds === undefined ? {} : { exitAfterSeconds: endsAfterSeconds, exitCode };
    return { run: { value: { ...end, ...ignores }, cause } };
  }
  return undefined;
}

/** How a probe's command answers by itself. */
export function probeAsWritten({ exec }: Probe, { env }: Pick<Container, 'env'> = {}): ProbeAnswer | undefined {
  const command = exec?.command ?? [];
  const words = command.every((word) => typeof word === 'string') ? expandStatic(command, env) : command;
  if (cannotRun(words)) return { fromSeconds: 0, result: 'error', output: execError(words) };
  const plain = plainCommand(words);
  if (plain === undefined) return undefined;
  const { endsAfterSeconds, exitCode } = plain;
  if (endsAfterSeconds === undefined) return { fromSeconds: 0, result: 'hang' };
  const took = endsAfterSeconds === 0 ? {} : { seconds: endsAfterSeconds };
  return { fromSeconds: 0, result: exitCode === 0 ? 'success' : 'failure', ...took };
}

/**
 * containerd's words where a command cannot be started in a container; the number of the attempt is random in a cluster.
 * Upstream: `ExecSync` of containerd’s `internal/cri/server`.
 */
export function execError(words: readonly string[]): string {
  return `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${'0'.repeat(64)}": OCI runtime exec failed: exec failed: unable to start container process: ${notFound(words)}: unknown`;
}
