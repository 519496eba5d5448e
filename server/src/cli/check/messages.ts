import { defineMessages } from '../../base/message.ts';

/** What `probewise check` says besides findings. */
export const checkMessages = defineMessages('cli.check', {
  summary: 'find mistakes in manifests',
  description: 'Finds mistakes in Kubernetes manifests (YAML or JSON).',
  paths: 'files, directories, globs, or - for the standard input',
  formatOption: 'how to report; several formats, if all but one go into files',
  outputOption: 'file for the report of the format that is named before it',
  failOnOption: 'the mildest severity that fails (exit code 1)',
  releaseOption:
    'release that manifests are written for, e.g. {release}; a comment `# probewise: kubernetes=…` in a file wins',
  profileOption: 'minimal: errors and warnings; recommended: advice too; strict: everything, advice as information',
  ruleOption: 'severity of one rule, one of {levels}; can be given several times',
  profileDefault: 'as the config file says, else recommended',
  ruleDefault: 'as the config file says, else the profile',
  configOption: 'config file for all files; if absent, the nearest {name} beside or above each file',
  baselineOption: 'file with old findings, which are not reported; write it with --update-baseline',
  updateBaselineOption: 'write all findings into the baseline',
  changedSinceOption:
    'report only what changed since a commit or branch of git: findings in changed files, and new ones in others',
  cacheOption: 'keep findings in {file}, and check only what changed since',
  cacheLocationOption: 'the same, with another file',
  noIgnoreOption: 'check also files that .gitignore leaves out',
  stdinFilenameOption:
    'file that the standard input stands for: reports name it, and its config and kustomization count',
  noConfigOption: 'use no {name}',
  podPathOption: 'where a custom resource carries pods, e.g. {example}; can be given several times',
  threadsOption: 'how many threads check at most, from 1 to {most}; small inputs need only one',
  threadsDefault: 'as many as the machine can run',
  fixOption:
    'fix what has a safe fix: the pod behaves as before, or what could not work works in the only possible way',
  fixSuggestedOption: 'fix with the best suggestion, too, where no fix is safe; read the difference before you keep it',
  dryRunOption: 'with --fix or --fix-suggested: change no file, print the difference (a unified diff)',

  writeFormat: 'Allowed choices are {formats}.',
  severalToOutput: 'Only one report can go to the standard output. Name a file with --output behind the other format.',
  diffToOutput: 'The difference goes to the standard output. Name a file with --output behind each format.',
  stdinFilenameAlone: '--stdin-filename needs - among the paths',
  updateAlone: '--update-baseline needs --baseline FILE',
  updateOfAll: '--update-baseline needs all findings; leave out --changed-since',
  noBaseline: 'not a baseline; write one with --update-baseline',
  baselineGone: {
    one: '{count} finding of the baseline is gone; --update-baseline takes it out',
    other: '{count} findings of the baseline are gone; --update-baseline takes them out',
  },
  noGit: '--changed-since needs git, which was not found',
  noRepository: '--changed-since needs a git repository around the working directory',
  noCommit: 'there is no commit, branch or tag {ref}',
  dryRunAlone: '--dry-run needs --fix or --fix-suggested',
  fixInput: 'the standard input cannot be fixed in its place; add --dry-run to see the difference',
  notFixable: 'not fixed: it is not a regular file',
  changedMeanwhile: 'not fixed: the file changed during the check',
  outputWithoutFormat: 'Name the format of each file before it: --format sarif --output FILE.',
  writeRule: 'Write it as id=severity, with one of {levels}.',
  noRule: 'There is no rule {id}.',
  noRuleMeant: 'There is no rule {id}. (Did you mean {meant}?)',
  writePodPath: 'Write it as group/Kind=path.',
  writeThreads: 'Write a number from 1 to {most}.',

  ruleFailed: 'the rule {rule} failed: {reason}',

  progress: { one: '{done} of {count} file', other: '{done} of {count} files' },
  fixed: { one: '{count} fix applied {inFiles}', other: '{count} fixes applied {inFiles}' },
  inFiles: { one: 'in {count} file', other: 'in {count} files' },

  see: 'see:',
  fix: 'fix:',
  errors: { one: '{count} error', other: '{count} errors' },
  warnings: { one: '{count} warning', other: '{count} warnings' },
  informations: '{count} information',
  hints: { one: '{count} hint', other: '{count} hints' },
  nothingFound: { one: '{count} file checked, nothing found', other: '{count} files checked, nothing found' },
  found: { one: '{findings} in {count} file', other: '{findings} in {count} files' },
  foundWithFix: {
    one: '{findings} in {count} file; {fixable} with a fix',
    other: '{findings} in {count} files; {fixable} with a fix',
  },
});
