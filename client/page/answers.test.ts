import { expect, test } from 'vitest';
import { answers } from './answers.ts';
import { exampleManifest } from './example.ts';
import type { Subject } from './requests.ts';

const subject: Subject = { manifest: exampleManifest, kubernetes: '1.36', rejections: ['Not like this.'] };
const params = { textDocument: { uri: 'page:/a.yaml' } };

test('a pod is simulated as the language server does it', () => {
  const answer = answers.simulate(subject, { ...params, scenario: 'slow-start' });
  expect(answer).toMatchObject({
    workload: { id: 'Deployment/web', kind: 'Deployment', name: 'web', containers: ['web'] },
    scenario: 'slow-start',
    trace: { kubernetes: '1.36' },
    rejections: [{ message: 'Not like this.' }],
    specPath: 'spec.template.spec',
  });
});

test('a rollout, and a scenario of one’s own for it', () => {
  const own = { uri: 'page:/mine.scenario.yaml', text: 'containers:\n  web:\n    startupSeconds: 7\n' };
  const answer = answers.rollout(subject, { ...params, scenario: own.uri, scenarioFiles: [own], create: true });
  expect(answer).toMatchObject({ scenario: own.uri, create: true, trace: { desired: 3 }, specPath: 'spec' });
});

test('why nothing can be simulated', () => {
  expect(answers.simulate({ ...subject, manifest: 'kind: ConfigMap' }, params)).toEqual({
    error: expect.stringContaining('workload'),
  });
  expect(answers.simulate(subject, { ...params, scenario: 'no-such' })).toEqual({
    error: 'There is no scenario no-such.',
  });
});

test('fields are found and changed in the text', () => {
  const field = 'spec.containers[0].livenessProbe.periodSeconds';
  const range = answers.fieldRange(subject, { ...params, workload: 'Deployment/web', field, of: 'pod' });
  const lines = exampleManifest.split('\n');
  expect(lines[range!.start.line]).toContain('periodSeconds: 10');
  const edits = answers.fieldEdits(subject, {
    ...params,
    workload: 'Deployment/web',
    edits: [{ of: 'pod', field, value: 25 }],
  });
  const [{ start, end, newText }] = edits as [{ start: number; end: number; newText: string }];
  expect(exampleManifest.slice(0, start) + newText + exampleManifest.slice(end)).toBe(
    exampleManifest.replace('periodSeconds: 10', 'periodSeconds: 25'),
  );
});

test('the transcript, and the scenario as a file', () => {
  const text = answers.text(subject, { ...params, scenario: 'deadlock', of: 'pod' });
  expect(text).toEqual({ text: expect.stringContaining('$ kubectl get pod --watch') });
  const scenario = answers.scenarioText(subject, { ...params, scenario: 'slow-start' });
  expect(scenario).toEqual({ text: expect.stringContaining('startupSeconds: 45') });
});
