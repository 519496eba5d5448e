import type { IndexedPod } from './workspaceIndex.ts';

/** The folder of the chart (or of the role of Ansible) whose template a file is; undefined for any other file. */
function chartOf(file: string): string | undefined {
  const templates = file.indexOf('/templates/');
  return templates === -1 ? undefined : file.slice(0, templates + 1);
}

/**
 * Whether a template of another chart hides which labels a pod has. Nobody writes a selector for what only another chart
 * knows, so one chart does not keep Probewise from judging what stands elsewhere. Charts above and below are the same one.
 */
export function isHiddenInOtherChart({ file, facts }: IndexedPod, from: string): boolean {
  if (facts.pod.labels.complete) return false;
  const chart = chartOf(file);
  const own = chartOf(from);
  return chart !== undefined && !from.startsWith(chart) && !(own !== undefined && chart.startsWith(own));
}
