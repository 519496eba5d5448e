import { listed, type Message, paragraph } from '../../base/message.ts';
import { conditionStatus, statusBefore } from '../trace/statuses.ts';
import type { ContainerState, ContainerStatus, EntryOf, PodStatus, Trace } from '../trace/trace.ts';
import { explainFailedAttempts } from './explainProbe.ts';
import { podMessages as say } from './podMessages.ts';

/** What has changed in the pod's status, and which failed attempts it comes from. */
export function explainStatus(entry: EntryOf<'status'>, trace: Trace): Message {
  const before = statusBefore(trace, entry.seq);
  const changes = before === undefined ? [say.phase({ phase: entry.status.phase })] : differences(before, entry.status);
  if (changes.length === 0) return say.statusSame();
  const why = explainFailedAttempts(trace, entry.seq);
  const [only] = changes;
  const what =
    changes.length > 1 || only === undefined
      ? say.status({ changes: listed(changes) })
      : (onReadiness(entry, only) ?? say.status({ changes: only }));
  return paragraph(why === undefined ? [what] : [what, why]);
}

/** That the pod becomes ready or not ready, where nothing else changes. */
function onReadiness({ source, status }: EntryOf<'status'>, { id }: Message): Message | undefined {
  if (id === say.podReady().id) return say.ready();
  if (id !== say.podNotReady().id) return undefined;
  return source === 'node-lifecycle' && status.phase === 'Running' ? say.notReadyForNode() : say.notReady();
}

function differences(before: PodStatus, after: PodStatus): Message[] {
  const changes: Message[] = [];
  if (after.deletionAtMs !== undefined && before.deletionAtMs === undefined) changes.push(say.terminating());
  if (before.phase !== after.phase) changes.push(say.phase({ phase: after.phase }));
  for (const list of ['initContainerStatuses', 'containerStatuses'] as const) {
    for (const container of after[list]) {
      const old = before[list].find(({ name }) => name === container.name);
      changes.push(...containerDifferences(old, container));
    }
  }
  const change = (type: string, yes: () => Message, no: () => Message) => {
    const status = conditionStatus(after, type);
    if (status !== undefined && status !== conditionStatus(before, type))
      changes.push(status === 'True' ? yes() : no());
  };
  change('Ready', say.podReady, say.podNotReady);
  change('PodScheduled', say.podScheduled, say.podNotScheduled);
  return changes;
}

function containerDifferences(before: ContainerStatus | undefined, after: ContainerStatus): Message[] {
  const { name: container, state, restartCount } = after;
  const isRestarted = before !== undefined && before.restartCount !== restartCount;
  const changes: Message[] = [];
  if (before === undefined || !looksAlike(before.state, state)) changes.push(stateMessage(container, state, false));
  else if (isRestarted) changes.push(stateMessage(container, state, true));
  if (before === undefined) return changes;
  if (isRestarted) changes.push(say.restarts({ count: restartCount }));
  const isStarted = !before.started && after.started && before.state.type === 'running' && state.type === 'running';
  if (isStarted) changes.push(say.containerStarted({ container }));
  if (before.ready !== after.ready) {
    changes.push(after.ready ? say.containerReady({ container }) : say.containerNotReady({ container }));
  }
  return changes;
}

function looksAlike(a: ContainerState, b: ContainerState): boolean {
  if (a.type === 'waiting' && b.type === 'waiting') return a.reason === b.reason;
  if (a.type === 'terminated' && b.type === 'terminated') return a.reason === b.reason && a.exitCode === b.exitCode;
  return a.type === b.type;
}

function stateMessage(container: string, state: ContainerState, again: boolean): Message {
  switch (state.type) {
    case 'running':
      return again ? say.runningAgain({ container }) : say.running({ container });
    case 'waiting': {
      const { reason } = state;
      return again ? say.waitingAgain({ container, reason }) : say.waiting({ container, reason });
    }
    case 'terminated': {
      const { reason, exitCode } = state;
      return again ? say.endedAgain({ container, reason, exitCode }) : say.ended({ container, reason, exitCode });
    }
  }
}
