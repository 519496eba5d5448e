import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import { eventsAt } from '../kubectl/events.ts';
import { changes } from '../kubectl/row.ts';
import { simulate } from '../simulate.ts';
import type { Trace } from '../trace/trace.ts';
import { probeAsWritten } from './commandAsWritten.ts';
import type { Scenario } from './scenario.ts';

function run(
  container: Partial<Container>,
  { spec = {}, ...world }: Partial<Scenario> & { spec?: Partial<PodSpec> } = {},
) {
  const pod = {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1', ...container }], ...spec },
  };
  return simulate(pod, { name: 'test', ...world }, { untilMs: 300_000 });
}

const hooks = (trace: Trace) =>
  trace.entries.flatMap(({ kind, ...entry }) =>
    kind === 'hook' && 'hook' in entry && entry.hook.result !== undefined
      ? [`${entry.hook.type} ${entry.hook.result} ${entry.hook.tookMs / 1000}`]
      : [],
  );
const messages = (trace: Trace, reason: string) =>
  eventsAt(trace, trace.endMs).flatMap((event) => (event.reason === reason ? [event.message] : []));
const statuses = (trace: Trace) => [...new Set(changes(trace).map(({ row }) => row.status))];
const remove = { delete: { atSeconds: 60 } };

describe('hooks', () => {
  it.each<[string, readonly string[], string]>([
    ['sleep N', ['sleep', '12'], 'preStop success 12'],
    ['sleep N in a shell', ['sh', '-c', 'sleep 12'], 'preStop success 12'],
    ['sleep N and something quick', ['sh', '-c', 'sleep 12 && nginx -s quit'], 'preStop success 12'],
    ['an exit', ['sh', '-c', 'sleep 2; exit 3'], 'preStop failure 2'],
    ['something else', ['/app/drain'], 'preStop success 0'],
    ['a whole command line in one item', ['/bin/sleep 90'], 'preStop failure 0'],
  ])('%s takes its time', (_, command, expected) => {
    expect(hooks(run({ lifecycle: { preStop: { exec: { command } } } }, remove))).toEqual([expected]);
  });

  it('the scenario has the last word', () => {
    const containers = { app: { hooks: { preStop: { seconds: 5 } } } };
    const trace = run({ lifecycle: { preStop: { exec: { command: ['sleep', '12'] } } } }, { ...remove, containers });
    expect(hooks(trace)).toEqual(['preStop success 5']);
  });

  it('a program that is not there fails at once', () => {
    const trace = run({ lifecycle: { preStop: { exec: { command: ['/bin/sleep 90'] } } } }, remove);
    expect(messages(trace, 'FailedPreStopHook')).toHaveLength(1);
  });

  it.each<[string, Scenario['containers'], string]>([
    ['answered', {}, 'postStart success 0'],
    [
      'answered with an error, which is an answer',
      { app: { happenings: [{ atSeconds: 0, answers: 'failure' }] } },
      'postStart success 0',
    ],
    ['refused while nothing listens', { app: { startupSeconds: 20 } }, 'postStart failure 0'],
    [
      'answered at another port',
      { app: { happenings: [{ atSeconds: 0, answers: 'refused', port: 9090 }] } },
      'postStart success 0',
    ],
  ])('an HTTP hook is %s', (_, containers, expected) => {
    const trace = run(
      { lifecycle: { postStart: { httpGet: { port: 80, path: '/hi' } } } },
      { containers: containers! },
    );
    expect(hooks(trace)[0]).toBe(expected);
  });
});

describe('commands of containers', () => {
  it('end when they say so, with their exit code', () => {
    expect(statuses(run({ command: ['sleep', '20'] }, { spec: { restartPolicy: 'Never' } }))).toContain('Completed');
    expect(statuses(run({ command: ['sh', '-c', 'exit 3'] }, { spec: { restartPolicy: 'Never' } }))).toContain('Error');
  });

  it('never end when they say so, and as first process get no SIGTERM', () => {
    const end = (spec: Partial<PodSpec>) =>
      run({ command: ['tail', '-f', '/dev/null'] }, { ...remove, spec }).entries.find(
        (entry) => entry.kind === 'cri' && entry.call.op === 'exited',
      );
    expect(end({})).toMatchObject({ atMs: 90_000, call: { exitCode: 137 } });
    expect(end({ shareProcessNamespace: true })).toMatchObject({ atMs: 60_000, call: { exitCode: 143 } });
  });

  it('with a whole command line in one item they cannot be started', () => {
    const trace = run({ command: ['run --all'] });
    expect(statuses(trace)).toContain('RunContainerError');
    expect(messages(trace, 'Failed')[0]).toContain('exec: "run --all": executable file not found in $PATH');
  });

  it('what the scenario says of runs counts', () => {
    const containers = { app: { runs: [{ exitAfterSeconds: 5, exitCode: 0 }] } };
    const trace = run({ command: ['sleep', '20'] }, { containers, spec: { restartPolicy: 'Never' } });
    expect(trace.entries.find((entry) => entry.kind === 'cri' && entry.call.op === 'exited')?.atMs).toBe(5000);
  });
});

describe('commands of probes', () => {
  const probe = (command: readonly string[]) => ({ exec: { command }, periodSeconds: 5, failureThreshold: 2 });
  const restarts = (trace: Trace) => messages(trace, 'Killing').length;

  it('that cannot be run never restart a container and never let it start', () => {
    const live = run({ livenessProbe: probe(['pidof httpd']) });
    expect(restarts(live)).toBe(0);
    expect(messages(live, 'Unhealthy')[0]).toMatch(/^Liveness probe errored and resulted in unknown state: rpc error/);
    expect(statuses(live).at(-1)).toBe('Running');
    const starting = run({ startupProbe: probe(['/bin/check -a']) });
    expect([restarts(starting), changes(starting).at(-1)?.row.ready]).toEqual([0, '0/1']);
  });

  it('fail when they say so, and take their time', () => {
    expect(restarts(run({ livenessProbe: probe(['false']) }))).toBeGreaterThan(0);
    expect(restarts(run({ livenessProbe: { ...probe(['sleep', '3']), timeoutSeconds: 2 } }))).toBeGreaterThan(0);
    expect(restarts(run({ livenessProbe: { ...probe(['sleep', '3']), timeoutSeconds: 4 } }))).toBe(0);
  });
});

it('a probe knows the variables that have a value of their own', () => {
  const env = [
    { name: 'CODE', value: '1' },
    { name: 'FROM', valueFrom: {} },
  ];
  const answer = (...command: string[]) => probeAsWritten({ exec: { command } }, { env })?.result;
  expect(answer('sh', '-c', 'exit $(CODE)')).toBe('failure');
  expect(answer('sh', '-c', 'exit $(FROM)')).toBe('success');
  expect(answer('sh', '-c', 'exit $(OTHER)')).toBeUndefined();
  expect(answer('sh', '-c', 'exit $$(CODE)')).toBeUndefined();
});
