/** Charts are rendered as Helm renders them: `helm-3.22.json` holds what Helm made of the charts here and of the corpus. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readChartFiles, readRecording, refusalsOf, renderRecorded } from './recording.ts';

const { apiVersions, cases } = readRecording(join(import.meta.dirname, 'helm-3.22.json'));
const chartsFolder = join(import.meta.dirname, 'charts');

describe.each(cases)('chart $chart $values', (recorded) => {
  const rendered = renderRecorded(recorded, readChartFiles(join(chartsFolder, recorded.chart)), apiVersions);
  const failures = rendered?.templates.flatMap(({ failure }) => failure ?? []) ?? [];

  if (recorded.rendered) {
    test('fails nowhere', () => {
      expect(failures).toEqual([]);
      expect(rendered?.violations).toEqual([]);
    });

    test.each(Object.entries(recorded.rendered))('writes %s to the letter', (name, text) => {
      const template = rendered?.templates.find((one) => one.name === name);
      expect(template?.output?.text).toBe(text);
    });
  } else {
    test('is refused with the words of Helm', () => {
      const refusals = rendered ? refusalsOf(rendered) : [];
      const told = refusals.filter((reason) => recorded.error?.includes(reason));
      expect(told.length > 0 ? [] : refusals).toEqual([]);
      expect(told).not.toEqual([]);
    });
  }

  test('knows where every character comes from', () => {
    for (const { output } of rendered?.templates ?? []) {
      if (!output) continue;
      const covered = output.runs.reduce((sum, { length }) => sum + length, 0);
      expect(covered).toBe(output.text.length);
      expect(output.runs.filter(({ place }) => place === undefined)).toEqual([]);
    }
  });
});
