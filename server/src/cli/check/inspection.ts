/** Finds out what is wrong in files, in what their charts and overlays become, and tells it by file. */
import { resolve } from 'node:path';
import { LineIndex } from '../../base/lineIndex.ts';
import type { Message } from '../../base/message.ts';
import { isShown } from '../../features/diagnostics/otherExtensions.ts';
import { mergeFindings, openInTemplate } from '../../features/rendered/mergeFindings.ts';
import { defaultSettings, type Settings } from '../../features/settings.ts';
import { type ManifestContext, noContext } from '../../manifest/context.ts';
import { mayHoldObject } from '../../manifest/file.ts';
import { FileContexts } from '../../manifest/fileContexts.ts';
import { readRegularFile } from '../../node/readRegularFile.ts';
import type { SettingsOf } from '../fileSettings.ts';
import { type Input, readInput } from '../inputs.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import type { CheckCache } from './cache/checkCache.ts';
import { Recollection } from './cache/recollection.ts';
import { type ChartCheckSettings, checkCharts } from './chartCheck.ts';
import type { FileToCheck } from './checker.ts';
import { checkSettingsOf } from './checkSettings.ts';
import { ruleFailed } from './failure.ts';
import { OverlayCheck } from './overlayCheck.ts';
import type { PackedFacts } from './packedFacts.ts';
import { Progress } from './progress.ts';
import type { FileFindings, FoundFinding } from './reports/report.ts';
import { Share } from './share.ts';

export interface InspectionSettings {
  readonly settingsOf: SettingsOf;
  readonly values: ChartCheckSettings['values'];
  readonly threads: number;
  /** What an earlier check found. */
  readonly cache?: CheckCache;
  /** Whether findings of a file with this text are wanted; of others only facts are read. All if absent. */
  readonly isTold?: (text: string) => boolean;
}

/** Texts by the names that reports have for files. */
export interface Texts {
  get(name: string): string | undefined;
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
  readonly texts: Texts;
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
  readonly #unreadable = new Set<Input>();
  readonly #problems = new Set<string>();

  constructor(inputs: readonly Input[], settings: InspectionSettings, terminal: Terminal) {
    this.#inputs = inputs;
    this.#settings = settings;
    this.#terminal = terminal;
  }

  /** What can't be read, a line for each. Complete after the first {@link inspect}. */
  get problems(): ReadonlySet<string> {
    return this.#problems;
  }

  /** Lets the next {@link inspect} find another text in a file, which itself stays as it is. */
  edit(name: string, path: string | undefined, text: string): void {
    this.#edited.set(path ?? name, text);
  }

  async inspect(): Promise<Inspected> {
    const { settingsOf, values, threads, isTold = () => true } = this.#settings;
    const { cwd, threadEntry } = this.#terminal;
    const edited = this.#edited;
    const contexts = new FileContexts(async (path) => edited.get(resolve(path)) ?? readRegularFile(path));
    for (const { path } of this.#inputs) if (path !== undefined) contexts.forget(path.replaceAll('\\', '/'));
    const recollection = this.#settings.cache && new Recollection(this.#settings.cache);
    if (recollection) await this.#note(recollection, contexts);
    const recalled = recollection?.recallFiles();
    const texts = new Map<string, string>();
    const read: Input[] = [];
    const found: FileFindings[] = [];
    const newFacts: PackedFacts[] = [];
    /** Of which those that are checked may want to know. */
    const others: FileToCheck[] = [];
    let isAnyChecked = false;
    const progress = new Progress(this.#terminal.stderr, this.#inputs.length);
    const share = new Share(threads, threadEntry, (files, facts) => {
      progress.step(files);
      if (recollection) newFacts.push(...facts());
    });
    for (const input of this.#inputs) {
      const settings = await this.#settingsOf(input);
      const before = settings && recalled?.get(input);
      if (before) {
        const number = read.push(input) - 1;
        found[number] = { number, findings: before.findings, waits: before.waits, failures: [] };
        if (before.facts !== undefined) share.addFacts({ number, name: input.name, documents: before.facts });
        continue;
      }
      const text = settings && (await this.#textOf(input));
      if (!settings || text === undefined) continue;
      texts.set(input.name, text);
      const number = read.push(input) - 1;
      const isRead = mayHoldObjects(text);
      const context = isRead ? await contextOf(input, settings, contexts) : noContext;
      const file: FileToCheck = {
        number,
        name: input.name,
        text: isRead ? text : '',
        context,
        check: checkSettingsOf(settings),
        isTold: isTold(text),
      };
      if (!file.isTold) others.push(file);
      else {
        await share.add(file);
        isAnyChecked = true;
      }
    }
    if (isAnyChecked) for (const file of others) await share.add(file);
    const memory = recollection ? { memory: recollection } : {};
    const overlayCheck = await OverlayCheck.of(read, { settingsOf, cwd, edited, ...memory });
    const checked = await share.finish(overlayCheck.toCheck, edited);
    for (const each of checked.files) found[each.number] = each;
    progress.end();

    const failures: Message[] = [];
    const onRuleFailure = (rule: string, error: unknown) => failures.push(ruleFailed(rule, error));
    const charts = await checkCharts(read, { settingsOf, values, cwd, edited, onRuleFailure });
    const overlays = overlayCheck.finish(checked.overlays);
    failures.push(...overlays.failures);
    if (recollection && recalled) {
      const numbers = new Map(read.map((input, number) => [input, number]));
      this.#orProblem(() => recollection.save(recalled, (input) => found[numbers.get(input)!], newFacts));
    }
    for (const [name, text] of [...charts.found.texts, ...overlays.found.texts])
      texts.set(name, texts.get(name) ?? text);
    const known = new Set(read.map(({ name }) => name));
    const elsewhere = [...new Set([...charts.found.findings.keys(), ...overlays.found.findings.keys()])]
      .filter((name) => !known.has(name))
      .sort()
      .map((name): Input => ({ name, path: resolve(cwd, name) }));

    const allTexts = new SourceTexts(texts, recalled?.keys() ?? []);
    const lines = linesOf(allTexts);
    const all = [...read, ...elsewhere];
    const shown = await Promise.all(all.map((input) => this.#settingsOf(input)));
    const files = all.map(({ name, path }, number): InspectedFile => {
      const { findings: own = [], failures: inFile = [] } = found[number] ?? {};
      failures.push(...inFile);
      const lineOf = (offset: number) => lines(name).positionAt(offset).line;
      const open = openInTemplate(own, charts.rendered.get(name));
      const inChart = mergeFindings(charts.found.findings.get(name) ?? [], open, lineOf);
      const all = mergeFindings(inChart, overlays.found.findings.get(name) ?? [], lineOf);
      const settings = shown[number] ?? defaultSettings;
      return {
        name,
        path,
        findings: settings.schemaValidation === 'off' ? all.filter((one) => isShown(one, settings)) : all,
      };
    });
    return { files, texts: allTexts, failures };
  }

  /** What fails is told, and the rest goes on. */
  #orProblem(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#problems.add(error.message);
    }
  }

  async #note(recollection: Recollection, contexts: FileContexts): Promise<void> {
    for (const input of this.#inputs) {
      const settings = await this.#settingsOf(input);
      if (!settings) continue;
      const context = await contextOf(input, settings, contexts);
      const isEdited = this.#edited.has(input.path ?? input.name);
      await recollection.note(input, { context, settings, isEdited }, () => this.#textOf(input));
    }
  }

  /** Undefined where the config file can't be used; that is told once, however many files it holds for. */
  async #settingsOf({ path }: Pick<Input, 'path'>): Promise<Settings | undefined> {
    try {
      return await this.#settings.settingsOf(path);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#problems.add(error.message);
      return undefined;
    }
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
      // Charts, overlays and kustomizations see it in the place of the file.
      if (input.isStdin && input.path !== undefined) this.#edited.set(input.path, text);
      return text;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#unreadable.add(input);
      this.#problems.add(error.message);
      return undefined;
    }
  }
}

function contextOf({ path }: Input, { podPaths }: Settings, contexts: FileContexts): Promise<ManifestContext> {
  return contexts.of(path?.replaceAll('\\', '/'), podPaths);
}

/** What was read, and what needed not be read until somebody asks for it. */
class SourceTexts implements Texts {
  readonly #texts: Map<string, string>;
  readonly #unread: ReadonlyMap<string, Input>;

  constructor(texts: Map<string, string>, unread: Iterable<Input>) {
    this.#texts = texts;
    this.#unread = new Map(Array.from(unread, (input) => [input.name, input]));
  }

  get(name: string): string | undefined {
    const known = this.#texts.get(name);
    const path = known === undefined ? this.#unread.get(name)?.path : undefined;
    if (path === undefined) return known;
    const text = readRegularFile(path) ?? '';
    this.#texts.set(name, text);
    return text;
  }
}

/** The lines of files. Most have no findings, and theirs are never looked for. */
export function linesOf(texts: Texts): (file: string) => LineIndex {
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
