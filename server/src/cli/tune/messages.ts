import { defineMessages } from '../../base/message.ts';

/** What `probewise tune` says about itself. */
export const tuneCommandMessages = defineMessages('cli.tune', {
  summary: 'find probe settings that meet wishes',
  description:
    'Finds periods and thresholds with which the probes of a container meet wishes: how long the app may take to start, how soon a hang ends. If wishes exclude each other, says by how much.',
  startOption: 'the app may take this long to answer for the first time, e.g. 2m',
  restartOption: 'an app that hangs runs again after this time at the latest',
  trafficOption: 'a pod whose app hangs gets no more requests after this time at the latest',
  outageOption: 'an app that is away for this long is not restarted',
  containerOption: 'which container; the first with probes if absent',
  formatOption: 'for people, or for programs',
  writeOption: 'write the settings into the file',
  subject: '{workload}, container {container}:',
  written: 'Written to {file}.',
  noWishes: 'nothing is wished for: give --start, --restart, --traffic or --outage',
  cannotWrite: '--write needs a file, not the standard input, a chart or an overlay',
  quickRestart: 'a hang ends within a minute, an outage of 20 s restarts nothing',
  exitCodes: 'Exit codes: 0 there are such settings, 1 there are none, 2 wrong usage or files that cannot be read.',
});
