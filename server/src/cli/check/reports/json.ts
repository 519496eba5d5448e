import type { Position } from '../../../base/lineIndex.ts';
import type { Severity } from '../../../rules/rule.ts';
import { formatter } from '../../formatter.ts';
import { harmlessJson } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { type CheckedFile, type FoundFinding, type Place, placeOf, type Report } from './report.ts';

/** `check --format json`: a public contract, see docs/cli.md. Fields are added, never changed. */
export interface JsonReport {
  readonly version: 1;
  /** How many files were checked. */
  readonly files: number;
  readonly findings: readonly JsonFinding[];
}

export interface JsonFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Stays the same when the text is put in other words, or in another language: `<rule>/<message>`. */
  readonly messageId: string;
  /** In short; `detail` gives reasons. */
  readonly message: string;
  readonly detail?: string;
  /** As the API server names the field, e.g. `spec.containers[0].image`. */
  readonly path: string;
  /** Zero-based; characters are UTF-16 code units. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  /** Other places that the finding is about; left out where there are none. */
  readonly related?: readonly (Place & { readonly message: string })[];
}

/** One finding a line, so that a diff of two reports can be read. */
export function jsonReport(output: Output): Report {
  let files = 0;
  const findings: string[] = [];
  return {
    add(file) {
      files++;
      for (const finding of file.findings) findings.push(harmlessJson(jsonFinding(file, finding)));
    },
    end() {
      output.write(jsonText(files, findings));
    },
  };
}

/** The whole report; `findings` are JSON already. */
export function jsonText(files: number, findings: readonly string[]): string {
  const head = `{"version":1,"files":${files},"findings":[`;
  return findings.length === 0 ? `${head}]}\n` : `${head}\n${findings.join(',\n')}\n]}\n`;
}

function jsonFinding({ name, linesOf }: CheckedFile, finding: FoundFinding): JsonFinding {
  const { rule, severity, message, path, span, fixes } = finding;
  const related = finding.related.map((one) => ({
    ...placeOf(one.file, one.span, linesOf),
    message: formatter.full(one.message),
  }));
  const detail = formatter.detail(message);
  const place = placeOf(name, span, linesOf);
  return {
    file: name,
    rule,
    severity,
    messageId: message.id,
    message: formatter.text(message),
    ...(detail === undefined ? {} : { detail }),
    path,
    range: place.range,
    fixes: fixes.map(({ title, safe }) => ({ title: formatter.text(title), safe })),
    ...(related.length === 0 ? {} : { related }),
  };
}
