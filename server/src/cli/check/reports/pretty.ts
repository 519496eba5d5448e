import { createColors } from 'picocolors';
import { listed } from '../../../base/message.ts';
import type { Severity } from '../../../rules/rule.ts';
import { formatter } from '../../formatter.ts';
import { harmlessLine } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { checkMessages as say } from '../messages.ts';
import { codeFrame } from './codeFrame.ts';
import { type CheckedFile, type FoundFinding, placeOf, type Report } from './report.ts';

/**
 * `check` for people. Each finding begins with a line that editors and CI log viewers can follow:
 * `file:line:column: severity: message [rule]`. What matters comes with its lines and its fixes, advice without.
 */
export function prettyReport(output: Output): Report {
  const colors = createColors(output.color);
  const paint: Record<Severity, (text: string) => string> = {
    error: (text) => colors.bold(colors.red(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    information: (text) => colors.cyan(text),
    hint: (text) => colors.blue(text),
  };
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let files = 0;
  let fixable = 0;
  /** Whether a blank line stands above what comes next; the beginning needs none. */
  let isApart = true;

  const show = (file: CheckedFile, finding: FoundFinding) => {
    const { severity, rule, message, span, fixes } = finding;
    const lines = file.linesOf(file.name);
    const { line, character } = lines.positionAt(span.start);
    const place = colors.bold(harmlessLine(`${file.name}:${line + 1}:${character + 1}:`));
    const head = `${place} ${paint[severity](`${severity}:`)} ${harmlessLine(formatter.text(message))} ${colors.dim(`[${rule}]`)}`;
    counts[severity]++;
    if (fixes.length > 0) fixable++;
    const framed = severity === 'error' || severity === 'warning';
    const rows = framed && !isApart ? ['', head] : [head];
    const detail = formatter.detail(message);
    if (framed && detail !== undefined) rows.push(`    ${harmlessLine(detail)}`);
    if (framed) {
      rows.push(...codeFrame(lines, span, { columns: output.columns, mark: paint[severity], dim: colors.dim }));
      rows.push(
        ...notes(file, finding).map((note) => `    ${colors.dim(formatter.text(say.see()))} ${harmlessLine(note)}`),
      );
      rows.push(
        ...fixes.map(
          (fix) => `    ${colors.green(formatter.text(say.fix()))} ${harmlessLine(formatter.text(fix.title))}`,
        ),
        '',
      );
    }
    isApart = framed;
    output.write(`${rows.join('\n')}\n`);
  };

  return {
    add(file) {
      files++;
      for (const finding of file.findings) show(file, finding);
    },
    end() {
      const found = (Object.keys(counts) as Severity[]).filter((severity) => counts[severity] > 0);
      if (found.length === 0) {
        output.write(`${colors.green('✔')} ${formatter.text(say.nothingFound({ count: files }))}\n`);
        return;
      }
      const sums = found.map((severity) =>
        paint[severity](formatter.text(countOf[severity]({ count: counts[severity] }))),
      );
      const sum = { findings: listed(sums), count: files };
      const message = fixable > 0 ? say.foundWithFix({ ...sum, fixable }) : say.found(sum);
      output.write(`${isApart ? '' : '\n'}${formatter.text(message)}\n`);
    },
  };
}

/** What a finding points to, each with a place that editors and CI log viewers can follow. */
function notes({ linesOf }: CheckedFile, { related }: FoundFinding): string[] {
  return related.map(({ file, span, message }) => {
    const { line, character } = placeOf(file, span, linesOf).range.start;
    return `${file}:${line + 1}:${character + 1}: ${formatter.full(message)}`;
  });
}

const countOf = { error: say.errors, warning: say.warnings, information: say.informations, hint: say.hints } as const;
