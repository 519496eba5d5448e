/** Lengths of time in templates of Helm 4. */
import { expect, test } from 'vitest';
import { loadChart } from '../chart.ts';
import { renderChart } from '../renderChart.ts';

function rendered(action: string): string | undefined {
  const files = new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 0.1.0\n'],
    ['templates/a.yaml', action],
  ]);
  const chart = renderChart(loadChart(files)!, { capabilities: { kubernetes: '1.34', apiVersions: [] } });
  return chart.templates[0]?.output?.text;
}

test.each([
  ['{{ durationSeconds "1m30s" }}', '90'],
  ['{{ durationMilliseconds 2 }}', '2000'],
  ['{{ durationHours "90m" }}', '1.5'],
  ['{{ durationDays "36h" }}', '1.5'],
  ['{{ durationSeconds "soon" }}', '0'],
  ['{{ durationRoundTo "2h13m40s" "1m" }}', '2h14m0s'],
  ['{{ durationTruncateTo "2h13m40s" "1m" }}', '2h13m0s'],
  ['{{ mustToDuration "90" }}', '1m30s'],
  ['{{ mustToDuration "soon" }}', undefined],
])('%s', (action, text) => {
  expect(rendered(action)).toBe(text);
});
