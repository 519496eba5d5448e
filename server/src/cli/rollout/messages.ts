import { defineMessages } from '../../base/message.ts';

/** What `probewise rollout` says besides what kubectl would print. */
export const rolloutMessages = defineMessages('cli.rollout', {
  summary: "show how an update of a workload's pods goes, or a Job's course",
  description:
    "Shows how the update of a Deployment's or StatefulSet's pods goes in a scenario, or the course of a Job, as kubectl would. Nothing is started: time, controllers, kubelets and containers are simulated.",
  scenarioOption: 'of the new pods: a preset, or a file that says how the world behaves',
  oldScenarioOption: 'the same of the pods before the update',
  scheduleOption: 'follow the schedule of a CronJob, instead of one of its Jobs',
  startOption: 'when the CronJob is created, with --schedule',
  badStart: 'Write a time like 2026-01-05T08:00:00Z, not {text}.',
  startNeedsSchedule: '--start is for --schedule.',
  noTable: '--schedule has no table; its formats are status and json.',
  createOption: 'the first rollout, instead of an update',
  untilOption: 'how much time',
  untilDefault: 'until it is finished, at most 30m',
  formatOption:
    'as `kubectl rollout status`, `kubectl get` or `kubectl get events`, everything, or a file for documents, browsers and Perfetto',
  presets: 'The presets are those of `probewise simulate --help`.',
  updateTime: 'how long does an update take?',
  brokenImage: 'what does a broken image do?',
  retries: 'how often is a Job retried?',
  jobsOfWeek: 'which Jobs does a CronJob make, and which does it skip?',
  exitCodes:
    'Exit codes: 0 finished, 1 not finished or failed, 2 wrong usage or files that cannot be read. With expectations in the scenario: 0 if all came true, 1 if not.',
});
