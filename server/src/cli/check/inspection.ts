/** Finds out what is wrong in files, in what their charts and overlays become, and tells it by file. */
import { resolve } from 'node:path';
import { LineIndex } from '../../base/lineIndex.ts';
import type { Message } from '../../base/message.ts';
import { besideOwn } from '../../features/overlay/overlayFindings.ts';
import { besideRendered } from '../../features/rendered/besideRendered.ts';
import { noContext } from '../../manifest/context.ts';
import { mayHoldObject } from '../../manifest/file.ts';
import { FileContexts } from '../../manifest/fileContexts.ts';
import { readTextFile } from '../../node/readTextFile.ts';
import { type Input, readInput } from '../inputs.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { type ChartCheckSettings, checkCharts } from './chartCheck.ts';
import { ruleFailed } from './failure.ts';
import type { SettingsOf } from './fileSettings.ts';
import { checkOverlays } from './overlayCheck.ts';
import type { FileFindings, FoundFinding } from './reports/report.ts';
import { Share } from './share.ts';

export interface InspectionSettings {
  readonly settingsOf: SettingsOf;
  readonly values: ChartCheckSettings['values'];
  readonly threads: number;
}

export interface InspectedFile {
  /** As reports name it. */
  readonly name: string;
  /** Undefined for the standard input. */
  readonly path: string | undefined;
  readonly findings: readonly FoundFinding[];
}

export interface Inspected {
  /** In the order of reports. */
  readonly files: readonly InspectedFile[];
  /** By the names of the files that findings are in, or point to. */
  readonly texts: ReadonlyMap<string, string>;
  /** What went wrong in Probewise itself. */
  readonly failures: readonly Message[];
}

export class Inspection {
  readonly #inputs: readonly Input[];
  readonly #settings: InspectionSettings;
  readonly #terminal: Terminal;
  /** Texts that stand over those on the disk, by path; that of the standard input by its name. */
  readonly #edited = new Map<string, string>();
  /** Texts of the inputs as they were read; a pipe can be read only once. */
  readonly #read = new Map<Input, string>();
  readonly #unreadable = new Map<Input, string>();

  constructor(inputs: readonly Input[], settings: InspectionSettings, terminal: Terminal) {
    this.#inputs = inputs;
    this.#settings = settings;
    this.#terminal = terminal;
  }

  /** What can't be read, one line for each input. Complete after the first {@link inspect}. */
  get problems(): readonly string[] {
    return [...this.#unreadable.values()];
  }

  /** Lets the next {@link inspect} find another text in a file, which itself stays as it is. */
  edit(name: string, path: string | undefined, text: string): void {
    this.#edited.set(path ?? name, text);
  }

  async inspect(): Promise<Inspected> {
    const { settingsOf, values, threads } = this.#settings;
    const { cwd, threadEntry } = this.#terminal;
    const edited = this.#edited;
    const contexts = new FileContexts(async (path) => edited.get(resolve(path)) ?? readTextFile(path));
    for (const { path } of this.#inputs) if (path !== undefined) contexts.forget(path.replaceAll('\\', '/'));
    const texts = new Map<string, string>();
    const read: Input[] = [];
    const share = new Share(threads, threadEntry);
    for (const input of this.#inputs) {
      const text = await this.#textOf(input);
      if (text === undefined) continue;
      texts.set(input.name, text);
      const number = read.push(input) - 1;
      const { check, podPaths } = settingsOf(input.path);
      const isRead = mayHoldObjects(text);
      const context = isRead ? await contexts.of(input.path?.replaceAll('\\', '/'), podPaths) : noContext;
      await share.add({ number, name: input.name, text: isRead ? text : '', context, check });
    }
    const found: FileFindings[] = [];
    for (const each of await share.finish()) found[each.number] = each;

    const failures: Message[] = [];
    const onRuleFailure = (rule: string, error: unknown) => failures.push(ruleFailed(rule, error));
    const charts = checkCharts(this.#inputs, { settingsOf, values, cwd, edited, onRuleFailure });
    const overlays = checkOverlays(this.#inputs, { settingsOf, cwd, edited, onRuleFailure });
    for (const [name, text] of [...charts.found.texts, ...overlays.texts]) texts.set(name, texts.get(name) ?? text);
    const known = new Set(read.map(({ name }) => name));
    const others = [...new Set([...charts.found.findings.keys(), ...overlays.findings.keys()])]
      .filter((name) => !known.has(name))
      .sort()
      .map((name): Input => ({ name, path: resolve(cwd, name) }));

    const lines = linesOf(texts);
    const files = [...read, ...others].map(({ name, path }, number): InspectedFile => {
      const { findings: own = [], failures: inFile = [] } = found[number] ?? {};
      failures.push(...inFile);
      const lineOf = (offset: number) => lines(name).positionAt(offset).line;
      const besideChart = besideRendered(own, charts.found.findings.get(name) ?? [], charts.rendered.get(name), lineOf);
      return { name, path, findings: besideOwn(besideChart, overlays.findings.get(name) ?? [], lineOf) };
    });
    return { files, texts, failures };
  }

  /** Undefined where there is none to be had. */
  async #textOf(input: Input): Promise<string | undefined> {
    const edited = this.#edited.get(input.path ?? input.name);
    if (edited !== undefined || this.#unreadable.has(input)) return edited;
    const known = this.#read.get(input);
    if (known !== undefined) return known;
    try {
      const text = await readInput(input, this.#terminal);
      this.#read.set(input, text);
      return text;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#unreadable.set(input, error.message);
      return undefined;
    }
  }
}

/** The lines of files. Most have no findings, and theirs are never looked for. */
export function linesOf(texts: ReadonlyMap<string, string>): (file: string) => LineIndex {
  const known = new Map<string, LineIndex>();
  return (file) => {
    const lines = known.get(file) ?? new LineIndex(texts.get(file) ?? '');
    known.set(file, lines);
    return lines;
  };
}

/**
 * Whether anything in the text could be reported. Directories are full of other JSON, and a lock file takes seconds to be
 * parsed with all its places.
 */
function mayHoldObjects(text: string): boolean {
  return text.includes('apiVersion') || text.includes('probewise') || mayHoldObject(text);
}
