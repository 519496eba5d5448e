import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { english } from '../messages.ts';
import { simulateText } from './simulateText.ts';
import { simulateWorkload } from './simulation.ts';

const formatter = strictFormatter(english.texts);

const root = join(import.meta.dirname, '../../../..');

function transcript(text: string, scenario: string): string {
  const file = parseManifest(text);
  const simulation = simulateWorkload(file, { scenario, kubernetes: '1.34' });
  if ('error' in simulation) throw new Error(simulation.error.id);
  const transcript = simulateText(file, simulation, formatter);
  expect(simulateText(parseManifest(text), simulation, formatter)).toBe(transcript);
  return transcript;
}

/** Read a changed transcript as a user would before taking it over with `vitest -u`. */
test.each([
  ['redis-exec', 'probe-always-fails'],
  ['web-three-probes', 'deadlock'],
  ['web-three-probes', 'image-not-found'],
  ['migration-job', 'crash-on-boot'],
  ['nginx-http', 'healthy'],
])('tells the story of %s under %s', async (name, scenario) => {
  const text = transcript(readFileSync(join(root, `examples/${name}.yaml`), 'utf8'), scenario);
  await expect(text).toMatchFileSnapshot(join(root, `test/seed/transcripts/${name}.${scenario}.txt`));
});

test('the lines are those of the file, not of the document', () => {
  const manifest = `# first
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: web:1
      livenessProbe:
        tcpSocket: {port: 80}
        failureThreshold: 2
`;
  const text = transcript(manifest, 'wrong-port');
  expect(text).toContain(
    '└ line 12 failureThreshold: 2 · line 6 restartPolicy Always (default) · line 10 periodSeconds 10 (default)',
  );
});

test('a pod to which nothing happens has a text too', () => {
  const text = transcript(
    'apiVersion: v1\nkind: Pod\nspec: {schedulingGates: [{name: a}], containers: [{name: a, image: b}]}\n',
    'healthy',
  );
  expect(text).toContain('Never ready. At the end 0/1 SchedulingGated.');
});

test('what was expected comes first, with what became of it', () => {
  const file = parseManifest('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: b}]}\n');
  const scenario = { name: 'test', expect: { readyWithin: '10s', restartsAtMost: 0, statusSeen: ['Completed'] } };
  const simulation = simulateWorkload(file, { scenario, kubernetes: '1.34' });
  if ('error' in simulation) throw new Error(simulation.error.id);
  expect(simulateText(file, simulation, formatter)).toContain(`
What was expected:

  ok      readyWithin: 10s: The pod is ready after 0.6 s.
  ok      restartsAtMost: 0: 0 restarts in 10 min.
  failed  statusSeen: Completed: STATUS is never Completed in 10 min. At 10 min kubectl shows 1/1 Running, 0 restarts.

$ kubectl get pod --watch
`);
});
