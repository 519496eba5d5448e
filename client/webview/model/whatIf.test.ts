import { describe, expect, test } from 'vitest';
import { presets } from '../../../server/src/lifecycle/world/presets.ts';
import { simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import fc from '../../../test/support/fastCheck.ts';
import { run } from '../engine/run.ts';
import { rolloutOf, servedDeployment } from '../testing/rollouts.ts';
import { podOf } from '../testing/traces.ts';
import { textOf } from '../text.ts';
import { fieldOf, type Input, type InputPath, valueAt } from './inputPath.ts';
import { knobsOf } from './knobs.ts';
import { changed, changesScenario, editsOf, noChanges, turnedKnobs, withChange } from './whatIf.ts';

const pod = podOf({
  name: 'app',
  livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 },
  readinessProbe: { tcpSocket: { port: 80 } },
});
const preset = (name: string) => presets.find((one) => one.name === name)!.scenario(pod);
const scenario = preset('slow-start');
const input: Input = { pod, scenario, endpoints: true, publishNotReadyAddresses: false };
const app = (...rest: readonly (string | number)[]): InputPath => ['pod', 'spec', 'containers', 0, ...rest];

/** Group and label of each knob with its value. */
function lines(of: Input): string[] {
  return knobsOf(of).map(({ group, label, value }) => `${textOf(group)}: ${textOf(label)} ${value}`);
}

describe('there is a knob', () => {
  test('for the start-up time and for each number of each probe, at its value or default', () => {
    const all = lines(input);
    expect(all).toContain('app: scenario: start-up time (s) 45');
    expect(all.filter((line) => line.includes('Probe'))).toEqual([
      'app: readinessProbe: initialDelaySeconds 0',
      'app: readinessProbe: periodSeconds 10',
      'app: readinessProbe: timeoutSeconds 1',
      'app: readinessProbe: failureThreshold 3',
      'app: readinessProbe: successThreshold 1',
      'app: livenessProbe: initialDelaySeconds 0',
      'app: livenessProbe: periodSeconds 5',
      'app: livenessProbe: timeoutSeconds 1',
      'app: livenessProbe: failureThreshold 3',
    ]);
  });

  test.each([
    ['endpoint-outage', ['app: scenario: stops answering at (s) 60', 'app: scenario: answers again at (s) 120']],
    ['slow-answers', ['app: scenario: answers slowly from (s) 60', 'app: scenario: answer takes (s) 3']],
    ['crash-on-boot', ['app: scenario: process ends at (s) 2', 'app: scenario: its exit code 1']],
    ['slow-image', ['app: scenario: image pull (s) 90']],
    ['node-lost', ['Scenario: node and pod: node is lost at (s) 60']],
    ['healthy', ['Scenario: requests: requests per second 100']],
  ])('for what the scenario %s says', (name, expected) => {
    expect(lines({ ...input, scenario: preset(name) })).toEqual(expect.arrayContaining(expected));
  });

  test('for the workload of a rollout', () => {
    expect(lines(rolloutOf(servedDeployment(4)).input).filter((line) => line.startsWith('Deployment'))).toEqual([
      'Deployment: replicas 4',
      'Deployment: minReadySeconds 0',
      'Deployment: progressDeadlineSeconds 600',
    ]);
  });
});

test('turning one changes the run; the manifest gets only what is its own', () => {
  const restarts = (changes: typeof noChanges) =>
    simulatePod(changed(input, changes)).trace.entries.filter(
      (entry) => entry.kind === 'cri' && entry.call.op === 'start' && (entry.call.instance ?? 0) > 0,
    ).length;
  const threshold = app('livenessProbe', 'failureThreshold');
  const startup: InputPath = ['scenario', 'containers', 'app', 'startupSeconds'];
  const slower = withChange(input, withChange(input, noChanges, threshold, 20), startup, 30);
  expect(restarts(noChanges)).toBeGreaterThan(0);
  expect(restarts(slower)).toBe(0);
  expect(restarts(withChange(input, noChanges, startup, 0))).toBe(0);
  expect(editsOf(slower)).toEqual([
    { of: 'pod', field: 'spec.containers[0].livenessProbe.failureThreshold', value: 20 },
  ]);
  expect(changesScenario(slower)).toBe(true);
  expect(changed(input, noChanges)).toEqual(input);
  expect(
    turnedKnobs(input, slower)
      .filter(({ isTurned }) => isTurned)
      .map(({ path }) => path),
  ).toEqual([startup, threshold]);
});

test('a rollout runs with other pods and other requests, as the server runs it', () => {
  const { input: update } = rolloutOf(servedDeployment(3));
  const more = withChange(update, noChanges, ['workload', 'spec', 'replicas'], 6);
  const all = withChange(update, more, ['scenario', 'traffic', 'requestsPerSecond'], 500);
  const after = run(changed(update, all));
  expect(after.trace).toMatchObject({ desired: 6, requests: { perSecond: 500 } });
  expect(editsOf(all)).toEqual([{ of: 'workload', field: 'spec.replicas', value: 6 }]);
  const { trace, lives, statusLines } = rolloutOf(servedDeployment(3));
  expect(run(update)).toMatchObject({ trace, lives, statusLines });
});

test('what is turned back is no change, and the original is never touched', () => {
  const knobs = knobsOf({ ...input, scenario: preset('endpoint-outage') });
  const original = { ...input, scenario: preset('endpoint-outage') };
  const before = JSON.stringify(original);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(knobs.length - 1), fc.integer({ min: 1, max: 99 })), { maxLength: 8 }),
      (turns) => {
        let changes = noChanges;
        for (const [index, value] of turns) changes = withChange(original, changes, knobs[index]!.path, value);
        const result = changed(original, changes);
        for (const [index] of turns) {
          const last = turns.findLast(([other]) => other === index)![1];
          expect(valueAt(result, knobs[index]!.path)).toBe(last);
        }
        for (const [index] of turns) {
          const { path } = knobs[index]!;
          changes = withChange(original, changes, path, valueAt(original, path));
        }
        expect(JSON.stringify(changed(original, changes))).toBe(before);
        expect(JSON.stringify(original)).toBe(before);
      },
    ),
  );
});

test('a container may be called as anything that JavaScript knows', () => {
  const name = '__proto__';
  const hostile: Input = { ...input, pod: podOf({ name }), scenario: { name: 'own' } };
  const path: InputPath = ['scenario', 'containers', name, 'startupSeconds'];
  expect(valueAt(hostile, path)).toBeUndefined();
  expect(Object.getPrototypeOf(changed(hostile, withChange(hostile, noChanges, path, 5)).scenario.containers)).toBe(
    Object.prototype,
  );
  expect(fieldOf(app('livenessProbe', 'periodSeconds'))).toBe('spec.containers[0].livenessProbe.periodSeconds');
});
