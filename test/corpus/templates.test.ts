/**
 * Helm charts, Kustomize overlays and other templates that are right: nothing in them is an error. And what is wrong in
 * their literal parts is found all the same.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { Roles } from '../../server/src/cli/check/roles.ts';
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { type ManifestFile, parseManifest } from '../../server/src/manifest/file.ts';
import { workloadsOf } from '../../server/src/manifest/workload.ts';

const root = join(import.meta.dirname, 'templates');
const names = globSync('**/*.yaml', { cwd: root }).sort();
const roles = new Roles();
const options = checkOptions();

function read(name: string, change = (text: string) => text): ManifestFile {
  const path = join(root, name);
  const role = roles.of(path);
  const context = { podPaths: {}, ...(role === undefined ? {} : { role }) };
  return parseManifest(change(readFileSync(path, 'utf8')), undefined, context);
}

function loud(file: ManifestFile): string[] {
  return diagnose(file, options)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`);
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

  test.each(workloads)('%s: a slip in a literal part is found', (name) => {
    const changed = read(name, (text) =>
      text.replace(
        /^( +)(spec:\n)((?:\1 .*\n|\s*\n)*?)(\1 +)containers:\n/m,
        '$1$2$3$4restartPolicie: Always\n$4containers:\n',
      ),
    );
    expect(loud(changed).join('\n')).toMatch(/unknown-field .*restartPolicie/);
  });
});
