/** `npm run conformance` on verdicts of the API server: how many manifests the findings judge alike, and how others differ. */
import { compare, type Verdict } from './verdicts.ts';

export const verdicts = {
  title: 'verdicts of the API server',
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean => first !== undefined && 'accepted' in first,
  report(records: readonly Record<string, unknown>[]): boolean {
    const comparisons = (records as unknown as readonly Verdict[]).map((verdict) => compare(verdict));
    const agreed = comparisons.filter(({ agrees }) => agrees);
    const excepted = comparisons.filter(({ agrees, exception }) => !agrees && exception !== undefined);
    const different = comparisons.filter(({ agrees, exception }) => !agrees && exception === undefined);
    for (const { verdict, expected, actual } of different) {
      const missing = expected.filter((path) => !actual.includes(path));
      const extra = actual.filter((path) => !expected.includes(path));
      console.log(`${verdict.name}: missing ${list(missing)}, extra ${list(extra)}`);
    }
    for (const reason of new Set(excepted.map(({ exception }) => exception))) {
      console.log(
        `${excepted.filter(({ exception }) => exception === reason).length} deliberately different: ${reason}`,
      );
    }
    console.log(`${agreed.length} of ${comparisons.length} verdicts are met`);
    return different.length === 0;
  },
};

function list(paths: readonly string[]): string {
  return paths.length > 0 ? paths.join(', ') : 'none';
}
