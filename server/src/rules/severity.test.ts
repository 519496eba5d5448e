import { expect, test } from 'vitest';
import { parseManifest } from '../manifest/file.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { levelsOf, mildLevelsOf, type SeveritySettings } from './severity.ts';

const levels = (severity?: SeveritySettings) => levelsOf(allRules, severity);

test.each([
  [
    'minimal',
    {
      'invalid-port': 'error',
      'unresolved-port-name': 'warning',
      'liveness-without-readiness': 'off',
      'unnamed-port': 'off',
    },
  ],
  ['recommended', { 'invalid-port': 'error', 'liveness-without-readiness': 'hint', 'unnamed-port': 'off' }],
  ['strict', { 'invalid-port': 'error', 'liveness-without-readiness': 'information', 'unnamed-port': 'information' }],
] as const)('the profile %s', (profile, expected) =>
  expect(Object.fromEntries(levels({ profile }))).toMatchObject(expected),
);

test('recommended is the default, and the user has the last word', () => {
  expect(levels()).toEqual(levels({ profile: 'recommended' }));
  const chosen = levels({
    profile: 'minimal',
    rules: { 'unnamed-port': 'warning', 'invalid-port': 'off', nonsense: 'error' },
  });
  expect(chosen.get('unnamed-port')).toBe('warning');
  expect(chosen.get('invalid-port')).toBe('off');
  expect(chosen.has('nonsense')).toBe(false);
});

const pod = `
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
  - name: app
    image: nginx:1.27
    ports: [{ containerPort: 80 }]
    readinessProbe: { tcpSocket: { port: 80 } }
    livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2, periodSeconds: 5 }
`;

function found(severity: SeveritySettings): string[] {
  const findings = checkManifest(parseManifest(pod), { rules: allRules, kubernetes: '1.34', levels: levels(severity) });
  return findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

test('findings have the severity that the user sets', () => {
  expect(found({ profile: 'minimal' })).toContain('error success-threshold-must-be-one');
  const softer = found({
    profile: 'minimal',
    rules: { 'success-threshold-must-be-one': 'hint', 'unnamed-port': 'error' },
  });
  expect(softer).toContain('hint success-threshold-must-be-one');
  expect(softer).toContain('error unnamed-port');
  expect(found({ profile: 'minimal', rules: { 'success-threshold-must-be-one': 'off' } })).not.toContainEqual(
    expect.stringContaining('success-threshold'),
  );
});

test('a rule that is off does not let a general one report instead', () => {
  const text = pod.replace('image: nginx:1.27', 'imagePullPolicy: Always');
  const run = (rules: SeveritySettings['rules']) =>
    checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34', levels: levels(rules ? { rules } : {}) });
  const about = (findings: ReturnType<typeof run>) =>
    findings.filter(({ path }) => path === 'spec.containers[0].image').map(({ rule }) => rule);
  expect(about(run(undefined))).toEqual(['missing-image']);
  expect(about(run({ 'missing-image': 'off' }))).toEqual([]);
});

/** A timeout that is longer than its period, but not so long that it hurts. */
const mildly = `
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
  - name: app
    image: nginx:1.27
    # probewise-disable-next-line timeout-exceeds-period
    readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, timeoutSeconds: 6 }
`;

test.each<[SeveritySettings, string | undefined]>([
  [{ profile: 'minimal' }, undefined],
  [{ profile: 'recommended' }, 'hint'],
  [{ profile: 'strict' }, 'information'],
  [{ profile: 'minimal', rules: { 'timeout-exceeds-period': 'error' } }, 'error'],
  [{ rules: { 'timeout-exceeds-period': 'off' } }, undefined],
])('what hardly hurts is as quiet as advice: %j', (severity, expected) => {
  const options = {
    rules: allRules,
    kubernetes: '1.34',
    levels: levels(severity),
    mildLevels: mildLevelsOf(allRules, severity),
  };
  const about = (text: string, id: string) =>
    checkManifest(parseManifest(text), options).find(({ rule }) => rule === id)?.severity;
  expect(about(mildly.replace(/.*disable.*\n/, ''), 'timeout-exceeds-period')).toBe(expected);
  // Where it is not heard, nobody can tell whether a comment about it is needed.
  expect(about(mildly, 'unused-suppression')).toBe(undefined);
});
