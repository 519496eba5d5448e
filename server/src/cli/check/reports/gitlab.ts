/**
 * `check --format gitlab`: a Code Quality report, which GitLab shows in merge requests.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
import type { Severity } from '../../../rules/rule.ts';
import { formatter } from '../../formatter.ts';
import { harmlessJson } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { placeOf, type Report } from './report.ts';

const severities: Record<Severity, string> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

export function gitlabReport(output: Output): Report {
  const issues: string[] = [];
  return {
    add(file) {
      const { name, findings, linesOf } = file;
      const fingerprints = fingerprintsOf(file);
      for (const [index, { severity, rule, message, span }] of findings.entries()) {
        const { start, end } = placeOf(name, span, linesOf).range;
        const issue = {
          description: formatter.text(message),
          check_name: rule,
          fingerprint: fingerprints[index],
          severity: severities[severity],
          location: { path: name, lines: { begin: start.line + 1, end: end.line + 1 } },
        };
        issues.push(harmlessJson(issue));
      }
    },
    end() {
      output.write(issues.length === 0 ? '[]\n' : `[\n${issues.join(',\n')}\n]\n`);
    },
  };
}
