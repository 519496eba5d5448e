import { defineMessages } from '../../base/message.ts';

/** What `probewise simulate` says besides what kubectl would print. */
export const simulateMessages = defineMessages('cli.simulate', {
  summary: "show a pod's life in a scenario, as kubectl would",
  description:
    "Shows the life of a manifest's pod in a scenario, as kubectl would. Nothing is started: time, kubelet and containers are simulated.",
  scenarioOption: 'a preset, or a file that says how the world behaves',
  untilOption: "how much of the pod's life, e.g. 10m",
  untilDefault: 'until it has settled',
  atOption: 'what kubectl shows at this time after the creation, e.g. 67s',
  formatOption:
    'as `kubectl get pod`, as the events of `kubectl describe pod` or all of it, everything there is, or a file for documents, browsers and Perfetto',
  notMet: 'Not as expected: {expectations}',
  atWithWatch: '--at shows one moment, --watch all of them',
  atWithJson: '--at shows one moment; with --format json use --until',
  endsBeforeAt: 'too much happens until {asked}: the simulation ends after {length}; give an earlier --at',
});
