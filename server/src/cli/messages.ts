/** What the command line says about its arguments and inputs; what one command alone says stands in its folder. */
import { defineMessages } from '../base/message.ts';

export const cliMessages = defineMessages('cli', {
  // Help.
  program: 'Checks and simulates the life of Kubernetes pods: probes, restarts, image pulls.',
  version: 'print the version',
  help: 'print this help',
  checkFolder: 'all manifests below a directory',
  simulateDeadlock: 'what kubectl would show',
  rolloutCrash: 'how an update goes',
  exitCodes:
    'Exit codes: 0 fine, 1 findings or a rollout that does not finish, 2 wrong usage or files that cannot be read.',
  usage: 'Usage:',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  presets: 'Presets:',
  examples: 'Examples:',
  choices: 'one of: {choices}',
  defaultValue: 'default: {value}',
  described: '{description} ({extra})',

  // Options that several commands have.
  valuesOption: 'values for charts, over their own; can be given several times',
  setOption: 'a single value for charts, over all files; can be given several times',
  manifestArgument: 'manifest, folder of a chart, or - for the standard input',
  workloadOption: 'which workload of the file: its name, or kind/name',
  simulatedRelease:
    'release to simulate, the nearest that is known; a comment `# probewise: kubernetes=…` in the file wins',
  gatesOption:
    'feature gates that differ in the cluster from the defaults of its release, e.g. {example}; a comment `# probewise: gates=…` in a file adds to them',
  allOption: 'every workload below a folder, one line each; expectations of the scenario decide the exit code',
  watchOption: 'show each line when it would appear; 10 is ten times as fast',
  allWithOne: '--all takes neither {option}',
  watchFormat: '--watch shows lines; with --format {format} there are none',
  writeSpeed: 'Write a speed between {least} and {most}.',
  allOk: 'ok',
  allFailed: 'failed',
  allSkipped: 'skipped',
  allCounted: '{ok} ok, {failed} failed, {skipped} skipped',
  anywayOption: 'no exit code 1 only because the API server would reject the workload',

  // Options that are not understood.
  knownReleases: 'Known releases are {oldest} to {newest}.',
  notAGate: '"{name}" is not a feature gate of Kubernetes {oldest} to {newest}.',
  writeDuration: 'Write a duration like 90s, 10m or 1h30m.',

  // What is wrong with a file; its name stands before it.
  noSuchFile: 'no such file or directory',
  permissionDenied: 'permission denied',
  isDirectory: 'is a directory',
  notDirectory: 'not a directory',
  tooManyLinks: 'too many symbolic links',
  noSpace: 'no space left',
  otherReason: '{reason}',
  notText: 'not a text file',
  notUtf8: 'not UTF-8, as kubectl needs it; it looks like {encoding}. Convert it: iconv -f {encoding} -t UTF-8',
  noWriter: 'nothing is written to this pipe',
  noEnd: 'has no end, or is too large to be read',
  noChart: 'no chart: there is no Chart.yaml in it, and no kustomization.yaml',
  overlayIncomplete: '{path}: not all of it is shown: a part is remote, made by a plugin, or not there',
  overlayRefused: '{place}{reason}',
  overlayNotBuilt: '{place}only Kustomize can build it: it has {reason}',
  chartUnreadable: 'Chart.yaml cannot be read',
  noWorkload: 'no workload in it: nothing that makes pods, such as a Deployment',
  severalWorkloads: 'several workloads; choose one with --workload: {workloads}',
  ambiguousWorkload: 'several workloads are called {name}; choose one of: {workloads}',
  unknownWorkload: 'no workload {name}; there are: {workloads}',

  // What is wrong with arguments.
  unknownOption: "unknown option '{name}'",
  unknownOptionMeant: "unknown option '{name}' (Did you mean {meant}?)",
  unknownCommand: "unknown command '{name}'",
  unknownCommandMeant: "unknown command '{name}' (Did you mean {meant}?)",
  missingArgument: "missing required argument '{name}'",
  optionNeedsValue: "option '{option}' argument missing",
  tooManyArguments: 'too many arguments',
  invalidValue: "option '{option}' argument '{value}' is invalid. {reason}",
  allowedChoices: 'Allowed choices are {choices}.',
  emptyPath: 'a path is empty',
  noManifests: 'no YAML or JSON files in {path}',
  noMatch: 'no files match {pattern}',
  severalFiles: '{path} is more than one file; choose one',
  noScenario: 'no scenario or file {name}; presets: {presets}',
  noScenarioMeant: 'no scenario or file {name} (did you mean {meant}?); presets: {presets}',
  unknownVolume: 'the scenario is about a volume {name}; the pod has: {volumes}',
  noVolumes: 'the scenario is about a volume {name}; the pod has none',
  unknownContainer: 'the scenario is about a container {name}; the pod has: {containers}',

  // Trouble.
  bug: 'probewise: an error of Probewise itself:',
  workingDirectoryGone: 'the working directory has been deleted; change to another one',
  standardOutput: 'the standard output',
  standardError: 'the standard error',

  // Before and after a simulation.
  allRejected: 'The API server rejects it: {reason}',
  rejected: 'The API server rejects {workload}; what follows is what would be if it did not:',
  tooManyEntries: 'The simulation ends after {length}: it has too many entries to keep.',
  tooManySteps: 'The simulation ends after {length}: it has too many steps to go on.',
});
