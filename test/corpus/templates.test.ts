/**
 * Helm charts, Kustomize overlays and other templates that are right: nothing in them is an error. And what is wrong in
 * their literal parts is found all the same.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { type ManifestFile, parseManifest } from '../../server/src/manifest/file.ts';
import { FileContexts } from '../../server/src/manifest/fileContexts.ts';
import { workloadsOf } from '../../server/src/manifest/workload.ts';
import { readTextFile } from '../../server/src/node/readTextFile.ts';

const root = join(import.meta.dirname, 'templates');
const names = globSync('**/*.yaml', { cwd: root }).sort();
const options = checkOptions();

const fileContexts = new FileContexts(readTextFile);
const contexts = new Map(
  await Promise.all(names.map(async (name) => [name, await fileContexts.of(join(root, name), {})] as const)),
);

function read(name: string, change = (text: string) => text): ManifestFile {
  return parseManifest(change(readFileSync(join(root, name), 'utf8')), undefined, contexts.get(name));
}

function loud(file: ManifestFile): string[] {
  return diagnose(file, options)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${JSON.stringify(message)}`);
}

test('there are at least 60 charts and overlays', () => {
  const charts = names.filter((name) => name.endsWith('/Chart.yaml'));
  const overlays = names.filter((name) => /overlays\/.*kustomization\.yaml$/.test(name));
  expect(charts.length + overlays.length).toBeGreaterThanOrEqual(60);
});

test.each(names)('%s', (name) => expect(loud(read(name))).toEqual([]));

const workloads = names.filter(
  (name) =>
    /(deployment|statefulset|daemonset|cronjob|workload)\.yaml$/.test(name) &&
    !read(name).text.includes('apiVersion: {{'),
);

describe('templates don’t blind the rules', () => {
  test('most files have a workload that is read', () => expect(workloads.length).toBeGreaterThan(35));

  test.each(workloads)('%s: its containers are known', (name) => {
    const objects = read(name).documents.flatMap(({ content }) => content.objects);
    const containers = objects.flatMap(workloadsOf).flatMap(({ pod }) => pod.containers);
    expect(containers.length).toBeGreaterThan(0);
  });

  test.each(workloads)('%s: a misspelt key in a literal part is found', (name) => {
    const changed = read(name, (text) =>
      text.replace(
        /^( +)(spec:\n)((?:\1 .*\n|\s*\n)*?)(\1 +)containers:\n/m,
        '$1$2$3$4restartPolicie: Always\n$4containers:\n',
      ),
    );
    expect(loud(changed).join('\n')).toMatch(/unknown-field .*restartPolicie/);
  });
});
