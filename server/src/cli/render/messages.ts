import { defineMessages } from '../../base/message.ts';

/** What `probewise render` says about itself. */
export const renderMessages = defineMessages('cli.render', {
  summary: 'print the manifests that a chart or an overlay becomes',
  description:
    'Prints the manifests that a Helm chart or a Kustomize overlay becomes. Neither tool is needed, and no cluster is asked.',
  folder: 'folder with a Chart.yaml or a kustomization.yaml',
  releaseOption: 'release that the chart is rendered for',
});
