/** `probewise check`: the findings of files, as text for people or as JSON for programs. */
import { LineIndex } from '../../base/lineIndex.ts';
import { checkOptions, diagnose } from '../../features/diagnostics.ts';
import type { Severity } from '../../rules/rule.ts';
import type { Loudness } from '../../rules/severity.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { findInputs } from '../inputs.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { jsonReport } from './json.ts';
import { ManifestFiles } from './manifestFiles.ts';
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
  /** `group/Kind` of custom resources → paths to the pods in them. */
  readonly podPath?: Readonly<Record<string, readonly string[]>>;
  /** Which rules are heard, and how loud. */
  readonly loudness?: Loudness;
}

export async function check(
  paths: readonly string[],
  { format, failOn, kubernetes, loudness, podPath }: CheckArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const inputs = await findInputs(paths, terminal.cwd);
  const report: Report = format === 'json' ? jsonReport(terminal.stdout) : prettyReport(terminal.stdout);
  const failing = new Set(failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1));
  const complain = (text: string) => terminal.stderr.write(`probewise: ${text}\n`);
  const settings = { ...(kubernetes === undefined ? {} : { kubernetesVersion: kubernetes }), ...loudness };
  const options = checkOptions(settings, (rule, error) => complain(`the rule ${rule} failed: ${String(error)}`));
  // All files are read before the first is checked: what one says may matter to another.
  const files = new ManifestFiles(terminal, podPath);
  let unreadable = false;
  for (const input of inputs) {
    try {
      await files.add(input);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complain(error.message);
      unreadable = true;
    }
  }
  files.index.complete = true;
  let failed = false;
  for (const { name, text, manifest } of files.all()) {
    const findings = diagnose(manifest, options, { index: files.index, file: name });
    failed ||= findings.some(({ severity }) => failing.has(severity));
    report.add(checkedFile(name, text, findings, files));
  }
  report.end();
  if (unreadable) return exitCodes.trouble;
  return failed ? exitCodes.found : exitCodes.ok;
}

/** Most files have no findings: their lines are never looked for. */
function checkedFile(name: string, text: string, findings: CheckedFile['findings'], files: ManifestFiles): CheckedFile {
  let lines: LineIndex | undefined;
  return {
    name,
    findings,
    get lines() {
      lines ??= new LineIndex(text);
      return lines;
    },
    placeOf: (related) => files.placeOf(name, related),
  };
}
