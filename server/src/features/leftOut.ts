/** What is left out of the checks of a document, and why: silence must not look like praise. */
import { defineMessages, type Message } from '../base/message.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import type { Finding } from '../rules/finding.ts';
import { isShown } from './diagnostics/otherExtensions.ts';
import type { Settings } from './settings.ts';

export const leftOutMessages = defineMessages('left-out', {
  templates: 'Values that a template decides are not checked.',
  rendered: 'This template is checked as its chart renders it.',
  patch: 'A kustomization uses this file as a patch: what it leaves out is not missed.',
  data: 'A kustomization uses this file as data: it is not checked.',
  chartData: 'What the chart becomes with this file is checked.',
  incomplete: 'Not all files of the workspace are known: what no file says is not reported as missing.',
  otherExtension: {
    one: '{count} finding is left to the YAML extension.',
    other: '{count} findings are left to the YAML extension.',
  },
  rulesOff: 'Some rules are switched off by probewise.rules.',
});

interface Checked {
  readonly file: ManifestFile;
  readonly findings: readonly Finding[];
  readonly settings: Settings;
  readonly index: WorkspaceIndex;
  readonly simulated: { readonly file: ManifestFile };
  /** The chart that the file is a part of. */
  readonly inChart?: object | undefined;
}

export function leftOut({ file, findings, settings, index, simulated, inChart }: Checked): Message[] {
  const say = leftOutMessages;
  const hasTemplates = file.documents.some(({ content }) => content.yaml.templated !== undefined);
  const elsewhere = findings.filter((finding) => !isShown(finding, settings)).length;
  const { role } = file.context;
  return [
    ...(simulated.file !== file ? [say.rendered()] : hasTemplates ? [say.templates()] : []),
    ...(role === 'patch' ? [say.patch()] : role === 'data' ? [inChart ? say.chartData() : say.data()] : []),
    ...(index.complete ? [] : [say.incomplete()]),
    ...(elsewhere > 0 ? [say.otherExtension({ count: elsewhere })] : []),
    ...(Object.values(settings.rules).includes('off') ? [say.rulesOff()] : []),
  ];
}
