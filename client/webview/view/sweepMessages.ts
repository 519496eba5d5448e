import { defineMessages } from '../../../server/src/base/message.ts';

/** What the panel says of many runs at once. */
export const sweepMessages = defineMessages('sweep', {
  sweep: 'Sweep',
  parameter: 'What happens',
  setting: 'Setting',
  knob: '{group}: {label}',
  readyWithin: 'Ready within (s)',
  phase: 'Clocks of the kubelet',
  best: 'luckiest',
  typical: 'usual',
  worst: 'unluckiest',
  run: 'Run',
  cancel: 'Cancel',
  progress: '{done} of {all} pairs',
  grid: '{setting} against {parameter}',
  safe: 'If {parameter} is {value}, the smallest safe {setting} of these is {safe}: at all three phases of the clocks that were tried, the pod is ready in time.',
  unsafe:
    'If {parameter} is {value}, no {setting} of these, up to {most}, is safe at all three phases of the clocks that were tried.',
  cell: '{parameter} {at}, {setting} {with}: {outcome}',
  current: '{cell} (as it is now)',
  inTime: 'ready in time, after {time}',
  late: 'ready late, after {time}',
  restarted: { one: 'restarted once', other: 'restarted {count} times' },
  crashLoop: { one: 'crash loop, {count} restart in 10 min', other: 'crash loop, {count} restarts in 10 min' },
  never: 'never ready',
  legendInTime: 'ready in time',
  legendLate: 'ready late',
  legendRestarted: 'restarted n times',
  legendCrashLoop: 'crash loop',
  legendNever: 'never ready',
  open: 'A cell opens its run in What if.',
});
