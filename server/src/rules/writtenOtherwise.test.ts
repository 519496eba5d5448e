/** A rule finds the same, however its manifest is written and whatever stands around: by the bad examples of the pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { parseManifest } from '../manifest/file.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const docs = join(import.meta.dirname, '../../../docs/rules');
const pages = readdirSync(docs)
  .filter((file) => file !== 'README.md')
  .map((file) => file.replace(/\.md$/, ''))
  // They are about how something is written.
  .filter(
    (id) =>
      !/^(yaml-|duplicate-key|too-large|check-given-up|unused-suppression|unknown-target|behind-document-end|wrong-encoding)/.test(
        id,
      ),
  )
  .map((id) => {
    const page = readFileSync(join(docs, `${id}.md`), 'utf8');
    const kubernetes = /For Kubernetes (\d+\.\d+)/.exec(page)?.[1] ?? '1.34';
    const bad = /```(?:yaml|json)\n([\s\S]*?)```/.exec(page)![1]!;
    return {
      id,
      kubernetes,
      bad,
      objects: parseAllDocuments(bad, { version: '1.1' }).map((doc) => doc.toJS() as JsonObject),
    };
  });

function rulesIn(text: string, kubernetes: string): string[] {
  return checkManifest(parseManifest(text), { rules: allRules, kubernetes }).map(({ rule }) => rule);
}

const copy = <T extends Json>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const list = (items: readonly Json[]): JsonObject => ({ apiVersion: 'v1', kind: 'List', items: [...items] });
const documents = (objects: readonly JsonObject[]) => objects.map((object) => stringify(object)).join('---\n');

/** The spec of an object's pod, whatever makes it. */
function podSpec(object: JsonObject): JsonObject | undefined {
  const spec = object.spec as JsonObject | undefined;
  const job = spec?.jobTemplate as JsonObject | undefined;
  const template = ((job?.spec as JsonObject | undefined) ?? spec)?.template as JsonObject | undefined;
  const found = (template?.spec as JsonObject | undefined) ?? (object.kind === 'Pod' ? spec : undefined);
  return Array.isArray(found?.containers) ? found : undefined;
}

const variants: Readonly<Record<string, (page: (typeof pages)[number]) => string | undefined>> = {
  'as JSON': ({ objects }) => JSON.stringify(objects.length === 1 ? objects[0] : list(objects), undefined, 2),
  'as JSON in one line': ({ objects }) => JSON.stringify(list(objects)),
  'in flow style': ({ objects }) =>
    objects.map((object) => stringify(object, { collectionStyle: 'flow', lineWidth: 0 })).join('---\n'),
  'in a List': ({ objects }) => stringify(list(objects)),
  'in lists in lists': ({ objects }) => stringify(list([list(objects)])),
  'with Windows’ line ends': ({ bad }) => bad.replaceAll('\n', '\r\n'),
  'by anchors and aliases': ({ objects }) => {
    const shared = objects.map((object) => {
      const changed = copy(object);
      const spec = podSpec(changed);
      return spec ? { 'x-shared': spec.containers as Json, ...changed } : changed;
    });
    return documents(shared);
  },
  'behind another container': ({ objects }) =>
    objects.some(podSpec)
      ? documents(
          objects.map((object) => {
            const changed = copy(object);
            const spec = podSpec(changed);
            if (spec) (spec.containers as Json[]).unshift({ name: 'another-one', image: 'acme/other:1' });
            return changed;
          }),
        )
      : undefined,
  'among templates': ({ bad }) =>
    bad
      .split(/^---\n/m)
      .map(
        (one) =>
          `{{- if .Values.enabled }}\n${one.replace(/^metadata:\n/m, 'metadata:\n  annotations:\n    {{- toYaml .Values.annotations | nindent 4 }}\n')}{{- end }}\n`,
      )
      .join('---\n'),
};

/** Why a rule has nothing to say then. */
const silent: Readonly<Record<string, readonly string[]>> = {
  'behind another container': ['missing-containers'],
  // Written as data, the key is a key of that name.
  'as JSON in one line': ['full-width-character'],
  'in flow style': ['full-width-character'],
  // The template might add a namespace, and in another one nobody selects anybody.
  'among templates': [
    // The condition may ask for the release.
    'api-version-not-served',
    'abrupt-stop',
    // The annotations may have it copied to other namespaces.
    'reference-in-other-namespace',
    'selector-selects-nothing',
    'served-but-not-restarted',
    'served-without-readiness',
    'undeclared-target-port',
    'unresolved-target-port',
  ],
};

describe.each(Object.entries(variants))('%s', (name, write) => {
  test.each(pages)('$id', (page) => {
    if (silent[name]?.includes(page.id)) return;
    const text = write(page);
    if (text !== undefined) expect(rulesIn(text, page.kubernetes), text).toContain(page.id);
  });
});

/** The same pod, made by something else. */
const makers: Readonly<Record<string, (pod: JsonObject, labels: Json) => JsonObject>> = {
  Deployment: (spec, labels) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'made' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  }),
  StatefulSet: (spec, labels) => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'made' },
    spec: { serviceName: 'made', selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  }),
  CronJob: (spec, labels) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'made' },
    spec: {
      schedule: '* * * * *',
      jobTemplate: { spec: { template: { metadata: { labels }, spec: { restartPolicy: 'OnFailure', ...spec } } } },
    },
  }),
  PodTemplate: (spec, labels) => ({
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: { name: 'made' },
    template: { metadata: { labels }, spec },
  }),
};

/** Rules about pods that run on, and stand behind Services. */
const aboutServing = ['both-probes', 'liveness-without-readiness'];
const ofOtherKinds: Readonly<Record<string, readonly string[]>> = {
  CronJob: aboutServing,
  PodTemplate: aboutServing,
};
/** Only Pods are held to them. */
const aboutPods = ['image-with-space', 'liveness-ends-pod'];
/** What is said about a container or probe is true whatever makes the pod. */
const aboutContainers = allRules
  .map(({ meta }) => meta)
  .filter(({ appliesTo, id }) => /^(container|probe)$/.test(appliesTo) && !aboutPods.includes(id))
  .map(({ id }) => id);

describe.each(Object.entries(makers))('made by a %s', (kind, make) => {
  test.each(
    pages.filter(({ id, objects }) => objects.some(({ kind }) => kind === 'Pod') && aboutContainers.includes(id)),
  )('$id', ({ id, objects, kubernetes }) => {
    if (ofOtherKinds[kind]?.includes(id)) return;
    const made = objects.map((object) => {
      const labels = (object.metadata as JsonObject | undefined)?.labels ?? { app: 'made' };
      return object.kind === 'Pod' ? make(copy(object.spec as JsonObject), labels) : object;
    });
    expect(rulesIn(documents(made), kubernetes), documents(made)).toContain(id);
  });
});
