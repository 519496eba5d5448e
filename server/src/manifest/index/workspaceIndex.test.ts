import { expect, test } from 'vitest';
import { type ManifestFile, parseManifest } from '../file.ts';
import type { ObjectFacts } from './facts.ts';
import { factsOf } from './readFacts.ts';
import { TrackedWorkspace } from './workspace.ts';
import { type IndexedPod, type IndexedService, WorkspaceIndex } from './workspaceIndex.ts';

const service = (selector: string, name = 'web', namespace = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}${namespace && `, namespace: ${namespace}`} }\nspec: { selector: { ${selector} } }\n`;
const pod = (labels: string, name = 'web', namespace = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}${namespace && `, namespace: ${namespace}`}, labels: { ${labels} } }\nspec: { containers: [] }\n`;

function indexOf(files: Readonly<Record<string, string>>): WorkspaceIndex {
  const index = new WorkspaceIndex();
  for (const [file, text] of Object.entries(files)) set(index, file, parseManifest(text));
  return index;
}

function set(index: WorkspaceIndex, file: string, manifest: ManifestFile): void {
  index.setFile(
    file,
    manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
  );
}

function onlyObject<T extends ObjectFacts>(text: string): T {
  return factsOf(parseManifest(text).documents[0]!.content).objects[0] as T;
}

function podsFor(index: WorkspaceIndex, text: string): Record<string, string> {
  const found = index.podsFor(onlyObject<IndexedService['facts']>(text));
  return Object.fromEntries([...found].map(([{ facts }, certainty]) => [String(facts.name), certainty]));
}

const pods = indexOf({
  'a.yaml': [
    pod('app: web', 'plain'),
    pod('app: web, tier: front', 'more'),
    pod('app: other', 'other'),
    pod('{{ .Values.labels }}', 'vague'),
    pod('app: web, {{ .Values.labels }}', 'partly'),
    pod('app: web', 'elsewhere', 'prod'),
  ].join('---\n'),
});

test.each([
  [service('app: web'), { plain: 'yes', more: 'yes', partly: 'yes', vague: 'maybe', elsewhere: 'maybe' }],
  [service('app: web, tier: front'), { more: 'yes', partly: 'maybe', vague: 'maybe' }],
  [
    service('app: web', 'web', 'prod'),
    { elsewhere: 'yes', plain: 'maybe', more: 'maybe', partly: 'maybe', vague: 'maybe' },
  ],
  [service('app: web', 'web', 'dev'), { plain: 'maybe', more: 'maybe', partly: 'maybe', vague: 'maybe' }],
  [
    service('app: {{ .Values.app }}'),
    { plain: 'maybe', more: 'maybe', other: 'maybe', partly: 'maybe', vague: 'maybe', elsewhere: 'maybe' },
  ],
  [service(''), {}],
])('who is selected: %s', (text, expected) => expect(podsFor(pods, text)).toEqual(expected));

test('the Services of a pod', () => {
  const index = indexOf({
    'a.yaml': service('app: web', 'a'),
    'b.yaml': service('app: web, tier: front', 'b'),
    'c.yaml': service('app: web', 'c', 'prod'),
    'd.yaml': service('app: other', 'd'),
  });
  const names = (text: string) =>
    [...index.servicesFor(onlyObject<IndexedPod['facts']>(text))].map(({ facts }) => facts.name);
  expect(names(pod('app: web'))).toEqual(['a']);
  expect(names(pod('tier: front, app: web'))).toEqual(['a', 'b']);
  expect(names(pod('app: web', 'x', 'prod'))).toEqual(['c']);
  expect(names(pod('{{ .Values.labels }}'))).toEqual([]);
});

test('an edit that changes nothing for others changes nothing in the index, and keeps places', () => {
  const index = new WorkspaceIndex();
  const text = `${service('app: web')}---\n${pod('app: web')}`;
  let file = parseManifest(text);
  set(index, 'a.yaml', file);
  const [entry] = index.objectsNamed('Pod', 'web');
  const { version } = index;
  // Inside of the pod, behind everything that others may know.
  file = parseManifest(text.replace('containers: []', 'containers: [], restartPolicy: Never'), file);
  set(index, 'a.yaml', file);
  expect(index.version).toBe(version);
  expect(index.objectsNamed('Pod', 'web')).toEqual([entry]);
  // Before the pod's document: it moves, but within itself all stays where it was.
  file = parseManifest(`# A comment\n${file.text}`, file);
  set(index, 'a.yaml', file);
  const [moved] = index.objectsNamed('Pod', 'web');
  expect(moved).toBe(entry);
  expect(index.offsetOf('a.yaml', moved!.document)).toBe(file.documents[1]!.offset);
  // A label: now others may care.
  set(index, 'a.yaml', parseManifest(file.text.replace('labels: { app: web }', 'labels: { app: new }'), file));
  expect(index.version).toBeGreaterThan(version);
  expect(index.objectsNamed('Pod', 'web')[0]).not.toBe(entry);
  expect(index.offsetOf('a.yaml', entry!.document)).toBeUndefined();
});

test('what is deleted is forgotten', () => {
  const index = indexOf({ 'a.yaml': pod('app: web'), 'b/kustomization.yaml': 'resources: []' });
  expect(index.kustomizationOf('b/c/d.yaml')).toBe('b');
  expect(index.kustomizationOf('a.yaml')).toBeUndefined();
  expect(index.lettersNear('app', 'wbe')).toEqual(['web']);
  index.deleteFile('a.yaml');
  index.deleteFile('b/kustomization.yaml');
  expect(index.podsWithLabel('app', 'web', undefined)).toEqual([]);
  expect(index.lettersNear('app', 'wbe')).toEqual([]);
  expect(index.podsNamed('web', undefined)).toEqual([]);
  expect(podsFor(index, service('app: web'))).toEqual({});
  expect(index.kustomizationOf('b/c/d.yaml')).toBeUndefined();
});

test('an answer is out of date when it would be another one', () => {
  const index = indexOf({ 'a.yaml': pod('app: web'), 'b.yaml': pod('app: other') });
  const workspace = new TrackedWorkspace(index, 's.yaml');
  workspace.podsFor(onlyObject<IndexedService['facts']>(service('app: web')));
  set(index, 'b.yaml', parseManifest(pod('app: another')));
  expect(workspace.isUpToDate()).toBe(true);
  set(index, 'c.yaml', parseManifest(pod('app: web', 'new')));
  expect(workspace.isUpToDate()).toBe(false);
});

test('a file with one pod and one Service that asks for pods is a pair', () => {
  const index = indexOf({ 'a.yaml': `${pod('app: web')}---\n${service('app: other')}` });
  const [entry] = index.objectsNamed('Pod', 'web');
  expect(index.pairIn('a.yaml')).toBe(entry);
  set(index, 'a.yaml', parseManifest(`${pod('app: web')}---\n${service('app: a')}---\n${service('app: b')}`));
  expect(index.pairIn('a.yaml')).toBeUndefined();
  expect(index.pairIn('b.yaml')).toBeUndefined();
});

test.each([
  ['web.yaml', false],
  ['other/templates/service.yaml', false],
  ['shop/templates/service.yaml', true],
  ['shop/values.yaml', true],
  ['shop/charts/cart/templates/service.yaml', true],
])('labels that the template of a chart hides may be meant in that chart: %s', (file, isPossible) => {
  const index = indexOf({ '/ws/shop/templates/web.yaml': pod('{{ .Values.labels }}') });
  const workspace = new TrackedWorkspace(index, `/ws/${file}`);
  const { possible, areElsewhere } = workspace.podsFor(onlyObject<IndexedService['facts']>(service('app: web')));
  expect(possible).toHaveLength(isPossible ? 1 : 0);
  expect(areElsewhere).toBe(false);
});

test('an autoscaler decides the number of pods', () => {
  const scaler =
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { scaleTargetRef: { kind: Deployment, name: web } }\n';
  const index = indexOf({ 'a.yaml': scaler });
  const deployment = (name: string) =>
    onlyObject(`apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\n`);
  expect(index.isAutoscaled(deployment('web'))).toBe(true);
  expect(index.isAutoscaled(deployment('other'))).toBe(false);
});
