/** Which of all findings are reported: not those of the baseline, and on request only what a change is to blame for. */
import { resolve } from 'node:path';
import type { Message } from '../../../base/message.ts';
import type { Input } from '../../inputs.ts';
import type { Inspected, Inspection } from '../inspection.ts';
import { checkMessages as say } from '../messages.ts';
import { Baseline } from './baseline.ts';
import { changedFindings, inputsBefore } from './changedFindings.ts';
import { type Changes, changesSince } from './changes.ts';
import { inShard, type Shard } from './shard.ts';

export interface ScopeArguments {
  /** File with findings that are not reported. */
  readonly baseline?: string;
  /** Whether all findings are written into it. */
  readonly updateBaseline?: boolean;
  /** Commit or branch since which a change counts. */
  readonly changedSince?: string;
  /** Which part of the files is told about. */
  readonly shard?: Shard;
}

export class Scope {
  readonly #changes: Changes | undefined;
  readonly #updates: boolean;
  readonly #shard: Shard | undefined;
  readonly #before: () => Promise<Inspected>;
  readonly #baseline: Baseline | undefined;
  #known: Promise<Inspected> | undefined;
  #gone = 0;

  /** `inspectionOf` makes an inspection of other inputs. Throws a `UsageError` where baseline or commit can't be read. */
  constructor(
    { baseline, updateBaseline = false, changedSince, shard }: ScopeArguments,
    paths: readonly string[],
    inputs: readonly Input[],
    inspectionOf: (inputs: readonly Input[]) => Inspection,
    cwd: string,
  ) {
    this.#updates = updateBaseline;
    this.#shard = shard;
    this.#baseline = baseline === undefined ? undefined : Baseline.read(baseline, cwd, updateBaseline);
    const changes = changedSince === undefined ? undefined : changesSince(changedSince, cwd);
    this.#changes = changes;
    this.#before = () => {
      const folders = paths.map((path) => resolve(cwd, path));
      const inspection = inspectionOf(inputsBefore(inputs, changes!, folders, cwd));
      for (const [path, text] of changes!.before) if (text !== undefined) inspection.edit(path, path, text);
      return inspection.inspect();
    };
  }

  /** What readers should know besides the findings. */
  get notes(): readonly Message[] {
    return this.#gone === 0 ? [] : [say.baselineGone({ count: this.#gone })];
  }

  /** Writes the baseline where that is wanted; then nothing is left of what was found. Call when nothing more is fixed. */
  finish(inspected: Inspected): Inspected {
    return this.#updates && this.#baseline ? this.#baseline.update(inspected).without(inspected) : inspected;
  }

  /** The findings to report, or to fix. */
  async narrow(all: Inspected): Promise<Inspected> {
    if (this.#updates) return all;
    const inspected = this.#shard ? inShard(all, this.#shard) : all;
    this.#gone = this.#baseline?.countGone(inspected) ?? 0;
    const left = this.#baseline?.without(inspected) ?? inspected;
    if (!this.#changes) return left;
    return changedFindings(left, this.#changes, () => {
      this.#known ??= this.#before();
      return this.#known;
    });
  }
}
