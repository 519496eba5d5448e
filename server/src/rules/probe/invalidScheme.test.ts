import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidScheme } from './invalidScheme.ts';

test('capitals only', () =>
  checkRule(
    invalidScheme,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { port: 80, scheme: http } }
        #                                             ^^^^ 💡 error: scheme must be HTTP or HTTPS, in capitals, not "http". Without scheme it is HTTP.
        readinessProbe: { httpGet: { port: 80, scheme: HTTPS } }
        startupProbe: { httpGet: { port: 80, scheme: "" } }
        lifecycle: { preStop: { httpGet: { port: 80, scheme: TCP } } }
        #                                                    ^^^ 💡 error: scheme must be HTTP or HTTPS, in capitals, not "TCP". Without scheme it is HTTP.
      - livenessProbe: { httpGet: { port: 80, scheme: HTTP } }
        readinessProbe: { httpGet: { port: 80, scheme: {{ .Values.scheme }} } }
        startupProbe: { exec: { command: [a] }, httpGet: { port: 80, scheme: http } }
    `,
  ));

test.each([
  ['http', 'HTTP'],
  ['Https', 'HTTPS'],
])('%s becomes %s', (before, after) => {
  const text = (scheme: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            scheme: ${scheme}   # secure?
            port: 80
    `;
  checkFix(invalidScheme, `Use ${after}`, text(before), text(after));
});

test('in JSON', () =>
  checkFix(
    invalidScheme,
    'Use HTTP',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"livenessProbe":{"httpGet":{"port":80,"scheme":"http"}}}]}}',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"livenessProbe":{"httpGet":{"port":80,"scheme":"HTTP"}}}]}}',
  ));
