import { expect, it } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import { presets } from '../world/presets.ts';
import { podTrouble } from './podTrouble.ts';

const job = (...others: Pod['spec']['containers']): Pod => ({
  metadata: { name: 'migrate' },
  spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image: 'migrate:1' }, ...others] },
});

function troubleOf(pod: Pod, preset: string) {
  const { scenario } = presets.find(({ name }) => name === preset)!;
  const trace = simulate(pod, scenario(pod), { untilMs: 300_000 });
  const trouble = podTrouble(trace, 300_000);
  return trouble && { text: textOf(trouble.message), fields: trouble.fields };
}

it('names the container that still runs when the others have ended', () => {
  const logs = { name: 'logs', image: 'busybox', command: ['sh', '-c', 'tail -f /dev/null'] };
  const proxy = { name: 'proxy', image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0' };
  expect(troubleOf(job(proxy), 'completes')).toEqual({
    text: 'Container proxy still runs although migrate has ended, so the pod does not end.',
    fields: ['spec.containers[1]'],
  });
  expect(troubleOf(job(logs, proxy), 'completes')?.text).toBe(
    'Containers logs and proxy still run although migrate has ended, so the pod does not end.',
  );
});

it('has nothing to say of a pod that ends, or is ready', () => {
  expect(troubleOf(job({ name: 'other', image: 'other:1' }), 'completes')).toBeUndefined();
  expect(troubleOf(job(), 'healthy')).toBeUndefined();
});

it('says what came first: the end of the run before the wait for the next', () => {
  const pod: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
  expect(troubleOf(pod, 'crash-on-boot')?.text).toMatch(
    /^app ended with exit code 1 \(Error\) after 2 s\. Container app waits: CrashLoopBackOff/,
  );
});

it('says why an image is not pulled: Secrets that are missing, then the words of the registry', () => {
  const pod: Pod = {
    metadata: { name: 'web' },
    spec: { imagePullSecrets: [{ name: 'harbor' }], containers: [{ name: 'app', image: 'r.example.cn/app:1' }] },
  };
  const trouble = troubleOf(pod, 'pull-denied');
  expect(trouble?.text).toMatch(
    /^Unable to retrieve some image pull secrets \(harbor\); attempting to pull the image may not succeed\. The image of app can’t be pulled: .*pull access denied.* Container app waits: (ErrImagePull|ImagePullBackOff)\.$/,
  );
  expect(trouble?.fields).toEqual(['spec.containers[0].image', 'spec.containers[0].imagePullPolicy']);
});

it('a restart is a reason although its event does not reach the API server', () => {
  const probe = { httpGet: { port: 80 }, periodSeconds: 10 };
  const pod: Pod = {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1', readinessProbe: probe, livenessProbe: probe }] },
  };
  const { scenario } = presets.find(({ name }) => name === 'slow-start')!;
  const trace = simulate(pod, scenario(pod), { untilMs: 1_800_000 });
  const dropped = trace.entries.filter((entry) => entry.kind === 'event' && entry.event.dropped === 'spamFilter');
  expect(dropped.length).toBeGreaterThan(0);
  const texts = trace.entries
    .filter((entry) => entry.kind === 'status')
    .map(({ atMs }) => podTrouble(trace, atMs))
    .map((trouble) => trouble && textOf(trouble.message));
  expect(texts.join('\n')).toContain('app is restarted: 3 liveness attempts in a row failed');
  expect(texts.join('\n')).not.toContain('does not reach the API server');
});
