/** Runs the shell steps of a composite GitHub Action as the runner does: inputs in, outputs out. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CompositeAction {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id?: string;
      readonly shell: string;
      readonly run: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

export interface ActionResult {
  /** Of the first step that failed, or 0. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Runner {
  /** The workspace. */
  readonly cwd: string;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Steps run one after the other until one fails, each with `bash -eo pipefail`, the runner's `shell: bash`. */
export function runAction(
  action: CompositeAction,
  given: Readonly<Record<string, string>>,
  { cwd, temp, env }: Runner,
): ActionResult {
  const context = new Map<string, string>();
  for (const [name, input] of Object.entries(action.inputs))
    context.set(`inputs.${name}`, given[name] ?? input.default);
  let [code, stdout, stderr]: [number | null, string, string] = [0, '', ''];
  for (const [index, step] of action.runs.steps.entries()) {
    const script = join(temp, `step-${index}.sh`);
    const output = join(temp, `output-${index}`);
    writeFileSync(script, step.run);
    writeFileSync(output, '');
    const values = Object.entries(step.env).map(([name, value]) => [name, evaluate(value, context)]);
    const ended = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd,
      encoding: 'utf8',
      env: { ...env, ...Object.fromEntries(values), RUNNER_TEMP: temp, GITHUB_OUTPUT: output },
    });
    for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const [name = '', ...value] = line.split('=');
      context.set(`steps.${step.id}.outputs.${name}`, value.join('='));
    }
    [code, stdout, stderr] = [ended.status, stdout + ended.stdout, stderr + ended.stderr];
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, evaluate(value, context)]);
  return { code, stdout, stderr, outputs: Object.fromEntries(outputs) };
}

/** Expressions that name something; as in GitHub, what there is not is empty. */
function evaluate(text: string, context: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => context.get(name) ?? '');
}
