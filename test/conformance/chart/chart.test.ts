/** Charts are rendered as Helm renders them: `helm-3.22.json` holds what Helm made of the charts here and of the corpus. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readChartFiles, readRecording, renderRecorded } from './recording.ts';

const { apiVersions, cases } = readRecording(join(import.meta.dirname, 'helm-3.22.json'));
const chartsFolder = join(import.meta.dirname, 'charts');

describe.each(cases)('chart $chart $values', (recorded) => {
  const rendered = renderRecorded(recorded, readChartFiles(join(chartsFolder, recorded.chart)), apiVersions);
  const failures = rendered?.templates.flatMap(({ failure }) => failure ?? []) ?? [];

  if (recorded.rendered) {
    test('fails nowhere', () => {
      expect(failures).toEqual([]);
    });

    test.each(Object.entries(recorded.rendered))('writes %s to the letter', (name, text) => {
      const template = rendered?.templates.find((one) => one.name === name);
      expect(template?.output?.text).toBe(text);
    });
  } else {
    test('fails with the words of Helm, in the template that Helm names', () => {
      const messages = failures
        .flatMap((failure) => (failure.kind === 'limit' ? [] : failure.message))
        .filter((message) => recorded.error?.includes(message));
      expect(messages).not.toEqual([]);
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
