/** Why a result may differ from what a cluster does: another release, or fields that a template decides. */
import { listed, type Message } from '../base/message.ts';
import { simulationMessages as say } from './messages.ts';
import type { ReleaseToSimulate } from './release.ts';

/** What a template decides of a pod, and what the simulation does without it. */
export interface OpenEnd {
  /** A path as in the trace. */
  readonly field: string;
  /** `default`: Kubernetes' own default is taken. */
  readonly what: 'leftOut' | 'madeUp' | 'default' | 'mayHaveMore';
}

export interface NotedSimulation {
  readonly release: ReleaseToSimulate;
  readonly openEnds: readonly OpenEnd[];
  /** Where the manifest has what paths of the trace call `spec`. */
  readonly specPath: string;
  /** Whether it is a single pod of a Job or CronJob. */
  readonly isPodOfJob?: boolean;
}

/** One message each; none where all is as in the manifest. */
export function notes({ release, openEnds, specPath, isPodOfJob = false }: NotedSimulation): Message[] {
  const { simulated, target } = release;
  const fields = openEnds.map(({ field, what }) => say[what]({ field: field.replace(/^spec\b/, specPath) }));
  return [
    ...(simulated === target ? [] : [say.otherRelease({ simulated, target })]),
    ...(isPodOfJob ? [say.oneOfJob()] : []),
    ...(fields.length === 0 ? [] : [say.openEnds({ fields: listed(fields) })]),
  ];
}
