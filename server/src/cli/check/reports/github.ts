/**
 * `check --format github`: commands of GitHub Actions' runner, which shows them at the lines of a pull request.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Severity } from '../../../rules/rule.ts';
import { formatter } from '../../formatter.ts';
import { harmless } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { placeOf, type Report } from './report.ts';

const commands: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export function githubReport(output: Output): Report {
  return {
    add({ name, findings, linesOf }) {
      for (const { severity, rule, message, span } of findings) {
        const { start, end } = placeOf(name, span, linesOf).range;
        const isOneLine = start.line === end.line;
        const properties = [
          `file=${property(name)}`,
          `line=${start.line + 1}`,
          `endLine=${end.line + 1}`,
          // The runner knows columns only within one line.
          ...(isOneLine ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`] : []),
          `title=${property(rule)}`,
        ];
        output.write(`::${commands[severity]} ${properties.join(',')}::${data(formatter.full(message))}\n`);
      }
    },
    end() {},
  };
}

/** What stands behind the command, escaped as `@actions/core` does it. */
function data(text: string): string {
  return harmless(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
