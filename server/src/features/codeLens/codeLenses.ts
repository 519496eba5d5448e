/** Lenses above each workload that makes pods: one click to its simulation. */
import type { Message } from '../../base/message.ts';
import { type Span, span } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { plainWorkload } from '../../manifest/plainWorkload.ts';
import { workloadsIn } from '../simulation/workloads.ts';
import { lensMessages as say } from './messages.ts';

export interface CodeLens {
  /** The beginning of the workload's text. */
  readonly span: Span;
  /** The whole workload. */
  readonly extent: Span;
  readonly title: Message;
  /** Id of the workload that it simulates. */
  readonly workload: string;
  /** One of its pods, or the rollout of all. */
  readonly simulates: 'pod' | 'rollout';
}

export function codeLenses(file: ManifestFile): CodeLens[] {
  return workloadsIn(file)
    .filter(({ workload }) => workload.pod.containers.length > 0)
    .flatMap((placed) => {
      const { id: workload, extent } = placed;
      const at = { span: span(extent.start, extent.start), extent, workload };
      const pod: CodeLens = { ...at, title: say.simulate(), simulates: 'pod' };
      const rollout = plainWorkload(placed.workload, placed.name);
      if (rollout === undefined) return [pod];
      // A pod alone knows nothing of its Job's backoffLimit and deadlines.
      if (rollout.kind === 'Job') {
        return [
          { ...at, title: say.simulate(), simulates: 'rollout' },
          { ...at, title: say.onePod(), simulates: 'pod' },
        ];
      }
      return [pod, { ...at, title: say.rollout(), simulates: 'rollout' }];
    });
}
