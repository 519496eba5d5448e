import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import { factsOf } from '../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import type { Finding } from './finding.ts';
import { allRules } from './registry.ts';
import type { RunOptions } from './run.ts';
import { checkManifest } from './runner.ts';

const options = (): RunOptions => ({
  rules: allRules,
  kubernetes: '1.34',
  onRuleFailure: (_, error) => {
    throw error;
  },
});

function update(index: WorkspaceIndex, file: string, { documents }: ManifestFile): void {
  index.setFile(
    file,
    documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
  );
}

/** Findings with everything in them spelled out, places in other files included. */
function spelledOut(findings: readonly Finding[], index: WorkspaceIndex): unknown[] {
  return findings.map(({ rule, severity, message, span, related, fixes }) => ({
    rule,
    severity,
    message,
    span,
    related: related.map((one) => ({
      ...one,
      elsewhere: one.elsewhere && {
        file: one.elsewhere.file,
        offset: index.offsetOf(one.elsewhere.file, one.elsewhere.document),
      },
    })),
    fixes: fixes(),
  }));
}

const app = fc.constantFrom('web', 'wbe', 'shop', '{{ .Values.app }}');
const port = fc.constantFrom('http', 'htpp', '8080', '80');
const namespace = fc.constantFrom('', ', namespace: prod');

const service = fc
  .tuple(fc.constantFrom('web', 'shop'), namespace, app, port)
  .map(
    ([name, place, label, target]) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}${place} }\nspec:\n  selector: { app: ${label} }\n  ports:\n  - { port: 80, targetPort: ${target} }\n`,
  );
const deployment = fc
  .tuple(fc.constantFrom('web', 'shop'), namespace, app, port, fc.boolean())
  .map(
    ([name, place, label, number, ready]) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}${place} }\nspec:\n  selector: { matchLabels: { app: ${label} } }\n  template:\n    metadata: { labels: { app: ${label} } }\n    spec:\n      terminationGracePeriodSeconds: 3\n      containers:\n      - name: app\n        image: app:1.0\n        ports: [{ name: ${/^\d/.test(number) ? 'http' : number}, containerPort: 8080 }]\n${ready ? '        readinessProbe: { tcpSocket: { port: 8080 } }\n' : ''}`,
  );
const patch = fc.constant(
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: app, readinessProbe: { exec: { command: [a] } } }] } } }\n',
);
const text = fc
  .array(fc.oneof(service, deployment, deployment, patch, fc.constant('# Nothing\n')), { maxLength: 3 })
  .map((documents) => documents.join('---\n'));
const change = fc.record({
  file: fc.constantFrom('a.yaml', 'dev/b.yaml', 'prod/c.yaml', 'dev/kustomization.yaml'),
  text: fc.oneof(text, text, text, fc.constant(undefined)),
  complete: fc.boolean(),
});

test('after any changes, remembered findings equal those of a fresh check', () =>
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const remembering = options();
      const index = new WorkspaceIndex();
      const files = new Map<string, ManifestFile>();
      for (const { file, text, complete } of changes) {
        index.complete = complete;
        if (text === undefined) {
          files.delete(file);
          index.deleteFile(file);
        } else {
          const manifest = parseManifest(text, files.get(file));
          files.set(file, manifest);
          update(index, file, manifest);
        }
        const fresh = new WorkspaceIndex();
        fresh.complete = complete;
        const anew = new Map([...files].map(([name, known]) => [name, parseManifest(known.text)]));
        for (const [name, manifest] of anew) update(fresh, name, manifest);
        for (const [name, manifest] of files) {
          const remembered = checkManifest(manifest, remembering, { index, file: name });
          const found = checkManifest(anew.get(name)!, options(), { index: fresh, file: name });
          expect(spelledOut(remembered, index), name).toEqual(spelledOut(found, fresh));
        }
      }
    }),
    { numRuns: 150 },
  ));

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports: [{ name: http, containerPort: 80 }]
    livenessProbe: { httpGet: { port: http }, periodSeconds: 20 }
`;
const webService = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: http }]
`;

test('of two rules about the same field, the one that knows more speaks', () => {
  const rulesOf = (source: string) => checkManifest(parseManifest(source), options()).map(({ rule }) => rule);
  expect(rulesOf(pod)).toContain('liveness-without-readiness');
  expect(rulesOf(`${pod}---\n${webService}`)).toContain('served-without-readiness');
  expect(rulesOf(`${pod}---\n${webService}`)).not.toContain('liveness-without-readiness');
});

test('findings stay the same objects while the answers of others stay the same', () => {
  const index = new WorkspaceIndex();
  const [manifest, remembering] = [parseManifest(pod), options()];
  update(index, 'pod.yaml', manifest);
  update(index, 'service.yaml', parseManifest(webService));
  const check = () => checkManifest(manifest, remembering, { index, file: 'pod.yaml' });
  const before = check();
  update(index, 'other.yaml', parseManifest(webService.replaceAll('web', 'other')));
  expect(check().every((finding, i) => finding === before[i])).toBe(true);
  update(index, 'service.yaml', parseManifest(webService.replaceAll('web', 'other')));
  expect(check()).not.toEqual(before);
});
