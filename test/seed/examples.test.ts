/** The course's examples: whatever of them is lost, nothing crashes; what is wrong is found, and repaired ones run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LineIndex } from '../../server/src/base/lineIndex.ts';
import { applyEdits } from '../../server/src/base/textEdit.ts';
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { english } from '../../server/src/features/messages.ts';
import { outline } from '../../server/src/features/outline.ts';
import { simulateText } from '../../server/src/features/simulation/simulateText.ts';
import { simulateWorkload } from '../../server/src/features/simulation/simulation.ts';
import { fieldSpans } from '../../server/src/features/simulation/testing/fieldSpans.ts';
import { workloadsIn } from '../../server/src/features/simulation/workloads.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { strictFormatter } from '../../server/src/rules/testing/formatter.ts';
import { copied, type Example, examples, printed } from './support/printed.ts';

const formatter = strictFormatter(english.texts);

const failures: string[] = [];
const options = checkOptions({}, (rule, error) => failures.push(`${rule}: ${error}`));

/** Everything that an editor asks of a text. */
function useAll(text: string): void {
  const file = parseManifest(text);
  for (const { content, offset } of file.documents) expect(text.startsWith(content.text, offset)).toBe(true);
  for (const finding of diagnose(file, options)) {
    expect(finding.span.start).toBeGreaterThanOrEqual(0);
    expect(finding.span.end).toBeLessThanOrEqual(text.length);
    for (const fix of finding.fixes()) applyEdits(text, fix.edits);
  }
  outline(file);
  for (let offset = 0; offset <= text.length; offset += 7) hover(file, offset);
  for (const { id } of workloadsIn(file)) {
    const simulation = simulateWorkload(file, { workload: id, scenario: 'probe-always-fails', untilMs: 20_000 });
    if ('error' in simulation) continue;
    fieldSpans(simulation.trace, simulation.workload);
    simulateText(file, simulation, formatter);
  }
  expect(failures).toEqual([]);
}

test.each(examples)('%s: as printed and as copied', (name) => {
  useAll(printed(name));
  useAll(copied(name));
});

test.each(examples)('%s: every line taken out', { timeout: 60_000 }, (name) => {
  const lines = copied(name).split('\n');
  for (let index = 0; index < lines.length; index++) useAll(lines.toSpliced(index, 1).join('\n'));
});

test.each(examples)('%s: cut off after every third character', { timeout: 60_000 }, (name) => {
  const text = copied(name);
  for (let end = 0; end < text.length; end += 3) useAll(text.slice(0, end));
});

test.each(examples)('%s: every line moved to the left and to the right', { timeout: 60_000 }, (name) => {
  const lines = copied(name).split('\n');
  lines.forEach((line, index) => {
    for (const moved of [line.trimStart(), `  ${line}`, `\t${line}`]) useAll(lines.with(index, moved).join('\n'));
  });
});

function errorsIn(text: string): string[] {
  const lines = new LineIndex(text);
  const describe = ({ rule, span, path, fixes }: Finding) =>
    `${lines.positionAt(span.start).line + 1} ${rule} ${path}${fixes().length > 0 ? ' (fix)' : ''}`;
  return diagnose(parseManifest(text), options)
    .filter(({ severity }) => severity === 'error')
    .map(describe);
}

test.each<[Example, string[]]>([
  [
    'http',
    [
      '46 invalid-service-port spec.ports[0].nodePort',
      '46 node-port-out-of-range spec.ports[0].nodePort (fix)',
      '48 misplaced-field protocol (fix)',
      '49 misplaced-field type (fix)',
      '50 misplaced-field selector (fix)',
    ],
  ],
  [
    'tcp',
    [
      '29 misplaced-field spec.template.spec.containers[0].initialDelaySeconds (fix)',
      '32 yaml-syntax  (fix)',
      '33 yaml-syntax  (fix)',
      '34 yaml-syntax  (fix)',
      '47 node-port-out-of-range spec.ports[0].nodePort (fix)',
    ],
  ],
  [
    'exec',
    ['29 yaml-syntax  (fix)', '29 yaml-syntax  (fix)', '53 node-port-out-of-range spec.ports[0].nodePort (fix)'],
  ],
  ['tomcat', []],
])('%s: the errors in it', (name, expected) => {
  expect(errorsIn(copied(name))).toEqual(expected);
});

test.each(['http', 'tcp', 'exec'] as const)('%s: the advice to configure both probes', (name) => {
  const { text } = fixed(copied(name));
  const advice = diagnose(parseManifest(text), options).map(({ rule }) => rule);
  expect(advice.filter((rule) => /-without-readiness$/.test(rule))).toHaveLength(1);
});

/** Applies the first fix of the first error until there is none. */
function fixed(text: string): { text: string; rounds: number } {
  let current = text;
  for (let rounds = 0; rounds < 20; rounds++) {
    const errors = diagnose(parseManifest(current), options).filter(({ severity }) => severity === 'error');
    const fix = errors.flatMap((finding) => finding.fixes())[0];
    if (!fix) return { text: current, rounds };
    current = applyEdits(current, fix.edits);
  }
  throw new Error(`no end of fixes:\n${current}`);
}

test.each(['http', 'tcp', 'exec'] as const)('%s: its fixes, one after the other, leave no error', (name) => {
  const { text } = fixed(copied(name));
  expect(errorsIn(text)).toEqual([]);
  const simulation = simulateWorkload(parseManifest(text), { scenario: 'healthy' });
  expect(simulation).not.toHaveProperty('error');
});

const example = (file: string) => readFileSync(join(import.meta.dirname, '../../examples', file), 'utf8');

test.each(['nginx-http.yaml', 'nginx-tcp.yaml', 'redis-exec.yaml'])('the repaired %s has no error', (file) => {
  expect(errorsIn(example(file))).toEqual([]);
});

test('the fixes make of the exec example what examples/redis-exec.yaml simulates', () => {
  const run = (text: string) => {
    const simulation = simulateWorkload(parseManifest(text), { scenario: 'probe-always-fails' });
    if ('error' in simulation) throw new Error(simulation.error.id);
    return simulation.trace;
  };
  expect(run(fixed(copied('exec')).text)).toEqual(run(example('redis-exec.yaml')));
});
