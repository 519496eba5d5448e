import { listed, type Message, paragraph } from '../../base/message.ts';
import type { Revision, RolloutEntry, RolloutTrace, WorkloadStatus } from '../trace/rolloutTrace.ts';
import { countsOf } from '../trace/workloadCounts.ts';
import { rolloutEntryMessages as say } from './rolloutMessages.ts';
import { words } from './words.ts';

/** What is known of the life of the pod that an entry is about. */
export interface PodStory {
  /** What keeps it from being ready at that time. */
  readonly trouble?: Message | undefined;
  /** What ended the run before, where a container of it is started again. */
  readonly restartReason?: Message | undefined;
}

/** What an entry of a roll-out's trace means, and why it came about. */
export function explainRollout(trace: RolloutTrace, entry: RolloutEntry, story: PodStory = {}): Message {
  const { kind, name, desired } = trace;
  switch (entry.kind) {
    case 'workload':
      if (entry.change === 'changed') return say.changed({ kind, name, fields: listed(entry.fields ?? []) });
      return say[entry.change]({ kind, name });
    case 'scale': {
      const { from, to, revision } = entry.scale;
      const message = { old: say.scaledOld, new: say.scaledNew, next: say.scaledNext }[stageOf(revision)];
      return message({ from, to });
    }
    case 'pod':
      return explainPod(trace, entry, story);
    case 'event': {
      const { from, reason, message } = entry.event;
      return say.event({ from, reason, message: words(message) });
    }
    case 'condition': {
      const { type, status, reason, message } = entry.condition;
      return say.condition({ type, status, reason, message: words(message) });
    }
    case 'status':
      return explainWorkloadStatus(entry.status, desired);
    case 'endpoints': {
      const { ready, terminating } = entry.endpoints;
      const traffic = say.endpoints({ count: ready, desired });
      return terminating === 0 ? traffic : paragraph([traffic, say.terminating({ count: terminating })]);
    }
  }
}

function explainPod(
  { createdAtMs }: RolloutTrace,
  { object, pod: { change, revision } }: RolloutEntry & { readonly kind: 'pod' },
  { trouble, restartReason }: PodStory,
): Message {
  const pod = object.replace(/^pod\//, '');
  const because = (what: Message, why: Message | undefined) => paragraph(why === undefined ? [what] : [what, why]);
  switch (change) {
    case 'created':
      if (createdAtMs === 0) return say.podCreated({ pod });
      return { old: say.podCreatedOld, new: say.podCreatedNew, next: say.podCreatedNext }[stageOf(revision)]({ pod });
    case 'ready':
      return say.podReady({ pod });
    case 'notReady':
      return because(say.podNotReady({ pod }), trouble);
    case 'available':
      return say.podAvailable({ pod });
    case 'restarted':
      return because(say.podRestarted({ pod }), restartReason);
    case 'succeeded':
      return say.podSucceeded({ pod });
    case 'failed':
      return because(say.podFailed({ pod }), trouble);
    case 'terminating':
      return say.podTerminating({ pod });
    case 'gone':
      return say.podGone({ pod });
  }
}

/** How many pods there are and how many of them do what they should. */
export function explainWorkloadStatus(status: WorkloadStatus, desired: number): Message {
  if (status.kind === 'Job') {
    const { succeeded, failed, active } = status;
    return say.jobStatus({ succeeded, desired, failed, active });
  }
  const { pods: count, updated, ready, available } = countsOf(status);
  if (updated === undefined) return say.statusOfSet({ count, desired, ready, available });
  return say.status({ count, updated, desired, ready, available });
}

/** All templates after the update are called alike. */
function stageOf(revision: Revision): 'old' | 'new' | 'next' {
  return revision === 'old' || revision === 'new' ? revision : 'next';
}
