/**
 * Charts are rendered as Helm renders them: `helm-3.22.json` and `helm-4.3.json` hold what Helm made of the charts here and
 * of the corpus. Where the two differ, the product follows Helm 3.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readChartFiles, readRecording, refusalsOf, renderRecorded } from './recording.ts';

const chartsFolder = join(import.meta.dirname, 'charts');

/** Templates that Helm 4 renders otherwise with the chart's own values, and why. */
const onlyHelm3: Readonly<Record<string, string>> = {
  'daemonset/templates/ds.yaml': 'a null in values.yaml',
  'helm-versions/templates/documents.yaml': 'values.yaml of several documents',
  'helm-versions/templates/nulls.yaml': 'a null in values.yaml',
  'helm-versions/templates/types.yaml': 'the Go types of .Values and .Chart',
  'functions/templates/logic.yaml': 'the Go type of .Values',
  'range-map/templates/cm.yaml': 'a null in values.yaml',
  'yaml-json/templates/a.yaml': 'a null in values.yaml',
};

/** Charts that Helm 4 takes: a field that Chart.yaml does not know is empty there. */
const refusedByHelm3: readonly string[] = ['broken/chart-field'];

describe.each(['helm-3.22.json', 'helm-4.3.json'])('%s', (recording) => {
  const { apiVersions, cases } = readRecording(join(import.meta.dirname, recording));
  const isHelm4 = recording.startsWith('helm-4');

  describe.each(cases)('chart $chart $values', (recorded) => {
    const rendered = renderRecorded(recorded, readChartFiles(join(chartsFolder, recorded.chart)), apiVersions);
    const failures = rendered?.templates.flatMap(({ failure }) => failure ?? []) ?? [];

    if (isHelm4 && refusedByHelm3.includes(recorded.chart)) {
      test('is refused by Helm 3 only', () => {
        expect(recorded.error).toBeUndefined();
        expect(failures).not.toEqual([]);
      });
    } else if (recorded.rendered) {
      test('fails nowhere', () => {
        expect(failures).toEqual([]);
        expect(rendered?.violations).toEqual([]);
      });

      test.each(Object.entries(recorded.rendered))('writes %s to the letter', (name, text) => {
        const template = rendered?.templates.find((one) => one.name === name);
        if (isHelm4 && recorded.values === undefined && name in onlyHelm3)
          expect(template?.output?.text).not.toBe(text);
        else expect(template?.output?.text).toBe(text);
      });
    } else {
      test('is refused with the words of Helm', () => {
        const refusals = rendered ? refusalsOf(rendered) : [];
        const told = refusals.filter((reason) => withoutBreaks(recorded.error).includes(withoutBreaks(reason)));
        expect(told.length > 0 ? [] : refusals).toEqual([]);
        expect(told).not.toEqual([]);
      });
    }

    if (!isHelm4)
      test('knows where every character comes from', () => {
        for (const { output } of rendered?.templates ?? []) {
          if (!output) continue;
          const covered = output.runs.reduce((sum, { length }) => sum + length, 0);
          expect(covered).toBe(output.text.length);
          expect(output.runs.filter(({ place }) => place === undefined)).toEqual([]);
        }
      });
  });
});

/** Helm 4 breaks its errors into lines. */
function withoutBreaks(text = ''): string {
  return text.replaceAll(/\s+/g, ' ');
}
