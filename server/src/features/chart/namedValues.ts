import type { ChartFiles } from '../../chart/chart.ts';
import { mergeValues } from '../../chart/givenValues.ts';
import { type MapValue, map } from '../../chart/value.ts';
import { readValuesFile } from '../../chart/yamlReader.ts';

/** The files of values that the settings name, the later over the earlier; what is no mapping gives nothing. */
export function namedValues(files: ChartFiles, names: readonly string[]): MapValue {
  let values = map();
  for (const name of names) {
    const text = files.get(name);
    if (text === undefined) continue;
    try {
      const given = readValuesFile(text, name);
      if (given.type === 'map') values = mergeValues(values, given);
    } catch {
      // What is wrong in the file is told there.
    }
  }
  return values;
}
