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

/** How often the list of problems changes while each line of a text is typed. */
class Changes {
  readonly #byLine = new Map<number, number>();
  #last = '';

  see(line: number, findings: readonly Finding[]): void {
    const list = findings.map(identity).join();
    if (list !== this.#last) this.#byLine.set(line, (this.#byLine.get(line) ?? 0) + 1);
    this.#last = list;
  }

  get all(): number {
    return [...this.#byLine.values()].reduce((sum, count) => sum + count, 0);
  }

  get mostOfALine(): number {
    return Math.max(0, ...this.#byLine.values());
  }
}

test('typing ten whole manifests, and one with a mistake, changes the problems at most twice a line, and shows no error that the whole does not have', {
  timeout: 300_000,
}, () => {
  expect(manifests).toHaveLength(10);
  const figures = { lines: 0, changes: 0, mostOfALine: 0, unfiltered: 0, mostOfALineUnfiltered: 0 };
  const [first] = manifests;
  const mistaken = { text: first!.text.replace(/^( *(?:- )?)image:/m, '$1imag:') };
  for (const { text } of [...manifests, mistaken]) {
    const whole = new Set(diagnose(parseManifest(text), options).map(identity));
    const [filtered, unfiltered] = [new Changes(), new Changes()];
    for (const step of typed(text)) {
      const line = step.text.split('\n').length;
      filtered.see(line, step.shown);
      unfiltered.see(line, step.all);
      const start = lineStart(step.text, step.text.length);
      const untrue = step.shown.filter(
        (one) => one.severity === 'error' && one.span.start < start && !whole.has(identity(one)),
      );
      expect(untrue.map(identity)).toEqual([]);
    }
    figures.lines += text.split('\n').length - 1;
    figures.changes += filtered.all;
    figures.mostOfALine = Math.max(figures.mostOfALine, filtered.mostOfALine);
    figures.unfiltered += unfiltered.all;
    figures.mostOfALineUnfiltered = Math.max(figures.mostOfALineUnfiltered, unfiltered.mostOfALine);
  }
  console.info(`changes of the problem list: ${JSON.stringify(figures)}`);
  expect(figures.mostOfALine).toBeLessThanOrEqual(2);
  // The mistake is told when its line is left.
  expect(figures.changes).toBeGreaterThan(0);
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
