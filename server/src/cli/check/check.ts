/** `probewise check`: the findings of files, as text for people or as reports for programs; on request, without what can be fixed. */

import { resolve } from 'node:path';
import type { ConfigValues } from '../../features/config/configFile.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { Profile, Severity } from '../../rules/rule.ts';
import type { Level } from '../../rules/severity.ts';
import { type GivenValues, readGivenValues } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { type ConfigChoice, settingsByFile } from '../fileSettings.ts';
import { formatter } from '../formatter.ts';
import { findAllInputs } from '../inputs.ts';
import { harmlessLine } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { CheckCache } from './cache/checkCache.ts';
import { productKey } from './cache/productKey.ts';
import { applyFixes } from './fix/applyFixes.ts';
import type { FixKind } from './fix/chooseFixes.ts';
import { writeUnifiedDiff } from './fix/unifiedDiff.ts';
import { writeFixed } from './fix/writeFixed.ts';
import { type Inspected, Inspection, linesOf } from './inspection.ts';
import { checkMessages as say } from './messages.ts';
import { type ReportChoice, reportsOf } from './reports/formats.ts';
import { Scope, type ScopeArguments } from './scope/scope.ts';
import { isInShard } from './scope/shard.ts';
import { failingSeverities } from './severities.ts';
import { usualThreads } from './threads.ts';

/** Where findings are kept, from the working directory. */
export const defaultCache = '.probewise-cache';

export interface CheckArguments extends GivenValues, ScopeArguments {
  readonly reports: readonly ReportChoice[];
  /** The quietest severity that makes the check fail. */
  readonly failOn: Severity | 'never';
  /** Which fixes are applied; none if absent. */
  readonly fix?: FixKind;
  /** Whether what fixes would change is only told, as a diff. */
  readonly dryRun?: boolean;
  /** The release that manifests without a comment of their own are checked against; the newest if absent. */
  readonly kubernetes?: string;
  /** Feature gates that clusters have otherwise than their release. */
  readonly featureGates?: GateSettings;
  /** `group/Kind` of custom resources → paths to the pods in them. */
  readonly podPath?: Readonly<Record<string, readonly string[]>>;
  /** How much is reported. */
  readonly profile?: Profile;
  /** How loud single rules are; wins over the profile. */
  readonly rule?: Readonly<Record<string, Level>>;
  /** Whether what was found is kept for the next check. */
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  /** `false` where what `.gitignore` leaves out is checked, too. */
  readonly ignore?: boolean;
  /** Which file the standard input stands for. */
  readonly stdinFilename?: string;
  /** The nearest config file of each file if absent. */
  readonly config?: ConfigChoice;
  /** How many threads check at most; as many as the machine can run if absent. */
  readonly threads?: number;
}

export async function check(paths: readonly string[], args: CheckArguments, terminal: Terminal): Promise<ExitCode> {
  const { reports, failOn, threads = usualThreads() } = args;
  const values = readGivenValues(args, terminal.cwd);
  const { ignore = true, stdinFilename } = args;
  const { inputs, problems: absent } = await findAllInputs(paths, terminal.cwd, {
    noIgnore: !ignore,
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
  });
  writeLines(
    absent.map(({ message }) => message),
    terminal,
  );
  if (inputs.length === 0) return exitCodes.trouble;
  const settingsOf = settingsByFile(givenSettings(args), args.config ?? true, terminal.cwd);
  const settings = { settingsOf, values, threads };
  const cache = cacheOf(args, terminal);
  const { shard, updateBaseline } = args;
  const part = shard && !updateBaseline ? { isTold: (text: string) => isInShard(text, shard) } : {};
  const inspection = new Inspection(inputs, { ...settings, ...part, ...(cache ? { cache } : {}) }, terminal);
  const scope = new Scope(args, paths, inputs, (before) => new Inspection(before, settings, terminal), terminal.cwd);
  const fixing = await fix(inspection, async () => scope.narrow(await inspection.inspect()), args, terminal);
  terminal.finishWrites?.();
  const inspected = scope.finish(fixing.inspected);

  const problems = [...inspection.problems, ...fixing.problems];
  const notes = [...inspected.failures, ...scope.notes].map((note) => formatter.text(note));
  writeLines([...problems, ...notes], terminal);
  const failing = failingSeverities(failOn);
  const failed = report(inspected, reportsOf(reports, terminal, failing), failing);
  if (problems.length + absent.length > 0) return exitCodes.trouble;
  return failed || (fixing.pending && failOn !== 'never') ? exitCodes.found : exitCodes.ok;
}

function cacheOf({ cache, cacheLocation }: CheckArguments, { cwd, threadEntry }: Terminal): CheckCache | undefined {
  if (!cache && cacheLocation === undefined) return undefined;
  const name = cacheLocation ?? defaultCache;
  return new CheckCache(name, resolve(cwd, name), productKey(threadEntry));
}

function writeLines(lines: readonly string[], { stderr }: Terminal): void {
  for (const line of lines) stderr.write(`probewise: ${harmlessLine(line)}\n`);
}

/** What options say, by the names of settings. */
function givenSettings({ kubernetes, featureGates, profile, rule, podPath }: CheckArguments): ConfigValues {
  const given = { kubernetesVersion: kubernetes, featureGates, profile, rules: rule, podPaths: podPath };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

interface Fixing {
  /** What is left. */
  readonly inspected: Inspected;
  /** What could not be written. */
  readonly problems: readonly string[];
  /** Whether there is something to fix that was only told. */
  readonly pending: boolean;
}

async function fix(
  inspection: Inspection,
  inspect: () => Promise<Inspected>,
  { fix, dryRun }: CheckArguments,
  terminal: Terminal,
): Promise<Fixing> {
  if (fix === undefined) return { inspected: await inspect(), problems: [], pending: false };
  const { inspected, count, files } = await applyFixes(inspection, inspect, fix, terminal.cwd);
  terminal.finishWrites?.();
  const problems = dryRun ? [] : writeFixed(files);
  if (dryRun) writeUnifiedDiff(files, terminal.stdout);
  else if (count > 0) tellFixed(count, files.length, terminal);
  return { inspected, problems, pending: dryRun === true && files.length > 0 };
}

function tellFixed(count: number, files: number, terminal: Terminal): void {
  const inFiles = say.inFiles({ count: files });
  writeLines([formatter.text(say.fixed({ count, inFiles }))], terminal);
}

/** Whether something was found that makes the check fail. */
function report(
  { files, texts }: Inspected,
  to: ReturnType<typeof reportsOf>,
  failing: ReadonlySet<Severity>,
): boolean {
  const lines = linesOf(texts);
  for (const { name, findings } of files) to.add({ name, findings, linesOf: lines });
  to.end();
  return files.some(({ findings }) => findings.some(({ severity }) => failing.has(severity)));
}
