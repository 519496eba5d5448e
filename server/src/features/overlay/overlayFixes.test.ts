/** Fixes of what an overlay becomes edit the patch or base that wrote it. */
import { expect, test } from 'vitest';
import { MessageFormatter } from '../../base/formatMessage.ts';
import { applyEdits } from '../../base/textEdit.ts';
import { OverlayFiles } from '../../overlay/overlayFiles.ts';
import { checkOptions } from '../diagnostics/diagnostics.ts';
import { english } from '../messages.ts';
import { checkOverlay } from './overlayFindings.ts';
import { overlayManifests } from './overlayManifests.ts';

const formatter = new MessageFormatter([english]);

const deployment = (containers: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
${containers}`;

const base = deployment(`        - name: web
          image: nginx:1.27
          ports: [{name: http, containerPort: 80}]
          livenessProbe:
            tcpSocket:
              port: http
            periodSeconds: 5
          readinessProbe:
            tcpSocket:
              port: http
`);

const patch = (fields: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
${fields}`;

/** What the fixes of one rule's finding make of the files that they edit, by title. */
function fixed(files: Record<string, string>, rule: string) {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`/w/${path}`, text]));
  const all = new OverlayFiles((path) => texts.get(path));
  const overlay = overlayManifests('/w/prod', all, {});
  expect(overlay.built.failure).toBeUndefined();
  const { findings } = checkOverlay(overlay, all, checkOptions({ kubernetesVersion: '1.34' }));
  const found = findings.filter((one) => one.rule === rule);
  return {
    places: found.map(({ file, span }) => `${file}: ${texts.get(file)!.slice(span.start, span.end)}`),
    after: found[0]!.fixes().map(({ title, edits }) => {
      const changed = [...new Set(edits.map(({ file }) => file))];
      const after = changed.map((file) =>
        applyEdits(
          texts.get(file)!,
          edits.filter((edit) => edit.file === file),
        ),
      );
      return [formatter.text(title), changed.join(), after.join('')];
    }),
  };
}

const overlay = (patched: string) => ({
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': base,
  'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
  'prod/patch.yaml': patched,
});

test('a block is added to the patch that has a part in the mapping', () => {
  const slow = patch(`          readinessProbe:
            initialDelaySeconds: 60
`);
  expect(fixed(overlay(slow), 'liveness-kills-slow-start').after).toEqual([
    [
      'Add a startupProbe that grants 2 min to start',
      '/w/prod/patch.yaml',
      `${slow}          startupProbe:
            tcpSocket:
              port: http
            periodSeconds: 5
            failureThreshold: 24
`,
    ],
  ]);
});

test('a second handler that a patch brings in: the first one is taken away in the patch', () => {
  const second = patch(`          livenessProbe:
            httpGet:
              port: http
              path: /live
`);
  const { after } = fixed(overlay(second), 'exactly-one-handler');
  expect(after.map(([title, file]) => `${title} ${file}`)).toEqual([
    'Remove tcpSocket /w/prod/patch.yaml',
    'Remove httpGet /w/prod/patch.yaml',
  ]);
  expect(after[0]![2]).toBe(`${second}            tcpSocket: null\n`);
});

test('a misspelt field of a patch is renamed in the patch', () => {
  const misspelt = patch(`          livenessProbe:
            failureTreshold: 3 # often
`);
  expect(fixed(overlay(misspelt), 'unknown-field')).toEqual({
    places: ['/w/prod/patch.yaml: failureTreshold'],
    after: [
      ['Rename to "failureThreshold"', '/w/prod/patch.yaml', misspelt.replace('failureTreshold', 'failureThreshold')],
    ],
  });
});

test('a port that a patch takes away is a mistake of the patch', () => {
  const without = patch(`          livenessProbe:
            tcpSocket:
              port: null
`);
  expect(fixed(overlay(without), 'invalid-port').places).toEqual(['/w/prod/patch.yaml: null']);
});
