/** What holds for the fixes of every rule, on the bad example of its page and whatever else is found there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseManifest } from '../manifest/file.ts';
import type { Finding } from './finding.ts';
import { ruleTexts } from './messages.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { applyFix } from './testing/applyFix.ts';
import { strictFormatter } from './testing/formatter.ts';

const docs = join(import.meta.dirname, '../../../docs/rules');
const pages = readdirSync(docs)
  .filter((file) => file !== 'README.md')
  .map((file) => ({ id: file.replace(/\.md$/, ''), page: readFileSync(join(docs, file), 'utf8') }))
  .map(({ id, page }) => ({
    id,
    kubernetes: /For Kubernetes (\d+\.\d+)/.exec(page)?.[1] ?? '1.34',
    // A comment behind every field, to see that none is lost.
    bad: (/```(?:yaml|json)\n([\s\S]*?)```/.exec(page)?.[1] ?? '').replace(/^(?!.*[#|>"{}]).*\w$/gm, '$& # kept'),
  }))
  .filter(({ id, bad }) => bad !== '' && !id.startsWith('yaml-') && id !== 'duplicate-key');

function check(text: string, kubernetes: string): Finding[] {
  return checkManifest(parseManifest(text), { rules: allRules, kubernetes });
}

const formatter = strictFormatter(ruleTexts);
const identity = ({ path, message }: Finding) => `${message.id} ${path}`;
const commentsIn = (text: string) => text.split('# kept').length - 1;

describe.each(pages)('$id', ({ bad, kubernetes }) => {
  const findings = check(bad, kubernetes);
  const errors = new Set(findings.filter(({ severity }) => severity === 'error').map(identity));
  const fixes = findings.flatMap((finding) => finding.fixes().map((fix) => ({ finding, fix })));

  test('each fix mends what it is offered for, breaks nothing, and keeps the comments of what stays', () => {
    for (const { finding, fix } of fixes) {
      const title = formatter.text(fix.title);
      const after = applyFix(bad, fix);
      expect(after, title).not.toBe(bad);
      const left = check(after, kubernetes);
      expect(left.map(identity), `${title}:\n${after}`).not.toContain(identity(finding));
      const added = left.filter((found) => found.severity === 'error' && !errors.has(identity(found)));
      expect(added.map(identity), `${title}:\n${after}`).toEqual([]);
      const linesGone = fix.edits.flatMap(({ span }) => bad.slice(span.start, span.end).match(/\n/g) ?? []).length;
      expect(commentsIn(after), `${title}:\n${after}`).toBeGreaterThanOrEqual(commentsIn(bad) - linesGone);
    }
  });

  test('titles of fixes that change behaviour name what will be there', () => {
    for (const { fix } of fixes.filter(({ fix, finding }) => !fix.safe && finding.severity !== 'error')) {
      const written = fix.edits.flatMap(({ newText }) => newText.match(/[\w./@-]+/g) ?? []);
      const isRemoval = written.length === 0;
      const title = formatter.text(fix.title);
      expect(isRemoval || written.some((word) => title.includes(word)), title).toBe(true);
    }
  });

  test('all safe fixes at once lead to a manifest that none of them would change again', () => {
    let text = bad;
    for (let round = 0; round < 10; round++) {
      const safe = check(text, kubernetes).flatMap((finding) => finding.fixes().filter((fix) => fix.safe));
      const [first] = safe;
      if (!first) break;
      expect(round, text).toBeLessThan(9);
      text = applyFix(text, first);
    }
    expect(check(text, kubernetes).some((finding) => finding.fixes().some((fix) => fix.safe))).toBe(false);
  });
});
