import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/textOf.ts';
import type { ProbeExecution, Trace, TraceEntry } from '../trace/trace.ts';
import type { WorldFact } from '../trace/worldFact.ts';
import { explain } from './explain.ts';
import { explainProbe } from './explainProbe.ts';
import { explainWorld } from './explainWorld.ts';

const attempt: ProbeExecution = {
  container: 'app',
  instance: 0,
  type: 'liveness',
  result: 'failure',
  output: '',
  tookMs: 0,
  inARow: 1,
  threshold: 3,
  periodSeconds: 10,
};

describe('explainProbe', () => {
  it.each<[string, Partial<ProbeExecution>, string]>([
    ['below the threshold', {}, 'The liveness probe of app failed. Failures in a row: 1 of 3 (failureThreshold).'],
    [
      'at the threshold',
      { inARow: 3, output: 'HTTP probe failed with statuscode: 500' },
      'The liveness probe of app failed: HTTP probe failed with statuscode: 500. 3 failures in a row: failureThreshold is reached.',
    ],
    [
      'one failure is enough',
      { threshold: 1 },
      'The liveness probe of app failed. One failure is enough: failureThreshold is 1.',
    ],
    [
      'beyond the threshold',
      { inARow: 5, trouble: 'timeout' },
      'The liveness probe of app failed by timeout. 5 failures in a row, more than failureThreshold 3.',
    ],
    [
      'cut off',
      { trouble: 'containerDied', inARow: 2 },
      'The liveness probe of app failed because the container ended. Failures in a row: 2 of 3 (failureThreshold).',
    ],
    [
      'not run',
      { result: 'unknown', output: 'no such container.' },
      'The liveness probe of app could not be run: no such container. Such a result counts neither as success nor as failure.',
    ],
    ['success', { result: 'success', threshold: 1 }, 'The liveness probe of app succeeded.'],
    ['a success of several', { result: 'success' }, 'The liveness probe of app succeeded, 1 of 3 in a row.'],
    [
      'redirected',
      { result: 'success', threshold: 1, warning: true, output: 'Probe terminated redirects' },
      'The liveness probe of app succeeded. It was sent to another host and did not follow: Probe terminated redirects.',
    ],
  ])('%s', (_, given, expected) => {
    expect(textOf(explainProbe({ ...attempt, ...given }))).toBe(expected);
  });
});

describe('explainWorld', () => {
  const answers = { type: 'answersChanged', container: 'app' } as const;
  it.each<[WorldFact, string]>([
    [{ type: 'startedUp', container: 'app' }, 'app has started up and answers.'],
    [{ ...answers, answers: 'hang' }, 'app hangs.'],
    [{ ...answers, answers: 'success' }, 'app answers again.'],
    [{ ...answers, answers: 'success', seconds: 90 }, 'app takes 1 min 30 s to answer.'],
    [
      { ...answers, answers: 'refused', port: 80, path: '/live', probe: 'liveness' },
      'app stops listening. This concerns only port 80, path /live and the liveness probe.',
    ],
    [{ type: 'gateRemoved', gate: 'quota' }, 'The scheduling gate quota is removed.'],
    [{ type: 'nodeChanges', node: 'n', fields: ['taints', 'labels'] }, 'Node n changes: taints, labels.'],
    [{ type: 'nodeNotReady', node: 'n', message: 'It is down.' }, 'Node n is not ready: It is down.'],
    [{ type: 'nodeCutOff', node: 'n' }, 'Node n loses its connection to the control plane.'],
  ])('%j', (fact, expected) => {
    expect(textOf(explainWorld(fact))).toBe(expected);
  });
});

describe('explain', () => {
  const entry = (seq: number, more: object) => ({
    seq,
    atMs: seq * 1000,
    source: 'kubelet',
    cause: { field: 'spec' },
    ...more,
  });
  const status = (phase: string, ready: 'True' | 'False') => ({
    phase,
    conditions: [{ type: 'Ready', status: ready }],
    initContainerStatuses: [],
    containerStatuses: [],
  });
  const explained = (kubernetes: string, ...entries: object[]) => {
    const trace = { kubernetes, pod: 'web', entries: entries as TraceEntry[] } as unknown as Trace;
    return textOf(explain(trace, entries.length - 1));
  };

  it.each([
    [
      'a node that is lost makes its pods not ready',
      [
        entry(0, { kind: 'status', status: status('Running', 'True') }),
        entry(1, { kind: 'status', source: 'node-lifecycle', status: status('Running', 'False') }),
      ],
      'Its node is lost, so the pod counts as not ready.',
    ],
    [
      'a forced deletion',
      [entry(0, { kind: 'api', call: 'deleted', gracePeriodSeconds: 0 })],
      'The pod is deleted by force: its object goes at once, the node still stops the containers.',
    ],
    [
      'an end, with how long the run lasted',
      [
        entry(0, { kind: 'cri', call: { op: 'start', container: 'app', instance: 0 } }),
        entry(1, { kind: 'cri', call: { op: 'exited', container: 'app', instance: 0, exitCode: 2, reason: 'Error' } }),
      ],
      'app ended with exit code 2 (Error) after 1 s.',
    ],
    [
      'an event that does not reach the API server',
      [
        entry(0, {
          kind: 'event',
          event: { type: 'Normal', reason: 'Pulled', message: 'Done.', from: 'kubelet', dropped: 'spamFilter' },
        }),
      ],
      'kubelet reports Pulled: Done. This event does not reach the API server: too many events in a short time (spam filter).',
    ],
  ])('%s', (_, entries, expected) => {
    expect(explained('1.34', ...entries)).toBe(expected);
  });

  it('a crash loop is looked at every 10 to 15 s, and since 1.35 when its back-off is over', () => {
    const event = {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting',
      from: 'kubelet',
      field: 'spec.containers{app}',
    };
    expect(explained('1.34', entry(0, { kind: 'event', event }))).toContain(
      'The kubelet looks again every 10 to 15 s.',
    );
    expect(explained('1.35', entry(0, { kind: 'event', event }))).not.toContain('looks again');
  });
});
