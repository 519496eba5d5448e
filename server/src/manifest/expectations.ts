/**
 * Files that a test of an operator only compares with what the cluster has; nobody applies them. A step of KUTTL names them
 * under `assert` and `error`, a test of Chainsaw under `assert.file` and `error.file`.
 * Upstream: kuttl `pkg/apis/testharness/v1beta1/test_types.go`, chainsaw `pkg/apis/v1alpha1`.
 */
import { parseLiteralYaml, plainValue } from '../yaml/document.ts';
import type { ReadText } from './context.ts';
import { foldersAbove, resolvePath } from './kustomization.ts';

/** In code units; steps are short. */
const longestStep = 200_000;
const deepest = 20;
const none: ReadonlySet<string> = new Set();

export class Expectations {
  readonly #read: ReadText;
  readonly #nameOf: (file: string) => string;
  /** By folder, the files that may be steps by their names. */
  readonly #steps = new Map<string, Set<string>>();
  readonly #named = new Map<string, Promise<ReadonlySet<string>>>();
  /** The steps that name a file. */
  readonly #naming = new Set<string>();

  constructor(read: ReadText, nameOf: (file: string) => string) {
    this.#read = read;
    this.#nameOf = nameOf;
  }

  /** Call when a file is known of, changed, came or went; true where that may be the end of what it named before. */
  forget(file: string): boolean {
    if (!/(?:^|\/)(?:\d+-[^/]*|chainsaw-test)\.ya?ml$/.test(file)) return false;
    const folder = file.slice(0, file.lastIndexOf('/'));
    const steps = this.#steps.get(folder) ?? new Set();
    this.#steps.set(folder, steps.add(file));
    this.#named.delete(file);
    return this.#naming.delete(file);
  }

  /** Whether a file is one by its name, or a step beside a file, or in the folder above, names it. */
  async include(file: string): Promise<boolean> {
    if (isExpectationByName(file.slice(file.lastIndexOf('/') + 1).toLowerCase())) return true;
    const steps = foldersAbove(file)
      .slice(0, 2)
      .flatMap((folder) => [...(this.#steps.get(folder) ?? [])])
      .filter((step) => step !== file);
    const named = await Promise.all(steps.map((step) => this.#namedIn(step)));
    const name = this.#nameOf(file);
    return named.some((files) => files.has(name));
  }

  #namedIn(step: string): Promise<ReadonlySet<string>> {
    let named = this.#named.get(step);
    if (!named) {
      named = this.#readStep(step);
      this.#named.set(step, named);
    }
    return named;
  }

  async #readStep(step: string): Promise<ReadonlySet<string>> {
    const text = await this.#read(step);
    if (text === undefined || text.length > longestStep || !/kuttl\.dev|chainsaw\.kyverno\.io/.test(text)) return none;
    const folder = this.#nameOf(step).replace(/\/[^/]*$/, '');
    const values = text
      .split(/^---.*$/m)
      .flatMap((piece) => parseLiteralYaml(piece).map((one) => plainValue(one, one.root)));
    const named = new Set(values.flatMap((value) => [...filesIn(value, 0)]).map((path) => resolvePath(folder, path)));
    if (named.size > 0) this.#naming.add(step);
    return named;
  }
}

/** KUTTL goes by these names (`pkg/test/step.go`), users of Chainsaw choose them alike. */
function isExpectationByName(name: string): boolean {
  return /^(?:[\w.]+-)*assert(?:ions?)?[-_.]/.test(name) || /^\d+-errors?(?:-[\w-]+)?\.ya?ml$/.test(name);
}

/** The files under every `assert` and `error`. */
function* filesIn(value: unknown, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'assert' || key === 'error') yield* pathsOf(inner);
    else yield* filesIn(inner, depth + 1);
  }
}

function* pathsOf(value: unknown): Generator<string> {
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item === 'string') yield item;
    else if (typeof item === 'object' && item !== null && 'file' in item && typeof item.file === 'string')
      yield item.file;
  }
}
