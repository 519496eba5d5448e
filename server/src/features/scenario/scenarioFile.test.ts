import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../base/textEdit.ts';
import { parseManifest } from '../../manifest/file.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { plainText } from '../completion/item.ts';
import { diagnoseScenario } from '../diagnostics/scenarioDiagnostics.ts';
import { toMarkdown } from '../hover/markdown.ts';
import { english } from '../messages.ts';
import { completeScenario } from './completeScenario.ts';
import { hoverScenario } from './hoverScenario.ts';

const formatter = strictFormatter(english.texts);

function offered(fixture: string) {
  const offset = fixture.indexOf('$0');
  const text = fixture.replace('$0', '');
  return completeScenario(parseManifest(text), offset).map((item) => ({
    label: item.label,
    after: applyEdits(text, [{ span: item.span, newText: plainText(item.snippet) }]),
  }));
}

const labels = (fixture: string) => offered(fixture).map(({ label }) => label);

describe('completion', () => {
  test('offers the fields of the place that are not there yet', () => {
    expect(labels('$0')).toContain('containers');
    const inContainer = labels('name: a\ncontainers:\n  web:\n    startupSeconds: 20\n    $0\n');
    expect(inContainer).toContain('probes');
    expect(inContainer).not.toContain('startupSeconds');
    expect(inContainer).not.toContain('containers');
  });

  test('works in a half-typed key', () => {
    const found = offered('containers:\n  web:\n    start$0\n').find(({ label }) => label === 'startupSeconds');
    expect(found?.after).toBe('containers:\n  web:\n    startupSeconds: \n');
  });

  test('offers the values of a choice', () => {
    const values = labels(
      'containers:\n  web:\n    probes:\n      liveness:\n        - fromSeconds: 0\n          result: $0\n',
    );
    expect(values).toContain('hang');
  });

  test('opens lists and mappings', () => {
    const all = offered('containers:\n  web:\n    $0\n');
    expect(all.find(({ label }) => label === 'probes')?.after).toBe('containers:\n  web:\n    probes:\n      \n');
    expect(all.find(({ label }) => label === 'runs')?.after).toBe('containers:\n  web:\n    runs:\n      - \n');
  });

  test('every field at the top leads to a place that the engine knows', () => {
    for (const { after, label } of offered('$0')) {
      const unknown = diagnoseScenario(after).filter(({ message }) => /unknown/.test(message.id));
      expect(unknown, label).toEqual([]);
    }
  });

  test('is silent in texts and comments', () => {
    expect(labels('# con$0\n')).toEqual([]);
    expect(labels('description: |\n  con$0\n')).toEqual([]);
  });
});

describe('hover', () => {
  const at = (fixture: string) => {
    const found = hoverScenario(parseManifest(fixture.replace('$0', '')), fixture.indexOf('$0'));
    return found && toMarkdown(found, formatter);
  };

  test('says what a field does', () =>
    expect(at('containers:\n  web:\n    startup$0Seconds: 20\n')).toMatch(/^\*\*`startupSeconds`\*\*: \S/));

  test('names the values of a choice', () =>
    expect(at('containers:\n  web:\n    probes:\n      liveness:\n        - result: ha$0ng\n')).toContain('`hang`'));

  test('is silent where there is nothing', () => {
    expect(at('nonsense$0: 1\n')).toBeUndefined();
    expect(at('$0')).toBeUndefined();
  });
});
