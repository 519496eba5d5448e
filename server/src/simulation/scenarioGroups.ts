/** Scenarios as a picker shows them, in groups. Apart from the engine, so that a client need not take that along. */

import type { Message } from '../base/message.ts';
import { scenarioGroupMessages as say } from './scenarioGroupMessages.ts';

/** A scenario as a picker shows it, in the reader's language. */
export interface ScenarioChoice {
  /** Name of a preset, or URI of a file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What the trouble is about; of a preset. */
  readonly group?: ScenarioGroup;
  /** Whether it is a file of the user's own. */
  readonly own?: true;
}

/** Where the trouble is, in the order in which one looks for it. */
const groups = {
  usual: ['healthy', 'slow-start', 'completes', 'deleted'],
  process: ['crash-on-boot', 'deadlock', 'out-of-memory', 'fails', 'command-not-found', 'ignores-sigterm'],
  traffic: [
    'endpoint-outage',
    'wrong-port',
    'probe-always-fails',
    'slow-answers',
    'flapping',
    'redirects-away',
    'late-readiness-gates',
  ],
  image: ['image-not-found', 'slow-image', 'no-registry', 'pull-denied', 'registry-outage', 'broken-image-store'],
  start: [
    'missing-config',
    'create-fails',
    'pre-start-hook-fails',
    'post-start-hook-fails',
    'init-crashes',
    'sandbox-fails',
  ],
  node: [
    'unschedulable',
    'tainted-nodes',
    'gated',
    'network-not-ready',
    'runtime-down',
    'node-lost',
    'node-returns',
    'node-lost-legacy',
    'phase-unknown',
    'kubelet-restart',
    'node-reboot',
    'sandbox-lost',
    'evicted',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ScenarioGroup = keyof typeof groups | 'other';

/** Where a preset stands in a picker. */
export function groupOf(preset: string): ScenarioGroup {
  const names = Object.keys(groups) as (keyof typeof groups)[];
  return names.find((name) => (groups[name] as readonly string[]).includes(preset)) ?? 'other';
}

/** The groups of a list of choices, each with its own, the user's first; within a group the order stays. */
export function groupedChoices(
  choices: readonly ScenarioChoice[],
): { readonly title: Message; readonly choices: readonly ScenarioChoice[] }[] {
  const own = choices.filter((choice) => choice.own === true);
  const names = [...Object.keys(groups), 'other'] as ScenarioGroup[];
  return [
    { title: say.own(), choices: own },
    ...names.map((name) => ({ title: say[name](), choices: choices.filter(({ group }) => group === name) })),
  ].filter((group) => group.choices.length > 0);
}
