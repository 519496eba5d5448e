/** Two versions of a manifest in behaviour: time windows, scenarios, the rollout, lost requests. */
import type { GateSettings } from '../../kubernetes/gates.ts';
import { presets } from '../../lifecycle/world/presets.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { comparePods, compareRollouts, type Difference, simulateBoth } from '../../simulation/compare.ts';
import { compareTimings } from '../../simulation/compareTimings.ts';
import { simulateRollout } from '../simulation/rollout.ts';
import { preparePod } from '../simulation/simulation.ts';
import { type WorkloadInFile, workloadsIn } from '../simulation/workloads.ts';
import type { Comparison, Section, WorkloadComparison } from './comparison.ts';
import { compareFeatureMessages as say } from './messages.ts';

/** What shows most of what probes, restarts and the end of a pod decide. */
export const usualScenarios: readonly string[] = [
  'healthy',
  'slow-start',
  'crash-on-boot',
  'deadlock',
  'endpoint-outage',
  'out-of-memory',
  'image-not-found',
  'deleted',
].filter((name) => presets.some((preset) => preset.name === name));

export interface CompareOptions {
  /** Names of presets, or scenarios of one's own; without them {@link usualScenarios}. */
  readonly scenarios?: readonly (string | Scenario)[];
  readonly kubernetes?: string | undefined;
  readonly gates?: GateSettings | undefined;
}

/** A file with the workload that is compared. */
export interface Side {
  readonly file: ManifestFile;
  readonly workload: string;
  readonly kubernetes?: string | undefined;
  readonly gates?: GateSettings | undefined;
}

/** Workloads belong together by kind and name; single ones do in any case. */
export function compareManifests(before: ManifestFile, after: ManifestFile, options: CompareOptions = {}): Comparison {
  const [old, now] = [workloadsIn(before), workloadsIn(after)];
  const isPair = old.length === 1 && now.length === 1;
  const pairs = now.flatMap((each) => {
    const past = isPair ? old[0] : old.find(({ id }) => id === each.id);
    return past === undefined ? [] : [{ past, each }];
  });
  const { scenarios, ...cluster } = options;
  return {
    workloads: pairs.map(({ past, each }) =>
      compareWorkloads(
        each.label,
        { file: before, workload: past.id, ...cluster },
        { file: after, workload: each.id, ...cluster },
        scenarios,
      ),
    ),
    differences: isPair
      ? []
      : [
          ...unpaired(now, old).map(({ label }) => say.added({ workload: label })),
          ...unpaired(old, now).map(({ label }) => say.removed({ workload: label })),
        ].map((message) => ({ message, effect: 'other' as const })),
  };
}

function unpaired(some: readonly WorkloadInFile[], others: readonly WorkloadInFile[]): WorkloadInFile[] {
  return some.filter(({ id }) => !others.some((other) => other.id === id));
}

/** @param more what else is compared of two runs of a pod */
export function compareWorkloads(
  label: string,
  before: Side,
  after: Side,
  scenarios: readonly (string | Scenario)[] = usualScenarios,
  more: (runs: ReturnType<typeof simulateBoth>) => Difference[] = () => [],
): WorkloadComparison {
  const sections: Section[] = [];
  // What is the same in several scenarios is told of the first one.
  const said = new Set<string>();
  const isNews = ({ message }: Difference) => {
    // Lengths that read alike are alike.
    const key = JSON.stringify(message, (name, value) => (name === 'ms' ? Math.round(Number(value) / 100) : value));
    return !said.has(key) && said.add(key) !== undefined;
  };
  for (const scenario of scenarios) {
    const title = say.scenario({ scenario: typeof scenario === 'string' ? scenario : scenario.name });
    const [b, a] = [preparePod(before.file, { ...before, scenario }), preparePod(after.file, { ...after, scenario })];
    if ('error' in b || 'error' in a) {
      const reason = 'error' in a ? a.error : (b as { readonly error: typeof title }).error;
      // What cannot be simulated in one scenario cannot be in any.
      return { workload: label, sections: [{ title, differences: [], problem: say.notSimulated({ reason }) }] };
    }
    if (sections.length === 0)
      sections.push({ title: say.windows(), differences: compareTimings(b.input.pod, a.input.pod) });
    const runs = simulateBoth(b.input, a.input);
    const differences = [...comparePods(runs.before.trace, runs.after.trace), ...more(runs)];
    sections.push({ title, differences: differences.filter(isNews) });
  }
  return { workload: label, sections: [...sections, ...rolloutSections(before, after)] };
}

/** An update that goes well; what a broken one does is the scenarios'. */
function rolloutSections(before: Side, after: Side): Section[] {
  const [b, a] = [simulateRollout(before.file, before), simulateRollout(after.file, after)];
  return 'error' in b || 'error' in a ? [] : [{ title: say.rollout(), differences: compareRollouts(b, a) }];
}
