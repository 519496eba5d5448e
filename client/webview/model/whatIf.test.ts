import { expect, test } from 'vitest';
import { presets } from '../../../server/src/lifecycle/world/presets.ts';
import { simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import { podOf } from '../testing/traces.ts';
import { editsOf, knobsOf, turn } from './whatIf.ts';

const pod = podOf({
  name: 'app',
  livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 },
  readinessProbe: { tcpSocket: { port: 80 } },
});
const scenario = presets.find(({ name }) => name === 'slow-start')!.scenario(pod);
const input = { pod, scenario, endpoints: true, publishNotReadyAddresses: false };

test('there is a knob for the start-up time and for each number of each probe, at its value or default', () => {
  expect(knobsOf(input).map(({ id, value }) => [id.replace('spec.containers[0].', ''), value])).toEqual([
    ['containers.app.startupSeconds', 45],
    ['readinessProbe.initialDelaySeconds', 0],
    ['readinessProbe.periodSeconds', 10],
    ['readinessProbe.timeoutSeconds', 1],
    ['readinessProbe.failureThreshold', 3],
    ['readinessProbe.successThreshold', 1],
    ['livenessProbe.initialDelaySeconds', 0],
    ['livenessProbe.periodSeconds', 5],
    ['livenessProbe.timeoutSeconds', 1],
    ['livenessProbe.failureThreshold', 3],
  ]);
});

test('turning one changes the run; the manifest gets only what is its own', () => {
  const restarts = (turned: ReadonlyMap<string, number>) =>
    simulatePod(turn(input, turned)).trace.entries.filter(
      (entry) => entry.kind === 'cri' && entry.call.op === 'start' && (entry.call.instance ?? 0) > 0,
    ).length;
  const threshold = 'spec.containers[0].livenessProbe.failureThreshold';
  const turned = new Map([
    [threshold, 20],
    ['containers.app.startupSeconds', 30],
  ]);
  expect(restarts(new Map())).toBeGreaterThan(0);
  expect(restarts(turned)).toBe(0);
  expect(restarts(new Map([['containers.app.startupSeconds', 0]]))).toBe(0);
  expect(editsOf(turned)).toEqual([{ field: threshold, value: 20 }]);
  expect(turn(input, new Map())).toEqual(input);
});
