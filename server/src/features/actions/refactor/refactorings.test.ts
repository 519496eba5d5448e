import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../base/textEdit.ts';
import { defaultPod } from '../../../kubernetes/defaults.ts';
import { parseManifest } from '../../../manifest/file.ts';
import { factsOf } from '../../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../../manifest/index/workspaceIndex.ts';
import { plainPod } from '../../../manifest/plainPod.ts';
import { workloadsOf } from '../../../manifest/workload.ts';
import { allRules } from '../../../rules/registry.ts';
import { checkManifest } from '../../../rules/runner.ts';
import { levelsOf, mildLevelsOf } from '../../../rules/severity.ts';
import { strictFormatter } from '../../../rules/testing/formatter.ts';
import { english } from '../../messages.ts';
import { refactorings } from './refactorings.ts';

const formatter = strictFormatter(english.texts);
const target = { kubernetes: '1.34', source: 'default' } as const;

function indexOf(files: Readonly<Record<string, string>>): WorkspaceIndex {
  const index = new WorkspaceIndex();
  for (const [name, text] of Object.entries(files))
    index.setFile(
      name,
      parseManifest(text).documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  return index;
}

interface Offered {
  readonly title: string;
  /** All files after it; the one of the place is `a.yaml`. */
  readonly after: Readonly<Record<string, string>>;
}

/** What is offered at `$0`. */
function offered(fixture: string, beside: Readonly<Record<string, string>> = {}, kubernetes = '1.34'): Offered[] {
  const offset = fixture.indexOf('$0');
  const files: Record<string, string> = { ...beside, 'a.yaml': fixture.replace('$0', '') };
  const file = parseManifest(files['a.yaml']!);
  const workspace = { index: indexOf(files), file: 'a.yaml' };
  return refactorings(file, offset, { ...target, kubernetes }, workspace).map(({ title, edits }) => ({
    title: formatter.text(title),
    after: Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        applyEdits(
          text,
          edits.filter(({ inFile = 'a.yaml' }) => inFile === name),
        ),
      ]),
    ),
  }));
}

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
${spec.replace(/^(?=.)/gm, '  ')}  containers:
    - name: web
      image: a:1
${container.replace(/^(?=.)/gm, '      ')}`;

/** Checks the container after the refactoring whose title begins so. */
function check(title: string, before: string, after: string, kubernetes?: string): void {
  const all = offered(pod(before), {}, kubernetes);
  const found = all.find((one) => one.title.startsWith(title));
  expect(found, `${title} among ${all.map((one) => one.title).join(' | ')}`).toBeDefined();
  expect(found!.after['a.yaml']).toBe(pod(after));
}

const titles = (container: string, spec?: string) => offered(pod(container, spec)).map(({ title }) => title);

describe('a readiness probe from liveness', () => {
  test('asks the same and fails sooner', () =>
    check(
      'Add a readinessProbe',
      'liveness$0Probe:\n  httpGet: { path: /healthz, port: 80 }\n  periodSeconds: 5\n  terminationGracePeriodSeconds: 3\n',
      'livenessProbe:\n  httpGet: { path: /healthz, port: 80 }\n  periodSeconds: 5\n  terminationGracePeriodSeconds: 3\nreadinessProbe:\n  httpGet:\n    path: /healthz\n    port: 80\n  periodSeconds: 5\n  failureThreshold: 2\n',
    ));
  test('is not offered where there is one, where a template hides it, or where none can be sooner', () => {
    const probe = 'livenessProbe: { tcpSocket: { port: 80 }$0 }\n';
    expect(titles(`${probe}readinessProbe: { tcpSocket: { port: 80 } }\n`).join()).not.toContain('Add a readiness');
    expect(titles('livenessProbe: { tcpSocket: { port: {{ .Values.port }} }$0 }\n').join()).not.toContain('Add a re');
    expect(
      titles('livenessProbe:\n  $0tcpSocket: { port: 80 }\n  periodSeconds: 1\n  failureThreshold: 1\n').join(),
    ).not.toContain('Add a readiness');
  });
});

describe('a startup probe from initialDelaySeconds', () => {
  test('grants as long, and takes the delays of all probes away', () =>
    check(
      'Add a startupProbe that grants 1 min',
      'livenessProbe:\n  tcpSocket: { port: 80 }\n  initial$0DelaySeconds: 30\nreadinessProbe:\n  tcpSocket: { port: 80 }\n  initialDelaySeconds: 5\n  periodSeconds: 5\n',
      'livenessProbe:\n  tcpSocket: { port: 80 }\nreadinessProbe:\n  tcpSocket: { port: 80 }\n  periodSeconds: 5\nstartupProbe:\n  tcpSocket:\n    port: 80\n  periodSeconds: 5\n  failureThreshold: 13\n',
    ));
  test('needs a delay', () => {
    expect(titles('liveness$0Probe:\n  tcpSocket: { port: 80 }\n').join()).not.toContain('startupProbe');
  });
});

describe('another handler', () => {
  test.each([
    [
      'Convert httpGet to tcpSocket',
      'httpGet:\n    path: /a\n    port: 80\n    host: b',
      'tcpSocket:\n    port: 80\n    host: b',
    ],
    ['Convert tcpSocket to httpGet', 'tcpSocket: { port: 80 }', 'httpGet: { path: /healthz, port: 80 }'],
    ['Convert tcpSocket to grpc', 'tcpSocket: { port: 80 }', 'grpc: { port: 80 }'],
    ['Convert grpc to tcpSocket', 'grpc:\n    port: 80\n    service: a', 'tcpSocket:\n    port: 80'],
    [
      'Convert exec to httpGet',
      'exec:\n    command: ["curl", "-f", "http://localhost:8080/healthz"]',
      'httpGet:\n    path: /healthz\n    port: 8080',
    ],
    [
      'Convert exec to httpGet',
      'exec:\n    command: ["sh", "-c", "wget -qO- https://127.0.0.1/ || exit 1"]',
      'httpGet:\n    path: /\n    port: 443\n    scheme: HTTPS',
    ],
    ['Convert exec to tcpSocket', 'exec:\n    command: [nc, -z, localhost, "5432"]', 'tcpSocket:\n    port: 5432'],
  ])('%s', (title, before, after) =>
    check(
      title,
      `liveness$0Probe:\n  ${before}\n  periodSeconds: 5\n`,
      `livenessProbe:\n  ${after}\n  periodSeconds: 5\n`,
    ),
  );

  test.each([
    'exec: { command: [redis-cli, ping] }',
    'exec: { command: ["sh", "-c", "curl -f http://localhost/ && test -f /ok"] }',
    'exec: { command: [curl, "http://other/"] }',
    'tcpSocket: { port: 80 } # kept',
  ])('none of %s', (handler) => {
    const found = titles(`liveness$0Probe:\n  ${handler}\n`).filter((title) => title.startsWith('Convert'));
    expect(found.length).toBe(handler.includes('# kept') ? 2 : 0);
  });
});

describe('a name for a port', () => {
  const container =
    'ports:\n  - container$0Port: 8080\nreadinessProbe:\n  httpGet: { path: /, port: 8080 }\nlivenessProbe:\n  tcpSocket:\n    port: 8080\n';
  const named = container
    .replace('$0', '')
    .replace('8080\n', '8080\n    name: http\n')
    .replaceAll('port: 8080', 'port: http');
  const service = (target: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports:\n    - port: 8080\n${target}`;

  test('is used in the probes, and in Services of other files', () => {
    const beside = { 'b.yaml': service('      targetPort: 8080 # http\n'), 'c.yaml': service('') };
    const [found] = offered(pod(container), beside).filter(({ title }) => title.startsWith('Name port 8080 http'));
    expect(found?.after['a.yaml']).toBe(pod(named));
    expect(found?.after['b.yaml']).toBe(service('      targetPort: http # http\n'));
    expect(found?.after['c.yaml']).toBe(service(''));
  });

  test('is used in a Service of the same file', () => {
    const [found] = offered(`${pod(container)}---\n${service('      targetPort: 8080\n')}`);
    expect(found?.after['a.yaml']).toBe(`${pod(named)}---\n${service('      targetPort: http\n')}`);
  });

  test('is another one where the usual one is taken', () => {
    const two = 'ports:\n  - containerPort: 80\n    name: http\n  - container$0Port: 8080\n';
    expect(titles(two)).toContain('Name port 8080 port-8080 and use the name in probes and Services');
  });
});

describe('a command for a shell', () => {
  test.each([
    ['[pg_isready, -U, app]', '["sh", "-c", "pg_isready -U app"]'],
    ['["test -f /a && b"]', '["sh", "-c", "test -f /a && b"]'],
    ['[echo, "it\'s $(NAME)", $(NAME)]', '["sh", "-c", "echo \'it\'\\\\\'\'s $(NAME)\' $(NAME)"]'],
  ])('%s', (before, after) =>
    check(
      'Run the command by a shell',
      `livenessProbe:\n  exec:\n    command$0: ${before}\n`,
      `livenessProbe:\n  exec:\n    command: ${after}\n`,
    ),
  );
  test('is not wrapped twice', () => {
    expect(titles('livenessProbe:\n  exec:\n    command$0: [/bin/sh, -c, a]\n').join()).not.toContain('shell');
  });
});

describe('a preStop hook', () => {
  test('sleeps until the endpoints know', () =>
    check(
      'Add a preStop hook that sleeps 5 s',
      'workingDir$0: /\n',
      'workingDir: /\nlifecycle:\n  preStop:\n    sleep:\n      seconds: 5\n',
    ));
  test('runs a command where the release has no sleep', () =>
    check(
      'Add a preStop hook',
      'lifecycle$0:\n  postStart:\n    exec: { command: [a] }\n',
      'lifecycle:\n  postStart:\n    exec: { command: [a] }\n  preStop:\n    exec:\n      command:\n        - sleep\n        - "5"\n',
      '1.28',
    ));
  test('is not offered without time to sleep or beside another one', () => {
    expect(titles('working$0Dir: /\n', 'terminationGracePeriodSeconds: 5\n').join()).not.toContain('preStop');
    expect(titles('lifecycle$0: { preStop: { sleep: { seconds: 1 } } }\n').join()).not.toContain('preStop');
  });
});

describe('defaults', () => {
  test('of a probe are written', () =>
    check(
      'Write the defaults of livenessProbe',
      'liveness$0Probe:\n  httpGet:\n    port: 80\n  periodSeconds: 5\n',
      'livenessProbe:\n  httpGet:\n    port: 80\n    path: /\n    scheme: HTTP\n  periodSeconds: 5\n  initialDelaySeconds: 0\n  timeoutSeconds: 1\n  successThreshold: 1\n  failureThreshold: 3\n',
    ));
  test('of a probe are removed', () =>
    check(
      'Remove what is the default anyway of livenessProbe: scheme, timeoutSeconds',
      'liveness$0Probe:\n  httpGet: { port: 80, scheme: HTTP }\n  periodSeconds: 5\n  timeoutSeconds: 1 # a second\n',
      'livenessProbe:\n  httpGet: { port: 80 }\n  periodSeconds: 5\n',
    ));
  test('of a container and of a pod', () => {
    const fixture = pod('').replace('image: a:1', 'image$0: a:1');
    expect(offered(fixture)[0]).toMatchObject({
      title: expect.stringContaining('preStop'),
    });
    const written = offered(fixture).find(({ title }) => title.startsWith('Write the defaults of web'));
    expect(written?.after['a.yaml']).toBe(pod('imagePullPolicy: IfNotPresent\n'));
    const ofPod = offered(pod('', 'restart$0Policy: Always\n'));
    expect(ofPod.map(({ title }) => title)).toEqual([
      'Write the defaults of spec: terminationGracePeriodSeconds: 30',
      'Remove what is the default anyway of spec: restartPolicy',
    ]);
    expect(ofPod[1]?.after['a.yaml']).toBe(pod(''));
  });
});

const corpus = globSync(['examples/*.yaml', 'test/corpus/good/{apps,database,agent}/*.yaml'], {
  cwd: join(import.meta.dirname, '../../../../..'),
  absolute: true,
});

const options = {
  rules: allRules,
  kubernetes: '1.34',
  levels: levelsOf(allRules),
  mildLevels: mildLevelsOf(allRules),
};

test('on good manifests, no refactoring makes a finding, and none of defaults changes the pod', () => {
  let count = 0;
  for (const path of corpus) {
    const text = readFileSync(path, 'utf8');
    const file = parseManifest(text);
    const found = (some: string) =>
      checkManifest(parseManifest(some), options).map(({ rule, path: at }) => `${rule} ${at}`);
    const pods = (some: string) =>
      parseManifest(some)
        .documents.flatMap(({ content }) => content.objects.flatMap(workloadsOf))
        .map((workload) => defaultPod(plainPod(workload)).spec);
    const before = new Set(found(text));
    // Of the same field another rule may speak now.
    const pathOf = (one: string) => one.slice(one.indexOf(' ') + 1);
    const places = new Set([...before].map(pathOf));
    const seen = new Set<string>();
    for (const { index } of text.matchAll(
      /\b(?:livenessProbe|readinessProbe|startupProbe|containerPort|image|command|spec)\b/g,
    )) {
      for (const { title, edits } of refactorings(file, index, target)) {
        const after = applyEdits(text, edits);
        if (seen.has(after)) continue;
        seen.add(after);
        count++;
        const shown = `${path}: ${formatter.text(title)}\n${after}`;
        expect(
          found(after).filter((one) => !places.has(pathOf(one))),
          shown,
        ).toEqual([]);
        if (title.id.endsWith('Defaults')) expect(pods(after), shown).toEqual(pods(text));
      }
    }
  }
  expect(count).toBeGreaterThan(100);
});
