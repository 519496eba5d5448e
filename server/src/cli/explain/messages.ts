import { defineMessages } from '../../base/message.ts';

/** What `probewise explain` says about itself. */
export const explainCommandMessages = defineMessages('cli.explain', {
  summary: 'explain a state, or what a pod in a cluster is doing',
  description:
    'Explains a state, a reason or a condition as kubectl prints it. Of a pod that kubectl prints (`get pod -o yaml`, `-o json`, a list, `describe pod`) it tells what the pod is doing, why, what comes next and when, and which field to change.',
  subject: 'a word such as CrashLoopBackOff, a file with a pod, or - for the standard input',
  formatOption: 'for people, for programs, or the scenario that gives what is seen',
  nowOption: 'when kubectl printed it, e.g. 2026-11-30T10:00:00Z; now, or when the file was written, if absent',
  writeTime: 'Write a time like 2026-11-30T10:00:00Z.',
  fromCluster: 'the pod as it is now',
  unknownState: 'no state {name} is known',
  unknownStateMeant: 'no state {name} is known; did you mean {meant}?',
  noPod: 'no pod in it; kubectl get pod -o yaml and kubectl describe pod print one',
  noStatus:
    '{pod} has no status: it is a manifest. kubectl get pod -o yaml prints the pod as it is; probewise simulate shows what it will do.',
  noFit: 'no scenario was found that gives what is seen',
});
