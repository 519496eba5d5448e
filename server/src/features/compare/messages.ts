import { defineMessages } from '../../base/message.ts';

/** What is said of two versions of a manifest, or of one on two releases. */
export const compareFeatureMessages = defineMessages('compare-manifests', {
  windows: 'Time windows',
  scenario: 'Scenario {scenario}',
  rollout: 'Rollout',
  rolloutIn: 'Rollout, scenario {scenario}',
  findings: 'API server and rules',
  notSimulated: '{reason}',
  added: '{workload} is new.',
  removed: '{workload} is gone.',
  findingNew: 'Line {line}: {finding}',
  findingGone: 'No longer said of line {line}: {finding}',
  onlyBefore: { one: 'An event of {release} only: {events}.', other: 'Events of {release} only: {events}.' },
  onlyAfter: { one: 'An event of {release} only: {events}.', other: 'Events of {release} only: {events}.' },
  rows: 'STATUS goes {after} instead of {before}.',
});
