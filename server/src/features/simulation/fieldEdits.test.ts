import { expect, test } from 'vitest';
import { applyEdits } from '../../base/textEdit.ts';
import { parseManifest } from '../../manifest/file.ts';
import { fieldEdits, type WantedField } from './fieldEdits.ts';
import { workloadsIn } from './workloads.ts';

const text = `# first
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: app
          image: app:1
          livenessProbe:
            tcpSocket: {port: 80}
            periodSeconds: 5 # often
          readinessProbe: {tcpSocket: {port: 80}, timeoutSeconds: {{ .x }}}
`;
const [web] = workloadsIn(parseManifest(text));
const of = (field: string, value: WantedField['value']) => ({
  of: 'pod' as const,
  field: `spec.containers[0].${field}`,
  value,
});

test('numbers are replaced where they stand and added where they do not, comments kept', () => {
  const edits = fieldEdits(web!, [of('livenessProbe.periodSeconds', 20), of('livenessProbe.failureThreshold', 5)]);
  expect(applyEdits(text, edits!)).toBe(
    text.replace('periodSeconds: 5 # often', 'periodSeconds: 20 # often\n            failureThreshold: 5'),
  );
});

test.each([
  ['a template decides', of('readinessProbe.timeoutSeconds', 2)],
  ['nothing is there', of('startupProbe.periodSeconds', 2)],
  ['a probe is there already', of('livenessProbe', { tcpSocket: { port: 80 } })],
  ['it is no probe', of('lifecycle', { tcpSocket: { port: 80 } })],
])('there are none where %s', (_, edit) => {
  expect(fieldEdits(web!, [edit])).toBeUndefined();
});

test('a probe that was not there is written whole', () => {
  const edits = fieldEdits(web!, [
    of('startupProbe', { tcpSocket: { port: 'web' }, periodSeconds: 4, failureThreshold: 9 }),
  ]);
  expect(applyEdits(text, edits!)).toBe(
    `${text}          startupProbe:
            tcpSocket:
              port: web
            periodSeconds: 4
            failureThreshold: 9
`,
  );
});

test('numbers of the workload are written, too', () => {
  const edits = fieldEdits(web!, [{ of: 'workload', field: 'spec.replicas', value: 4 }]);
  expect(applyEdits(text, edits!)).toBe(`${text}  replicas: 4\n`);
});
