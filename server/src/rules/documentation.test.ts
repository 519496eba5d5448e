/** Each rule has its page, its tests and its place on the list; the examples of the pages are run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { camelCase, findRules } from '../../../scripts/support/ruleFiles.ts';
import { parseManifest } from '../manifest/file.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';

const here = import.meta.dirname;
const docs = join(here, '../../../docs/rules');
const files = await findRules();
const tests = globSync('*/*.test.ts', { cwd: here }).map((path) => readFileSync(join(here, path), 'utf8'));

test('the registry has every rule, once', () =>
  expect(allRules.map(({ meta }) => meta.id)).toEqual(files.map(({ rule }) => rule.meta.id)));

test('no page is left of a rule that is gone', () => {
  const pages = readdirSync(docs).map((file) => file.replace(/\.md$/, ''));
  expect(pages.filter((page) => page !== 'README').sort()).toEqual(files.map(({ rule }) => rule.meta.id).sort());
});

describe.each(files)('$rule.meta.id', ({ name, rule: { meta } }) => {
  const path = join(docs, `${meta.id}.md`);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

  test('is named as its file, and tested beside it', () => {
    expect(name).toBe(camelCase(meta.id));
    expect(tests.some((text) => new RegExp(`check\\w+\\(\\s*${name},`).test(text))).toBe(true);
  });

  test('says in plain sentences what is wrong', () => {
    expect(meta.summary).toMatch(/^[\w“"].*[.:)]$/);
    expect(meta.references.length).toBeGreaterThan(0);
  });

  test('has a page with everything on it', () => {
    const sections = [...page.matchAll(/^## (.*)\n\n(?!#)/gm)].map(([, title]) => title);
    expect(sections).toEqual(['What it does', 'Why', 'Examples', 'Fix', 'When to disable', 'References']);
    const mild = meta.mild ? `, mild cases ${meta.mild.severity}` : '';
    expect(page.startsWith(`# ${meta.id}\n\n**${meta.severity}**${mild} · ${meta.summary}\n`)).toBe(true);
  });

  // An example would be as large as a book.
  test.skipIf(meta.id === 'too-large' || meta.id === 'check-given-up')(
    'finds something in the bad example of its page, and no error in the good one',
    () => {
      const [bad, good] = [...page.matchAll(/```(?:yaml|json)\n([\s\S]*?)```/g)].map(([, text]) => text!);
      const findings = (text: string | undefined) =>
        checkManifest(parseManifest(text ?? ''), { rules: allRules, kubernetes: kubernetesOf(page) });
      expect(findings(bad).map(({ rule }) => rule)).toContain(meta.id);
      const inGood = findings(good).filter(({ rule, severity }) => rule === meta.id || severity === 'error');
      expect(inGood.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      expect(good).toBeDefined();
    },
  );
});

/** A page may say which release its examples are about. */
function kubernetesOf(page: string): string {
  return /For Kubernetes (\d+\.\d+)/.exec(page)?.[1] ?? '1.34';
}
