/** `probewise check`: the findings of files, as text for people or as JSON for programs. */
import { LineIndex } from '../../base/lineIndex.ts';
import { checkOptions, diagnose } from '../../features/diagnostics.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { Severity } from '../../rules/rule.ts';
import { Contexts } from '../contextOf.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { findInputs, readInput } from '../inputs.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { jsonReport } from './json.ts';
import { prettyReport } from './pretty.ts';
import type { CheckedFile, Report } from './report.ts';

/** From bad to quiet. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export interface CheckArguments {
  readonly format: 'pretty' | 'json';
  /** The quietest severity that makes the check fail. */
  readonly failOn: Severity | 'never';
  /** The release that manifests without a comment of their own are checked against; the newest if absent. */
  readonly kubernetes?: string;
}

export async function check(
  paths: readonly string[],
  { format, failOn, kubernetes }: CheckArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const inputs = await findInputs(paths, terminal.cwd);
  const report: Report = format === 'json' ? jsonReport(terminal.stdout) : prettyReport(terminal.stdout);
  const failing = new Set(failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1));
  const complain = (text: string) => terminal.stderr.write(`probewise: ${text}\n`);
  const options = checkOptions(kubernetes === undefined ? {} : { kubernetesVersion: kubernetes }, (rule, error) =>
    complain(`the rule ${rule} failed: ${String(error)}`),
  );
  const contexts = new Contexts();
  let failed = false;
  let unreadable = false;
  for (const input of inputs) {
    try {
      const text = await readInput(input, terminal);
      const findings = diagnose(parseManifest(text, undefined, contexts.of(input.path)), options);
      failed ||= findings.some(({ severity }) => failing.has(severity));
      report.add(checkedFile(input.name, text, findings));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complain(error.message);
      unreadable = true;
    }
  }
  report.end();
  if (unreadable) return exitCodes.trouble;
  return failed ? exitCodes.found : exitCodes.ok;
}

/** Most files have no findings: their lines are never looked for. */
function checkedFile(name: string, text: string, findings: CheckedFile['findings']): CheckedFile {
  let lines: LineIndex | undefined;
  return {
    name,
    findings,
    get lines() {
      lines ??= new LineIndex(text);
      return lines;
    },
  };
}
