/** No rule fails, whatever is typed; findings and fixes stay inside the text; a fix mends what it is offered for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readVerdicts } from '../../../test/conformance/apiserver/verdicts.ts';
import fc from '../../../test/support/fastCheck.ts';
import { parseManifest } from '../manifest/file.ts';
import type { Finding } from './finding.ts';
import { ruleTexts } from './messages.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { applyFix } from './testing/applyFix.ts';
import { strictFormatter } from './testing/formatter.ts';

const formatter = strictFormatter(ruleTexts);

const root = join(import.meta.dirname, '../../..');
const examples = globSync('{examples,test/corpus/good}/**/*.{yaml,json}', { cwd: root })
  .sort()
  .map((path) => readFileSync(join(root, path), 'utf8'));
const rejected = readVerdicts('given-1.34.json')
  .filter(({ accepted }) => !accepted)
  .map(({ manifest }, index) =>
    index % 3 === 0 ? JSON.stringify(manifest, undefined, index % 2) : stringify(manifest, { version: '1.1' }),
  );

function check(text: string): Finding[] {
  return checkManifest(parseManifest(text), {
    rules: allRules,
    kubernetes: '1.34',
    onRuleFailure: (rule, error) => {
      throw new Error(`${rule} failed`, { cause: error });
    },
  });
}

test('any text that is typed', () => {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat(40),
    insert: fc.constantFrom(
      '',
      ' ',
      '\n',
      '\n  ',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      '"',
      '{{ .Values.x }}',
      '&a ',
      '*a',
      '0',
      '-1',
      'null',
      '# ',
      '\n      {{- else if .Values.x }}\n',
    ),
  });
  // Each runs all rules and all fixes, which takes ten times as long as parsing.
  const runs = Number(process.env.PROBEWISE_EDIT_SEQUENCES ?? 3000) / 10;
  fc.assert(
    fc.property(
      fc.constantFrom(...examples, ...rejected.slice(0, 200)),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      (start, edits) => {
        let text = start;
        for (const { at, remove, insert } of edits) {
          const position = at % (text.length + 1);
          text = text.slice(0, position) + insert + text.slice(position + remove);
        }
        for (const finding of check(text)) {
          expect(finding.span.start).toBeLessThanOrEqual(finding.span.end);
          expect(finding.span.end).toBeLessThanOrEqual(text.length);
          const [unfilled] = /\{\w+\}|undefined|NaN|\[object/.exec(formatter.full(finding.message)) ?? [];
          expect(unfilled === undefined || text.includes(unfilled), JSON.stringify(finding.message)).toBe(true);
          for (const fix of finding.fixes()) {
            expect(formatter.text(fix.title)).not.toMatch(/undefined|\[object/);
            for (const { span } of fix.edits) expect(span.end).toBeLessThanOrEqual(text.length);
            applyFix(text, fix);
          }
        }
      },
    ),
    // Shrinking whole manifests takes longer than reading the case.
    { numRuns: runs, endOnFailure: true },
  );
}, 180_000);

test('every fix of what the API server rejects leads to a manifest without that finding and without a new error of structure', () => {
  const problems: string[] = [];
  for (const text of rejected) {
    const findings = check(text);
    const before = new Set(findings.map(identity));
    for (const finding of findings) {
      // What a field of another name holds is the user's affair.
      if (finding.rule === 'unknown-field') continue;
      for (const fix of finding.fixes()) {
        const after = check(applyFix(text, fix));
        if (after.some((found) => identity(found) === identity(finding)))
          problems.push(`${finding.rule} stays after "${formatter.text(fix.title)}":\n${text}`);
        const broken = after.filter(
          (found) => found.rule === 'yaml-syntax' || (found.rule === 'wrong-type' && !before.has(identity(found))),
        );
        if (broken.length > 0)
          problems.push(
            `"${formatter.text(fix.title)}" of ${finding.rule} breaks the manifest: ${formatter.text(broken[0]!.message)}\n${text}`,
          );
      }
    }
  }
  expect(problems.slice(0, 3)).toEqual([]);
}, 60_000);

function identity({ path, message }: Finding): string {
  return `${message.id} ${path}`;
}
