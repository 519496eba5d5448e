import { type CheckSettings, checkOptions } from '../../features/diagnostics/diagnostics.ts';
import type { RunOptions } from '../../rules/run.ts';

/** The same options for equal settings: those come from another thread, with each piece of files as a copy. */
export class KnownOptions {
  readonly #onRuleFailure: RunOptions['onRuleFailure'];
  readonly #byContent = new Map<string, RunOptions>();
  readonly #bySettings = new WeakMap<CheckSettings, RunOptions>();

  constructor(onRuleFailure: NonNullable<RunOptions['onRuleFailure']>) {
    this.#onRuleFailure = onRuleFailure;
  }

  for(check: CheckSettings): RunOptions {
    let options = this.#bySettings.get(check);
    if (options) return options;
    const key = JSON.stringify(check);
    options = this.#byContent.get(key) ?? checkOptions(check, this.#onRuleFailure);
    this.#byContent.set(key, options);
    this.#bySettings.set(check, options);
    return options;
  }
}
