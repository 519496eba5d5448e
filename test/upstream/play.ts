/**
 * Plays a case: a manifest's workload under a scenario, held against what the scenario expects, by the same way as
 * `probewise simulate` and `probewise rollout`.
 */
import { MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { english } from '../../server/src/features/messages.ts';
import { simulateRollout } from '../../server/src/features/simulation/rollout.ts';
import { simulateWorkload } from '../../server/src/features/simulation/simulation.ts';
import type { Scenario } from '../../server/src/lifecycle/world/scenario.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';

/** What is simulated of the workload: one pod of it, its first rollout, or an update. */
export type Course = 'pod' | 'created' | 'updated';

export interface Case {
  /** As the test is called in Kubernetes' own suites, with its file. */
  readonly name: string;
  readonly course: Course;
  readonly manifest: string;
  readonly scenario: Omit<Scenario, 'name'>;
}

const formatter = new MessageFormatter([english]);

/** What did not come true, in words; nothing where all did. */
export function failures({ course, manifest, scenario }: Case): string[] {
  const file = parseManifest(manifest);
  const own = { name: 'own', ...scenario };
  const kubernetes = '1.37';
  const run =
    course === 'pod'
      ? simulateWorkload(file, { scenario: own, kubernetes })
      : simulateRollout(file, { scenario: own, create: course === 'created', kubernetes });
  if ('error' in run) return [formatter.text(run.error)];
  if (run.verdicts.length === 0) return ['expects nothing'];
  return run.verdicts
    .filter(({ holds }) => !holds)
    .map(({ expectation, message }) => `${expectation}: ${formatter.text(message)}`);
}
