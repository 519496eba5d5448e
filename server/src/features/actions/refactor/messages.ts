import { defineMessages } from '../../../base/message.ts';

export const refactorMessages = defineMessages('refactor', {
  addReadiness: 'Add a readinessProbe like the livenessProbe that fails sooner',
  addStartup: 'Add a startupProbe that grants {granted} to start, instead of initialDelaySeconds',
  convert: 'Convert {from} to {to}',
  namePort: 'Name port {port} {name} and use the name in probes and Services',
  wrap: 'Run the command by a shell: {command}',
  preStop: 'Add a preStop hook that sleeps {duration}, until Services send nothing more',
  writeDefaults: 'Write the defaults of {place}: {fields}',
  removeDefaults: 'Remove what is the default anyway of {place}: {fields}',
});
