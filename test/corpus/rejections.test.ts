/** Panel and command line say first what the check says that the API server rejects: every error in a workload, nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { rejectionsIn } from '../../server/src/features/simulation/rejections.ts';
import { workloadsIn } from '../../server/src/features/simulation/workloads.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import { readCorpus } from './support/corpus.ts';

const pages = join(import.meta.dirname, '../../docs/rules');

/** The examples on the pages of the rules: the bad ones, then the good ones. */
const examples = readdirSync(pages)
  .filter((name) => name !== 'README.md')
  .map((name) => {
    const [bad = '', good = ''] = readFileSync(join(pages, name), 'utf8').split('\nGood:\n');
    const yaml = (text: string) =>
      text
        .split('\n```yaml\n')
        .slice(1)
        .map((block) => block.split('\n```')[0]!);
    return { name, bad: yaml(bad), good: yaml(good) };
  });

const options = checkOptions({});

function errorsIn(text: string) {
  const manifest = parseManifest(text);
  const findings = diagnose(manifest, options);
  const workloads = workloadsIn(manifest);
  return {
    errors: findings.filter(({ severity }) => severity === 'error'),
    rejections: workloads.flatMap((workload) => rejectionsIn(findings, workload)),
    workloads,
  };
}

test('there are rejected workloads in plenty', () => {
  const rejected = examples.flatMap(({ bad }) => bad).filter((text) => errorsIn(text).rejections.length > 0);
  expect(rejected.length).toBeGreaterThan(40);
});

describe('the errors of a file that is one workload are its rejections', () => {
  test.each(examples)('$name', ({ bad, good }) => {
    for (const text of [...bad, ...good]) {
      const { errors, rejections, workloads } = errorsIn(text);
      const isOne = workloads.length === 1 && parseManifest(text).documents.length === 1;
      if (isOne) expect(rejections.map(({ rule }) => rule)).toEqual(errors.map(({ rule }) => rule));
      for (const rejection of rejections) expect(errors).toContain(rejection);
    }
  });
});

test('no workload of the corpus is rejected, as none has an error', () => {
  for (const { name, text } of [...readCorpus(), ...readCorpus('bad')]) {
    const { errors, rejections } = errorsIn(text);
    if (errors.length === 0) expect(rejections, name).toEqual([]);
  }
});
