import { expect, test } from 'vitest';
import { suggest, suggestField } from './suggest.ts';

test.each([
  ['initialdelayseconds', 'core.v1.Probe', 'initialDelaySeconds'],
  ['initial_delay_seconds', 'core.v1.Probe', 'initialDelaySeconds'],
  ['initialDelay', 'core.v1.Probe', 'initialDelaySeconds'],
  ['timeout', 'core.v1.Probe', 'timeoutSeconds'],
  ['liveness', 'core.v1.Container', 'livenessProbe'],
  ['host', 'core.v1.PodSpec', undefined],
  ['tty1', 'core.v1.PodSpec', undefined],
  ['periodSecond', 'core.v1.Probe', 'periodSeconds'],
  ['timeoutSecs', 'core.v1.Probe', 'timeoutSeconds'],
  ['failureTreshold', 'core.v1.Probe', 'failureThreshold'],
  ['sucessThreshold', 'core.v1.Probe', 'successThreshold'],
  ['httpget', 'core.v1.Probe', 'httpGet'],
  ['http-get', 'core.v1.Probe', 'httpGet'],
  ['tcpSockets', 'core.v1.Probe', 'tcpSocket'],
  ['livenessprobe', 'core.v1.Container', 'livenessProbe'],
  ['livenesProbe', 'core.v1.Container', 'livenessProbe'],
  ['livelinessProbe', 'core.v1.Container', 'livenessProbe'],
  ['readynessProbe', 'core.v1.Container', 'readinessProbe'],
  ['imagePullPolocy', 'core.v1.Container', 'imagePullPolicy'],
  ['iamge', 'core.v1.Container', 'image'],
  ['restartpolicy', 'core.v1.PodSpec', 'restartPolicy'],
  ['container', 'core.v1.PodSpec', 'containers'],
  ['port', 'core.v1.HTTPHeader', undefined],
  ['foo', 'core.v1.Container', undefined],
  ['___', 'core.v1.Container', undefined],
])('%s in a %s means %s', (name, definition, field) => {
  expect(suggestField(name, definition)).toBe(field);
});

test('a field of another release is no suggestion', () => {
  expect(suggestField('restartPolicyRule', 'core.v1.Container', '1.34')).toBe('restartPolicyRules');
  expect(suggestField('restartPolicyRule', 'core.v1.Container', '1.33')).toBe('restartPolicy');
});

test.each([
  ['http', ['HTTP', 'HTTPS'], 'HTTP'],
  ['https', ['HTTP', 'HTTPS'], 'HTTPS'],
  ['always', ['Always', 'IfNotPresent', 'Never'], 'Always'],
  ['if-not-present', ['Always', 'IfNotPresent', 'Never'], 'IfNotPresent'],
  ['on_failure', ['Always', 'Never', 'OnFailure'], 'OnFailure'],
  ['Sometimes', ['Always', 'Never', 'OnFailure'], undefined],
])('%s among %j means %s', (value, candidates, expected) => {
  expect(suggest(value, candidates)).toBe(expected);
});
