import { compareRollout, factKinds } from './compare.ts';
import type { RecordedRollout } from './recording.ts';

/** Rollouts under the controllers, for `npm run conformance`. */
export const rollouts = {
  title: 'rollouts under the controllers',
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean =>
    first !== undefined && 'kind' in first && 'untilSeconds' in first && 'timeline' in first,
  report: (records: readonly Record<string, unknown>[], { verbose }: { readonly verbose: boolean }): boolean => {
    const comparisons = (records as unknown as readonly RecordedRollout[]).map((one) => compareRollout(one));
    const failing = comparisons.filter(({ missing, unexpected }) => missing.length + unexpected.length > 0);
    for (const { name, missing, unexpected } of failing) {
      console.log(`${name}: ${missing.length} missing, ${unexpected.length} unexpected`);
      const most = verbose ? Number.POSITIVE_INFINITY : 1;
      for (const fact of missing.slice(0, most)) console.log(`  - ${JSON.stringify(fact)}`);
      for (const fact of unexpected.slice(0, most)) console.log(`  + ${JSON.stringify(fact)}`);
    }
    for (const kind of factKinds) {
      const sum = (part: 'met' | 'expected') =>
        comparisons.reduce((total, { byKind }) => total + byKind[kind][part], 0);
      console.log(`${kind.padEnd(10)}${sum('met')} of ${sum('expected')}`);
    }
    console.log(`controllers ${comparisons.length - failing.length} of ${comparisons.length} cases pass`);
    return failing.length === 0;
  },
};
