import { expect, test } from 'vitest';
import { applyEdits } from '../../base/textEdit.ts';
import { parseManifest } from '../../manifest/file.ts';
import { allRules } from '../../rules/registry.ts';
import { checkManifest } from '../../rules/runner.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { english } from '../messages.ts';
import { tuneWorkload } from './tuneWorkload.ts';

const formatter = strictFormatter(english.texts);

const manifest = (probes: string) => `kind: ConfigMap
apiVersion: v1
metadata: { name: c }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: a:1
${probes.replace(/^(?=.)/gm, '          ')}`;

function tuned(probes: string, wishes: object) {
  const text = manifest(probes);
  const found = tuneWorkload(parseManifest(text), { wishes });
  if ('error' in found) throw new Error(JSON.stringify(found));
  return { text: applyEdits(text, found.edits), said: found.report.map((message) => formatter.text(message)) };
}

const probes = `livenessProbe:
  tcpSocket: { port: 80 }
  periodSeconds: 5 # often
readinessProbe:
  httpGet: { path: /ready, port: 80 }
`;

test('settings are written in place, comments kept, new probes below', () => {
  const { text, said } = tuned(probes, {
    startSeconds: 120,
    restartSeconds: 60,
    outageSeconds: 30,
    trafficSeconds: 15,
  });
  expect(text).toBe(
    manifest(`livenessProbe:
  tcpSocket: { port: 80 }
  periodSeconds: 19 # often
readinessProbe:
  httpGet: { path: /ready, port: 80 }
  periodSeconds: 7
  failureThreshold: 2
startupProbe:
  httpGet:
    path: /ready
    port: 80
  periodSeconds: 10
  failureThreshold: 13
`),
  );
  expect(said).toEqual([
    'livenessProbe: 3 failures in a row, 19 s apart.',
    'readinessProbe: 2 failures in a row, 7 s apart.',
    'New startupProbe: 13 failures in a row, 10 s apart.',
    'The app may take 2 min to answer for the first time.',
    'A hang ends with a restart 39–58 s after it began.',
    'An outage of up to 38 s restarts nothing.',
    'Services send no more requests 8–15 s after a hang began.',
    'The probes make 704 attempts an hour; before, they made 1080.',
  ]);
  const errors = checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34' });
  expect(errors.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
});

test('wishes that contradict are reported, and nothing is written', () => {
  const { text, said } = tuned(probes, { restartSeconds: 20, outageSeconds: 30 });
  expect(text).toBe(manifest(probes));
  expect(said).toEqual([
    'A restart within 20 s and an outage of 30 s that restarts nothing exclude each other: a restart then takes 33 s, 13 s more.',
  ]);
});

test('nothing changes where all is well', () => {
  const { text, said } = tuned(
    'livenessProbe:\n  tcpSocket: { port: 80 }\n  periodSeconds: 14\n  failureThreshold: 2\n',
    {
      restartSeconds: 30,
    },
  );
  expect(text).toContain('periodSeconds: 14');
  expect(said[0]).toBe('The probes meet the wishes as they are.');
});

test('what a template decides is not worked out', () => {
  const { said } = tuned('livenessProbe:\n  tcpSocket: { port: 80 }\n  periodSeconds: {{ .Values.period }}\n', {
    restartSeconds: 30,
  });
  expect(said).toEqual(['A template decides about these probes, so that no settings can be worked out.']);
});
