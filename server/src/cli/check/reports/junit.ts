/** `check --format junit`: files are test suites; what makes the check fail is a failed test, the rest is told beside it. */
import type { Severity } from '../../../rules/rule.ts';
import { formatter } from '../../formatter.ts';
import { harmless } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { type CheckedFile, placeOf, type Report } from './report.ts';

/** `failing` are the severities that make the check fail. */
export function junitReport(output: Output, failing: ReadonlySet<Severity>): Report {
  const suites: string[] = [];
  let tests = 0;
  let failures = 0;
  return {
    add(file) {
      const failed = file.findings.filter(({ severity }) => failing.has(severity)).length;
      const count = Math.max(1, file.findings.length);
      tests += count;
      failures += failed;
      suites.push(
        `  <testsuite name="${xml(file.name)}" tests="${count}" failures="${failed}" errors="0">`,
        ...(file.findings.length === 0 ? [`    <testcase name="check" classname="${xml(file.name)}"/>`] : []),
        ...casesOf(file, failing),
        '  </testsuite>',
      );
    },
    end() {
      const head = `<testsuites name="probewise" tests="${tests}" failures="${failures}" errors="0">`;
      output.write(['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n'));
    },
  };
}

function casesOf({ name, findings, linesOf }: CheckedFile, failing: ReadonlySet<Severity>): string[] {
  return findings.flatMap(({ rule, severity, message, span, path }) => {
    const { line, character } = placeOf(name, span, linesOf).range.start;
    const place = `${name}:${line + 1}:${character + 1}`;
    const text = xml(`${place}: ${severity}: ${formatter.full(message)}`);
    const test = `    <testcase name="${xml(path === '' ? rule : `${rule} ${path}`)}" classname="${xml(name)}">`;
    const content = failing.has(severity)
      ? `<failure type="${severity}" message="${xml(formatter.text(message))}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
    return [test, `      ${content}`, '    </testcase>'];
  });
}

/** XML has no way to write control characters. */
function xml(text: string): string {
  return harmless(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
