import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { checkOptions, diagnose } from './diagnostics.ts';
import { isShown } from './otherExtensions.ts';

const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labls: {}
spec:
  replicas: "3"
  paused: true
  paused: true
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      hostNetwrk: true
      containers:
      - name: web
        image: web:1
        imagePullPolice: Always
        readinessProbe:
          httpGet: {port: 80}
          successThreshold: 0
        livenessProbe:
          tcpSocket: {port: 80}
          periodSeconds: "10"
          successThreshold: 2
`;

function shown(settings: Partial<Settings>): string[] {
  return diagnose(parseManifest(text), checkOptions())
    .filter(({ severity }) => severity === 'error')
    .filter((finding) => isShown(finding, { ...defaultSettings, ...settings }))
    .map(({ rule, path }) => `${rule} ${path.replace(/^spec.template.spec.containers\[0\]/, '…')}`);
}

const all = [
  'unknown-field metadata.labls',
  'wrong-type spec.replicas',
  'duplicate-key spec.paused',
  'unknown-field spec.template.spec.hostNetwrk',
  'unknown-field ….imagePullPolice',
  'wrong-type ….livenessProbe.periodSeconds',
  'success-threshold-must-be-one ….livenessProbe.successThreshold',
];
const lifecycle = all.slice(4);

test.each([
  ['auto, alone', {}, all],
  [
    'auto, beside an extension that reads YAML',
    { otherChecks: 'syntax' },
    all.filter((one) => !one.startsWith('duplicate')),
  ],
  ['auto, beside one that has the schema', { otherChecks: 'schema' }, lifecycle],
  ['on', { schemaValidation: 'on', otherChecks: 'schema' }, all],
  ['off', { schemaValidation: 'off' }, lifecycle],
] as const)('%s', (_, settings, expected) => {
  expect(shown(settings)).toEqual(expected);
});
