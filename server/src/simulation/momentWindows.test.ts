import { expect, test } from 'vitest';
import type { Container, Pod } from '../kubernetes/pod.ts';
import { simulate } from '../lifecycle/simulate.ts';
import { presets } from '../lifecycle/world/presets.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { momentWindows } from './momentWindows.ts';

const app: Container = {
  name: 'app',
  image: 'registry.example/app:1',
  livenessProbe: { httpGet: { port: 80 }, periodSeconds: 3, initialDelaySeconds: 5 },
  readinessProbe: { httpGet: { port: 80 }, periodSeconds: 5, successThreshold: 2 },
};
const pod: Pod = { metadata: { name: 'web' }, spec: { containers: [app] } };

function windowsOf(scenario: string | Scenario, untilMs = 300_000) {
  const chosen = typeof scenario === 'string' ? presets.find(({ name }) => name === scenario)!.scenario(pod) : scenario;
  const trace = simulate(pod, chosen, { untilMs });
  return { trace, windows: momentWindows(trace, pod, chosen) };
}

/** The first windows in lines: `ready 3.6 in 3–8, started`. */
function told(scenario: string | Scenario, count = 4): string[] {
  const { trace, windows } = windowsOf(scenario);
  return windows.slice(0, count).map(({ moment, entry, bestMs, worstMs, since }) => {
    return `${moment} ${trace.entries[entry]!.atMs / 1000} in ${bestMs / 1000}–${worstMs / 1000}, ${since}`;
  });
}

test.each<[string | Scenario, string[]]>([
  ['healthy', ['ready 3.6 in 3–8, started']],
  [
    'deadlock',
    [
      'ready 3.6 in 3–8, started',
      'killed 70 in 69–72, stopsAnswering',
      'outOfService 74.6 in 73–78, stopsAnswering',
      'restarted 100 in 99–102, stopsAnswering',
    ],
  ],
  ['probe-always-fails', ['killed 15 in 13–16, started']],
  [
    {
      name: 'pause',
      containers: {
        app: {
          happenings: [
            { atSeconds: 20, answers: 'refused', probe: 'readiness' },
            { atSeconds: 60, answers: 'success', probe: 'readiness' },
          ],
        },
      },
    },
    [
      'ready 1.6 in 1–6, started',
      'outOfService 31.6 in 30–35, stopsAnswering',
      'backInService 66.6 in 65–70, answersAgain',
    ],
  ],
  ['ignores-sigterm', ['ready 3.6 in 3–8, started', 'gone 90.6 in 90–91, podDeleted']],
])('windows of %j', (scenario, expected) => {
  expect(told(scenario, expected.length)).toEqual(expected);
});

test('every moment lies in its window, and every window says what it is made of', () => {
  for (const { name } of presets) {
    const { trace, windows } = windowsOf(name);
    for (const { entry, bestMs, worstMs, sinceMs, fields, formula } of windows) {
      const { atMs } = trace.entries[entry]!;
      expect(atMs, name).toBeGreaterThanOrEqual(bestMs);
      expect(atMs, name).toBeLessThanOrEqual(worstMs);
      expect(sinceMs, name).toBeLessThanOrEqual(bestMs);
      if (bestMs > sinceMs + 1000) expect([fields.length > 0, formula.length > 0], name).toEqual([true, true]);
    }
  }
});

test('where the scenario itself decides, there is no window', () => {
  const { windows } = windowsOf('crash-on-boot');
  expect(windows.filter(({ moment }) => moment === 'killed' || moment === 'restarted')).toEqual([]);
});
