/** The formats of reports by name, and where they go. */
import { resolve } from 'node:path';
import { writeFileAtomically } from '../../../node/writeFileAtomically.ts';
import type { Severity } from '../../../rules/rule.ts';
import type { Output, Terminal } from '../../terminal.ts';
import { ioReason, UsageError } from '../../usageError.ts';
import { compactReport } from './compact.ts';
import { githubReport } from './github.ts';
import { gitlabReport } from './gitlab.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { prettyReport } from './pretty.ts';
import type { Report } from './report.ts';
import { sarifReport } from './sarif.ts';

export const formats = ['pretty', 'compact', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;
export type Format = (typeof formats)[number];

/** One report that is wanted: into a file, or to the standard output. */
export interface ReportChoice {
  readonly format: Format;
  readonly file?: string;
}

/** All that is wanted as one report. Files are written at its end; throws a `UsageError` where one can't be. */
export function reportsOf(
  choices: readonly ReportChoice[],
  { stdout, cwd }: Terminal,
  failing: ReadonlySet<Severity>,
): Report {
  const reports = choices.map(({ format, file }) => {
    if (file === undefined) return makeReport(format, stdout, failing);
    const { output, write } = intoFile(file, cwd);
    const report = makeReport(format, output, failing);
    return {
      add: report.add,
      end() {
        report.end();
        write();
      },
    };
  });
  return {
    add(checked) {
      for (const report of reports) report.add(checked);
    },
    end() {
      for (const report of reports) report.end();
    },
  };
}

function makeReport(format: Format, output: Output, failing: ReadonlySet<Severity>): Report {
  switch (format) {
    case 'pretty':
      return prettyReport(output);
    case 'compact':
      return compactReport(output);
    case 'json':
      return jsonReport(output);
    case 'sarif':
      return sarifReport(output);
    case 'github':
      return githubReport(output);
    case 'gitlab':
      return gitlabReport(output);
    case 'junit':
      return junitReport(output, failing);
  }
}

/** Collects a report, so that the file is there as a whole or not at all. */
function intoFile(name: string, cwd: string): { readonly output: Output; write(): void } {
  const parts: string[] = [];
  return {
    output: { write: (text) => parts.push(text), color: false, columns: 120 },
    write() {
      try {
        writeFileAtomically(resolve(cwd, name), parts.join(''));
      } catch (error) {
        throw new UsageError(ioReason(error), name);
      }
    },
  };
}
