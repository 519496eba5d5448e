import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../../test/corpus/support/corpus.ts';
import { lineStart } from '../base/line.ts';
import { checkOptions, diagnose } from '../features/diagnostics/diagnostics.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import type { Finding } from '../rules/finding.ts';
import { restMs, TypingFilter } from './typing.ts';

const options = checkOptions();

/** Types a text key by key, as an editor does that indents new lines; tells what is found and shown after each key. */
function* typed(text: string): Generator<{ text: string; all: readonly Finding[]; shown: readonly Finding[] }> {
  const filter = new TypingFilter();
  let file: ManifestFile | undefined;
  let before = '';
  let nowMs = 0;
  for (let end = 1; end <= text.length; end++) {
    const after = text.slice(0, end);
    if (text[end] === ' ' && after.slice(lineStart(after, end)).trim() === '' && end < text.length) continue;
    nowMs += 150;
    filter.edited(before, after, nowMs);
    file = parseManifest(after, file);
    const all = diagnose(file, options);
    yield { text: after, all, shown: filter.visible(all, nowMs).findings };
    before = after;
  }
}

const identity = ({ rule, path, severity }: Finding) => `${severity} ${rule} ${path}`;

const manifests = readCorpus()
  .filter(({ name, text }) => name.endsWith('.yaml') && text.length > 500 && text.length < 1100)
  .filter(({ text }) => /^kind: (?:Deployment|Job|CronJob|StatefulSet|DaemonSet|Pod)$/m.test(text))
  .slice(0, 10);

test('typing ten manifests shows no error beside the line that the whole manifest does not have', {
  timeout: 300_000,
}, () => {
  expect(manifests).toHaveLength(10);
  let changes = 0;
  let without = 0;
  for (const { text } of manifests) {
    const whole = new Set(diagnose(parseManifest(text), options).map(identity));
    let [last, lastAll] = ['', ''];
    for (const step of typed(text)) {
      const list = step.shown.map(identity).join();
      if (list !== last) changes++;
      const listAll = step.all.map(identity).join();
      if (listAll !== lastAll) without++;
      [last, lastAll] = [list, listAll];
      const line = lineStart(step.text, step.text.length);
      const untrue = step.shown.filter(
        (one) => one.severity === 'error' && one.span.start < line && !whole.has(identity(one)),
      );
      expect(untrue.map(identity)).toEqual([]);
    }
  }
  const lines = manifests.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  console.info(
    `changes of the problem list for each line: ${(changes / lines).toFixed(2)}, unfiltered ${(without / lines).toFixed(2)}`,
  );
  expect(changes / lines).toBeLessThan(2);
});

describe('a finding', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: a:1\n';

  function visibleAfter(before: string, after: string, waitedMs: number): string[] {
    const filter = new TypingFilter();
    const findings = (text: string) =>
      diagnose(parseManifest(text), options).filter(({ severity }) => severity === 'error');
    filter.visible(findings(before), 0);
    filter.edited(before, after, 0);
    return filter.visible(findings(after), waitedMs).findings.map(({ rule }) => rule);
  }

  test('on the line that is being typed waits until the line rests', () => {
    expect(visibleAfter(`${pod}      `, `${pod}      t`, 10)).toEqual([]);
    expect(visibleAfter(`${pod}      tty: true`, `${pod}      tty: truex`, 10)).toEqual([]);
    expect(visibleAfter(`${pod}      tty: true`, `${pod}      tty: truex`, restMs)).toEqual(['wrong-type']);
  });

  test('is shown when its line is left', () => {
    expect(visibleAfter(`${pod}      tty: trux`, `${pod}      tty: trux\n      `, 10)).toEqual(['wrong-type']);
  });

  test('of what was pasted is shown at once', () => {
    expect(visibleAfter(pod, `${pod}      tty: trux\n`, 10)).toEqual(['wrong-type']);
  });

  test('in another document is shown at once', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 0}]}\n';
    expect(visibleAfter(`${pod}---\n`, `${service}---\n`, 10)).toContain('invalid-service-port');
  });
});
