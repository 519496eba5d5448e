/** Scenarios as a picker shows them, in groups. Apart from the engine, so that a client need not take that along. */

/** A scenario as a picker shows it. */
export interface ScenarioChoice {
  /** Name of a preset, or URI of a file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What the trouble is about; of a preset. */
  readonly group?: string;
  /** Whether it is a file of the user's own. */
  readonly own?: true;
}

/** Where the trouble is, in the order in which one looks for it. */
const groups: Readonly<Record<string, readonly string[]>> = {
  Usual: ['healthy', 'slow-start', 'completes', 'deleted'],
  Process: ['crash-on-boot', 'deadlock', 'out-of-memory', 'fails', 'command-not-found', 'ignores-sigterm'],
  'Probes and traffic': [
    'endpoint-outage',
    'wrong-port',
    'probe-always-fails',
    'slow-answers',
    'flapping',
    'redirects-away',
    'late-readiness-gates',
  ],
  Image: ['image-not-found', 'slow-image', 'no-registry', 'registry-outage', 'broken-image-store'],
  'Container start': [
    'missing-config',
    'create-fails',
    'pre-start-hook-fails',
    'post-start-hook-fails',
    'init-crashes',
    'sandbox-fails',
  ],
  'Scheduling and node': [
    'unschedulable',
    'tainted-nodes',
    'gated',
    'network-not-ready',
    'runtime-down',
    'node-lost',
    'node-returns',
    'node-lost-legacy',
    'phase-unknown',
    'evicted',
  ],
};

export function groupOf(preset: string): string {
  return Object.keys(groups).find((candidate) => groups[candidate]!.includes(preset)) ?? otherGroup;
}

const otherGroup = 'More';

/** The groups of a list of choices, each with its own, the user's first; within a group the order stays. */
export function groupedChoices(
  choices: readonly ScenarioChoice[],
): { readonly title: string; readonly choices: readonly ScenarioChoice[] }[] {
  const own = choices.filter((choice) => choice.own === true);
  const titles = [...Object.keys(groups), otherGroup];
  return [
    { title: 'Your scenarios', choices: own },
    ...titles.map((title) => ({ title, choices: choices.filter(({ group }) => group === title) })),
  ].filter((group) => group.choices.length > 0);
}
