import { defineMessages } from '../../base/message.ts';

/** What `probewise render` says about itself. */
export const renderMessages = defineMessages('cli.render', {
  summary: 'print the manifests that a chart becomes',
  description: 'Prints the manifests that a Helm chart becomes. Helm itself is not needed, and no cluster is asked.',
  folder: 'folder with a Chart.yaml',
  releaseOption: 'release that the chart is rendered for',
});
