import { defineMessages } from '../../base/message.ts';

/** What `probewise merge` says. */
export const mergeMessages = defineMessages('cli.merge', {
  summary: 'join the reports of several checks',
  description: 'Joins JSON or SARIF reports of several checks, such as the parts of one (check --shard), into one.',
  files: 'reports, all JSON or all SARIF',
  outputOption: 'file for the report; the standard output if absent',
  notAReport: 'neither a JSON nor a SARIF report of probewise check',
  mixed: 'another format than the reports before it; join JSON and SARIF reports separately',
});
