import { defineMessages } from '../../base/message.ts';

/** What `probewise diff` says about itself, and how it lays out what differs. */
export const diffMessages = defineMessages('cli.diff', {
  summary: 'compare two versions of a manifest, or two releases, in behaviour',
  description:
    'Compares two versions of a manifest in behaviour: time windows, scenarios, the rollout, lost requests. With --from and --to it says what another release does otherwise with the same manifests.',
  pathArgument: 'two versions of a manifest; with --from and --to any number of files and folders',
  fromOption: 'the release before, e.g. 1.34',
  toOption: 'the release after, e.g. 1.37',
  scenarioOption: 'a preset or a file; can be given several times. Without it: {presets}',
  formatOption: 'for people, for a pull request, or for programs',
  anotherRelease: 'what an upgrade of the cluster changes',
  otherVersion: 'what a change of the manifest does',
  exitCodes:
    'Exit codes: 0 the same in all that is compared, 1 something differs, 2 wrong usage or files that cannot be read.',
  bothReleases: '--from and --to belong together',
  twoVersions: 'give two versions of a manifest, or --from and --to',
  nothing: 'no workloads in it that could be compared',
  title: 'Behaviour',
  titleReleases: 'From Kubernetes {from} to {to}',
  better: 'better: {message}',
  worse: 'worse: {message}',
  other: '{message}',
  betterMark: '✅ {message}',
  worseMark: '⚠️ {message}',
  otherMark: '{message}',
  same: 'Nothing else differs in: {sections}.',
  allSame: 'Nothing differs.',
  simulated: 'Kubernetes {target} is simulated as {simulated}, the nearest release that the engine knows.',
});
