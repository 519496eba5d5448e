/** `probewise merge`: joins reports, so that a check in parts gives the report of the whole. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { writeFileAtomically } from '../../node/writeFileAtomically.ts';
import { allRules } from '../../rules/registry.ts';
import type { Severity } from '../../rules/rule.ts';
import { type JsonReport, jsonText } from '../check/reports/json.ts';
import { sarifText } from '../check/reports/sarif.ts';
import { failingSeverities } from '../check/severities.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { harmlessJson } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { ioReason, UsageError } from '../usageError.ts';
import { mergeMessages as say } from './messages.ts';

export interface MergeArguments {
  readonly output?: string;
  /** The quietest severity that makes the exit code 1. */
  readonly failOn: Severity | 'never';
}

/** What all reports of one format become together. */
interface Merged {
  readonly text: string;
  readonly severities: readonly string[];
}

/** Throws a `UsageError` where a file is no report, or can't be read or written. */
export function merge(names: readonly string[], { output, failOn }: MergeArguments, terminal: Terminal): ExitCode {
  const { cwd, stdout } = terminal;
  const reports = names.map((name) => readReport(name, cwd));
  const odd = reports.findIndex((report) => 'runs' in report !== 'runs' in reports[0]!);
  if (odd >= 0) throw new UsageError(say.mixed(), names[odd]);
  const { text, severities } = isSarif(reports) ? mergeSarif(reports) : mergeJson(reports as readonly JsonReport[]);
  if (output === undefined) stdout.write(text);
  else {
    try {
      writeFileAtomically(resolve(cwd, output), text);
    } catch (error) {
      throw new UsageError(ioReason(error), output);
    }
  }
  const failing: ReadonlySet<string> = failingSeverities(failOn);
  return severities.some((severity) => failing.has(severity)) ? exitCodes.found : exitCodes.ok;
}

type AnyReport = JsonReport | Log;

function isSarif(reports: readonly AnyReport[]): reports is readonly Log[] {
  return reports.every((report) => 'runs' in report);
}

/** What tells reports from other JSON. */
interface MaybeReport {
  readonly version?: unknown;
  readonly findings?: unknown;
  readonly runs?: readonly ({ readonly tool?: { readonly driver?: { readonly name?: string } } } | null)[];
}

function readReport(name: string, cwd: string): AnyReport {
  let report: MaybeReport | null;
  try {
    report = JSON.parse(readFileSync(resolve(cwd, name), 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(say.notAReport(), name);
    throw new UsageError(ioReason(error), name);
  }
  const isJson = report?.version === 1 && Array.isArray(report?.findings);
  const isOwnSarif = Array.isArray(report?.runs) && report.runs.every((run) => run?.tool?.driver?.name === 'Probewise');
  if (!isJson && !isOwnSarif) throw new UsageError(say.notAReport(), name);
  return report as unknown as AnyReport;
}

function mergeJson(reports: readonly JsonReport[]): Merged {
  const findings = reports.flatMap((report) => report.findings);
  const ordered = byFile(findings, ({ file }) => file);
  const files = reports.reduce((sum, report) => sum + report.files, 0);
  return { text: jsonText(files, ordered.map(harmlessJson)), severities: findings.map(({ severity }) => severity) };
}

function mergeSarif(reports: readonly Log[]): Merged {
  const runs = reports.flatMap((report) => report.runs);
  const results = runs.flatMap((run) => run.results ?? []);
  const rules = new Map<string, ReportingDescriptor>();
  for (const rule of runs.flatMap((run) => run.tool.driver.rules ?? [])) rules.set(rule.id, rule);
  const artifacts = runs.flatMap((run) => run.artifacts ?? []);
  const ids = allRules.map(({ meta }) => meta.id);
  return {
    text: sarifText({
      rules: [...rules.values()].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
      artifacts: byFile(artifacts, ({ location }) => location?.uri ?? ''),
      results: byFile(results, uriOf).map(harmlessJson),
    }),
    severities: results.map(({ properties }) => String(properties?.severity)),
  };
}

function uriOf({ locations }: Result): string {
  return locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
}

/** As the walk of a folder orders files; what is in one file stays in order. */
function byFile<T>(items: readonly T[], fileOf: (item: T) => string): T[] {
  const name = (item: T) => decodeURIComponent(fileOf(item));
  return items.toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}
