import { expect, test } from 'vitest';
import { isScenarioFile } from '../../lifecycle/world/scenarioFileName.ts';
import { applyFix } from '../../rules/testing/applyFix.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { english } from '../messages.ts';
import { diagnoseScenario } from './scenarioDiagnostics.ts';

const formatter = strictFormatter(english.texts);

function shown(text: string): string[] {
  return diagnoseScenario(text).map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${formatter.text(message)}`,
  );
}

test('a good scenario has nothing wrong with it', () => {
  expect(shown('name: slow\ncontainers:\n  web:\n    startupSeconds: 20\n')).toEqual([]);
  expect(shown('')).toEqual([]);
});

test('each mistake stands on its line, with what was meant', () => {
  const found = shown('containers:\n  web:\n    startupSecond: 20\n    happenings:\n    - atSeconds: soon\n');
  expect(found).toEqual([expect.stringMatching(/^startupSecond|^20/), expect.stringMatching(/^soon: /)]);
  expect(found[0]).toContain('startupSeconds');
});

test.each([
  ['containers:\n  web:\n    startupSecond: 20 # slow\n', 'containers:\n  web:\n    startupSeconds: 20 # slow\n'],
  ['container: {}\n', 'containers: {}\n'],
])('what was meant is a fix: %j', (before, after) => {
  const [fix] = diagnoseScenario(before)[0]!.fixes();
  expect(applyFix(before, fix!)).toBe(after);
  expect(diagnoseScenario(after)).toEqual([]);
});

test('text that is no YAML', () => {
  expect(shown('containers: [\n')).toHaveLength(1);
});

test.each([
  ['file:///w/leak.scenario.yaml', true],
  ['file:///w/leak.scenario.json', true],
  ['file:///w/scenario.yaml', false],
])('%s', (uri, expected) => {
  expect(isScenarioFile(uri)).toBe(expected);
});
