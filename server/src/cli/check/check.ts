/** `probewise check`: the findings of files, as text for people or as JSON for programs. */
import { setImmediate } from 'node:timers/promises';
import { LineIndex } from '../../base/lineIndex.ts';
import { besideOwn } from '../../features/overlay/overlayFindings.ts';
import { besideRendered } from '../../features/rendered/besideRendered.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import { noContext } from '../../manifest/context.ts';
import { mayHoldObject } from '../../manifest/file.ts';
import { FileContexts } from '../../manifest/fileContexts.ts';
import { readTextFile } from '../../node/readTextFile.ts';
import type { Severity } from '../../rules/rule.ts';
import type { SeveritySettings } from '../../rules/severity.ts';
import { type GivenValues, readGivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { findInputs, readInput } from '../inputs.ts';
import { harmlessLine } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { checkCharts } from './chartCheck.ts';
import { Checker, type CheckerSettings, type FileToCheck } from './checker.ts';
import { ruleFailed } from './failure.ts';
import { checkOverlays } from './overlayCheck.ts';
import { type ReportChoice, reportsOf } from './reports/formats.ts';
import type { FileFindings } from './reports/report.ts';
import { type Checking, checkHere, checkInThreads, usualThreads } from './threads.ts';

/** From bad to quiet. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export interface CheckArguments extends GivenValues {
  readonly reports: readonly ReportChoice[];
  /** The quietest severity that makes the check fail. */
  readonly failOn: Severity | 'never';
  /** The release that manifests without a comment of their own are checked against; the newest if absent. */
  readonly kubernetes?: string;
  /** Feature gates that clusters have otherwise than their release. */
  readonly featureGates?: GateSettings;
  /** `group/Kind` of custom resources → paths to the pods in them. */
  readonly podPath?: Readonly<Record<string, readonly string[]>>;
  /** Which rules are heard, and how loud. */
  readonly severity?: SeveritySettings;
  /** How many threads check at most; as many as the machine can run if absent. */
  readonly threads?: number;
}

/** Code units of text beyond which further threads win more time than it takes to start them. */
const worthThreads = 500_000;
/** Files are handed over in pieces of so many code units: not too small to be sent, not too large to be shared evenly. */
const pieceOfFiles = 50_000;
/** What a file costs, be it empty, in code units of text. */
const costOfFile = 50;

export async function check(
  paths: readonly string[],
  {
    reports,
    failOn,
    kubernetes,
    featureGates,
    severity,
    podPath = {},
    threads = usualThreads(),
    ...given
  }: CheckArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const values = readGivenValues(given, terminal.cwd);
  const inputs = await findInputs(paths, terminal.cwd);
  const settings: CheckerSettings = {
    check: {
      ...(kubernetes === undefined ? {} : { kubernetesVersion: kubernetes }),
      ...(featureGates ? { featureGates } : {}),
      ...severity,
    },
  };
  const contexts = new FileContexts(readTextFile);
  for (const { path } of inputs) if (path !== undefined) contexts.forget(path.replaceAll('\\', '/'));
  const complain = (problem: string) => terminal.stderr.write(`probewise: ${harmlessLine(problem)}\n`);
  const texts = new Map<string, string>();
  const names: string[] = [];
  const share = new Share(threads, settings, terminal);
  let unreadable = false;
  for (const input of inputs) {
    try {
      const text = await readInput(input, terminal);
      texts.set(input.name, text);
      const number = names.push(input.name) - 1;
      const isRead = mayHoldObjects(text);
      const context = isRead ? await contexts.of(input.path?.replaceAll('\\', '/'), podPath) : noContext;
      await share.add({ number, name: input.name, text: isRead ? text : '', context });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complain(error.message);
      unreadable = true;
    }
  }
  const found: FileFindings[] = [];
  for (const each of await share.finish()) found[each.number] = each;
  const together = {
    check: settings.check,
    podPaths: podPath,
    cwd: terminal.cwd,
    onRuleFailure: (rule: string, error: unknown) => complain(formatter.text(ruleFailed(rule, error))),
  };
  const charts = checkCharts(inputs, { ...together, values });
  const overlays = checkOverlays(inputs, together);
  for (const [name, text] of [...charts.found.texts, ...overlays.texts]) texts.set(name, texts.get(name) ?? text);
  const known = new Set(names);
  const otherNames = [...new Set([...charts.found.findings.keys(), ...overlays.findings.keys()])]
    .filter((name) => !known.has(name))
    .sort();

  const failing = new Set(failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1));
  const report = reportsOf(reports, terminal, failing);
  const lines = linesOf(texts);
  let failed = false;
  for (const [number, name] of [...names, ...otherNames].entries()) {
    const { findings: own = [], failures = [] } = found[number] ?? {};
    for (const failure of failures) complain(formatter.text(failure));
    const lineOf = (offset: number) => lines(name).positionAt(offset).line;
    const inFile = besideRendered(own, charts.found.findings.get(name) ?? [], charts.rendered.get(name), lineOf);
    const findings = besideOwn(inFile, overlays.findings.get(name) ?? [], lineOf);
    failed ||= findings.some(({ severity }) => failing.has(severity));
    report.add({ name, findings, linesOf: lines });
  }
  report.end();
  if (unreadable) return exitCodes.trouble;
  return failed ? exitCodes.found : exitCodes.ok;
}

/** Collects files into pieces, and starts threads once there is enough to do for them. */
class Share {
  readonly #threads: number;
  readonly #settings: CheckerSettings;
  readonly #entry: URL | undefined;
  #checking: Checking | undefined;
  #pieces: FileToCheck[][] = [[]];
  #inPiece = 0;
  #inAll = 0;

  constructor(threads: number, settings: CheckerSettings, { threadEntry }: Terminal) {
    this.#threads = threads;
    this.#settings = settings;
    this.#entry = threadEntry;
  }

  async add(file: FileToCheck): Promise<void> {
    this.#pieces.at(-1)!.push(file);
    const size = file.text.length + costOfFile;
    this.#inPiece += size;
    this.#inAll += size;
    if (this.#inPiece < pieceOfFiles) return;
    this.#inPiece = 0;
    this.#pieces.push([]);
    if (this.#threads > 1 && this.#entry && this.#inAll > worthThreads)
      this.#checking ??= checkInThreads(this.#threads, this.#entry, this.#settings);
    if (!this.#checking) return;
    this.#handOver(this.#checking);
    // What threads have found out in the meantime is passed on.
    await setImmediate();
  }

  finish(): Promise<readonly FileFindings[]> {
    this.#checking ??= checkHere(new Checker(this.#settings));
    this.#handOver(this.#checking);
    return this.#checking.finish();
  }

  #handOver(checking: Checking): void {
    for (const piece of this.#pieces) if (piece.length > 0) checking.add(piece);
    this.#pieces = [[]];
  }
}

/** The lines of files. Most have no findings, and theirs are never looked for. */
function linesOf(texts: ReadonlyMap<string, string>): (file: string) => LineIndex {
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
