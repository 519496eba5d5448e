/** Why a result may differ from what a cluster does: another release, or fields that a template decides. */
import { listed, type Message } from '../base/message.ts';
import { simulationMessages as say } from './messages.ts';
import type { ReleaseToSimulate } from './release.ts';

/** What a template decides of a pod, and what the simulation does without it; or what it does not heed. */
export interface OpenEnd {
  /** A path as in the trace. */
  readonly field: string;
  /** `default`: Kubernetes' own default is taken. `ignored`: it is written, but the engine does not heed it. */
  readonly what: 'leftOut' | 'madeUp' | 'default' | 'mayHaveMore' | 'ignored';
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
  const placed = (field: string) => field.replace(/^spec\b/, specPath);
  const fields = openEnds.flatMap(({ field, what }) =>
    what === 'ignored' ? [] : [say[what]({ field: placed(field) })],
  );
  const ignored = openEnds.flatMap(({ field, what }) => (what === 'ignored' ? [placed(field)] : []));
  return [
    ...(simulated === target ? [] : [say.otherRelease({ simulated, target })]),
    ...(isPodOfJob ? [say.oneOfJob()] : []),
    ...(fields.length === 0 ? [] : [say.openEnds({ fields: listed(fields) })]),
    ...(ignored.length === 0 ? [] : [say.ignored({ fields: listed(ignored) })]),
  ];
}
