/** `check --format compact`: a line for each finding, as compilers write them, and nothing else. */
import { formatter } from '../../formatter.ts';
import { harmlessLine } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { placeOf, type Report } from './report.ts';

export function compactReport(output: Output): Report {
  return {
    add({ name, findings, linesOf }) {
      for (const { severity, rule, message, span } of findings) {
        const { line, character } = placeOf(name, span, linesOf).range.start;
        const text = `${name}:${line + 1}:${character + 1}: ${severity}: ${formatter.text(message)} [${rule}]`;
        output.write(`${harmlessLine(text)}\n`);
      }
    },
    end() {},
  };
}
