import { defineMessages } from '../base/message.ts';

/** What the tools say of themselves to a model, and what they answer besides what the core says. */
export const mcpMessages = defineMessages('mcp', {
  instructions:
    'Probewise knows the life of Kubernetes pods exactly: what the API server rejects, what the kubelet does with probes, restarts and image pulls, how rollouts go. Use it instead of guessing: check a manifest before you propose it, simulate to see what happens and why, tune to get probe settings. It reads files below its roots only, changes nothing and uses no network.',
  checkManifest:
    'Finds what the API server rejects and what the kubelet later punishes in Kubernetes manifests. Answers with places, reasons, and fixes as edits.',
  simulatePod:
    "Simulates the life of a workload's pod in a scenario, such as slow-start, deadlock, crash-on-boot or image-not-found, and tells what kubectl would show and which fields decide it.",
  simulateRollout:
    'Simulates how an update of a workload goes: how long it takes, how many endpoints stay ready, why it does not finish.',
  tuneProbe:
    'Finds probe settings that meet wishes, or says by how much the wishes contradict each other. Answers with the edits.',
  explainState: 'Explains a state, reason or condition of a pod as kubectl prints it, such as CrashLoopBackOff.',
  explainPod:
    'Explains what a pod in a cluster is doing and why, what comes next and which field to change, from the output of kubectl get pod -o yaml, -o json or kubectl describe pod.',
  manifest: 'The text of the manifest; give this or path',
  path: 'A file below the roots; give this or the text',
  workload: 'Its name, or kind/name; the first if absent',
  container: 'Its name; the first with probes if absent',
  scenario: 'A preset: {presets}',
  kubernetes: 'Release such as 1.34; the newest if absent',
  state: 'A word such as CrashLoopBackOff',
  pod: 'What kubectl printed; give this or path',
  startSeconds: 'The app may take this long to start',
  restartSeconds: 'A hang is ended by a restart after this time at the latest',
  trafficSeconds: 'A pod that hangs gets no more requests after this time at the latest',
  outageSeconds: 'An outage of this length restarts nothing',

  nothingFound: 'Nothing is wrong with it, as far as the file tells.',
  more: { one: '{count} more is left out.', other: '{count} more are left out.' },
  cut: 'The rest is left out.',
  finding: '{line}:{column} {severity}: {message} [{rule}]',
  why: 'Why: {reason}',
  fix: 'Fix: {title}',
  edit: 'replace {from} to {to} by {text}',
  decided: 'Decided by: {fields}',
  trouble: 'At the end: {message}',

  textOrPath: 'Give either the text or a path.',
  unreadable: 'There is no readable file {path} below the roots.',
  unknownState: 'No state {name} is known.',
  noPod: 'There is no pod with a status in it.',
  unknownTool: 'There is no tool {name}.',
  wrongArguments: 'The arguments do not fit: {argument} must be a {type}.',
});
