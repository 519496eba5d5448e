/** `npm run conformance` on verdicts of the API server: how many manifests the findings judge alike, and how others differ. */
import { compare, type Verdict, verdictsOf } from './verdicts.ts';

export const verdicts = {
  title: 'verdicts of the API server',
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean => first !== undefined && 'accepted' in first,
  report(records: readonly Record<string, unknown>[], { file }: { readonly file: string }): boolean {
    const kubernetes = /-(\d+\.\d+)\.json$/.exec(file)?.[1] ?? '1.34';
    // Differences are kept without the manifests of the cases that they are about.
    const isDifference = records[0]?.manifest === undefined;
    const all = isDifference ? verdictsOf(kubernetes) : (records as unknown as readonly Verdict[]);
    const comparisons = all.map((verdict) => compare(verdict, kubernetes));
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
    console.log(`${agreed.length} of ${comparisons.length} verdicts of ${kubernetes} are met`);
    return different.length === 0;
  },
};

function list(paths: readonly string[]): string {
  return paths.length > 0 ? paths.join(', ') : 'none';
}
