import { describe, expect, test } from 'vitest';
import { rolloutOf } from '../testing/rollouts.ts';
import { podRun } from '../testing/runs.ts';
import { podOf } from '../testing/traces.ts';
import { decidingMs, originsOf, probeSettings, tunableContainers, wishMarks } from './tuning.ts';
import { changed, editsOf, noChanges, withChange } from './whatIf.ts';

const tcp = { tcpSocket: { port: 80 } };
const pod = podOf({ readinessProbe: tcp, livenessProbe: tcp });
const { input } = podRun({ name: 'own' }, { pod });

describe('marks count', () => {
  const at = (atSeconds: number) => [{ atSeconds, clock: 'scenario' as const, answers: 'hang' as const }];

  test('from the failure, where there is one', () => {
    const origins = originsOf(podRun({ name: 'own', containers: { app: { happenings: at(60) } } }, { pod }), 'app');
    expect(origins).toMatchObject({
      failureFrom: 'failure',
      originMs: { restartSeconds: 60_000, outageSeconds: 60_000 },
    });
    expect(origins.originMs.startSeconds).toBeLessThan(5_000);
  });

  test('from when the container is ready, or from the beginning', () => {
    expect(originsOf(podRun({ name: 'own' }, { pod }), 'app').failureFrom).toBe('ready');
    expect(originsOf(rolloutOf(), 'shop')).toMatchObject({ failureFrom: 'beginning', originMs: { startSeconds: 0 } });
  });
});

test('a deadline is missed at the latest, an outage and a start at the earliest', () => {
  const now = Object.fromEntries(
    ['startSeconds', 'restartSeconds', 'outageSeconds'].map((wish) => [wish, { bestMs: 1, worstMs: 2 }]),
  );
  const answer = { report: [], probes: [], contradictions: [], now };
  const marks = wishMarks({ startSeconds: 5 }, originsOf(podRun({ name: 'own' }), 'app'), answer);
  expect(marks.map(decidingMs)).toEqual([1, 2, undefined, 1]);
  expect(marks.map(({ seconds }) => seconds)).toEqual([5, undefined, undefined, undefined]);
});

test('settings become changes; what is turned in a new probe is part of it', () => {
  const settings = probeSettings(input, 'app', [
    { type: 'liveness', periodSeconds: 14, failureThreshold: 2 },
    { type: 'startup', periodSeconds: 5, failureThreshold: 9, handler: tcp },
  ]);
  const tuned = settings.reduce((changes, { path, value }) => withChange(input, changes, path, value), noChanges);
  const turned = withChange(input, tuned, ['pod', 'spec', 'containers', 0, 'startupProbe', 'timeoutSeconds'], 3);
  const path = 'spec.containers[0]';
  expect(editsOf(turned)).toEqual([
    { of: 'pod', field: `${path}.livenessProbe.periodSeconds`, value: 14 },
    { of: 'pod', field: `${path}.livenessProbe.failureThreshold`, value: 2 },
    {
      of: 'pod',
      field: `${path}.startupProbe`,
      value: { ...tcp, periodSeconds: 5, failureThreshold: 9, timeoutSeconds: 3 },
    },
  ]);
  expect(changed(input, turned).pod.spec.containers[0]?.startupProbe?.timeoutSeconds).toBe(3);
  expect(probeSettings(input, 'other', [{ type: 'liveness', periodSeconds: 1, failureThreshold: 2 }])).toEqual([]);
});

test('sidecars can be tuned, init containers that end cannot', () => {
  const withInit = {
    ...input,
    pod: {
      ...pod,
      spec: {
        ...pod.spec,
        initContainers: [
          { name: 'migrate', image: 'a:1' },
          { name: 'proxy', image: 'a:1', restartPolicy: 'Always' as const },
        ],
      },
    },
  };
  expect(tunableContainers(withInit)).toEqual([
    { name: 'proxy', path: ['pod', 'spec', 'initContainers', 1] },
    { name: 'app', path: ['pod', 'spec', 'containers', 0] },
  ]);
});
