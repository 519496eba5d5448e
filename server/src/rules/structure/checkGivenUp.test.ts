import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { defineRule } from '../rule.ts';
import { checkManifest } from '../runner.ts';
import { checkSilent } from '../testing/checkRule.ts';
import { checkGivenUp } from './checkGivenUp.ts';

/** A rule that takes a second for each object, by a clock of its own. */
function slowRules() {
  let nowSeconds = 0;
  const slow = defineRule({
    meta: {
      id: 'slow',
      severity: 'warning',
      appliesTo: 'object',
      summary: 'Takes a second.',
      messages: { found: 'Found.' },
      references: ['test'],
    },
    *check({ object }) {
      nowSeconds++;
      yield { message: 'found', at: object.root.get('kind') };
    },
  });
  const start = () => {
    const begun = nowSeconds;
    return () => nowSeconds - begun > 3;
  };
  return { rules: [slow, checkGivenUp], kubernetes: '1.34', budget: { seconds: 3, start } };
}

const pod = 'apiVersion: v1\nkind: Pod\n';
const list = `# many\napiVersion: v1\nkind: List\nitems:\n${'- {apiVersion: v1, kind: Pod}\n'.repeat(50)}`;

test('a document that takes too long is given up and says so; the others are checked', () => {
  const text = `${pod}---\n${list}---\n${pod}# another\n`;
  const findings = checkManifest(parseManifest(text), slowRules());
  const found = findings.map(({ rule, span }) => `${rule} ${text.slice(span.start, span.end)}`);
  expect(found[0]).toBe('slow Pod');
  expect(found).toContain('check-given-up apiVersion: v1');
  expect(found.at(-1)).toBe('slow Pod');
  expect(found.length).toBeLessThan(10);
});

test('without a budget everything is checked', () => {
  const { budget, ...options } = slowRules();
  expect(checkManifest(parseManifest(list), options).map(({ rule }) => rule)).toEqual(Array(51).fill('slow'));
});

test('a document that is checked in time says nothing', () => checkSilent(checkGivenUp, pod));
