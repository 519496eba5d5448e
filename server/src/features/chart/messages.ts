import { defineMessages } from '../../base/message.ts';

export const chartMessages = defineMessages('chart', {
  parse: {
    text: 'Helm can’t read this template: {reason}.',
    detail: 'Helm reads all templates before it renders any, so the whole chart can’t be installed.',
  },
  execution: {
    text: 'Helm can’t render this template with these values: {reason}.',
    detail: 'Nothing of the chart is installed when one template fails.',
  },
  demanded: 'The chart asks for a value: {reason}',
  outputLimit: 'This template is not rendered, because it writes too much. It is not checked.',
  stepsLimit: 'This template is not rendered, because it takes too long. What it writes is not checked.',
  depthLimit: 'This template is not rendered, because it calls itself too deeply. What it writes is not checked.',
  values: 'The chart can’t be rendered: {reason}.',
  schema: {
    text: 'Helm refuses these values. The schema of {chart} says of {path}: {reason}.',
    detail: 'Nothing of the chart is installed with them.',
  },
  schemaDemands: 'The chart asks for a value. The schema of {chart} says of {path}: {reason}.',
  missingDependency: {
    text: 'The chart {name} is not in charts/. Templates that use it are not checked.',
    detail: 'Run helm dependency build to fetch it.',
  },
  rendersNothing: 'With these values the chart makes nothing of this file.',
  writes: 'Written as `{field}` of {workload} by {template}.',
  writesMore: { one: '{place} And at {count} more place.', other: '{place} And at {count} more places.' },
  writtenBy: 'Decided by `{value}` in {file}.',
  simulate: '▶ Simulate {workload}',
  writtenHere: 'The template writes it here.',
  unreadable: 'This file can’t be read: {reason}.',
});
