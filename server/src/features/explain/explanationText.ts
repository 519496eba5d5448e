import type { MessageFormatter } from '../../base/formatMessage.ts';
import type { PodExplanation } from './explainPod.ts';
import { explainPodMessages as say } from './messages.ts';

/** A line for the pod, then what it is doing, what comes next and what to do, one below the other. */
export function explanationLines(explanation: PodExplanation, formatter: MessageFormatter): string[] {
  const { name, namespace, row, causes, fit } = explanation;
  const lines = causes.flatMap(({ message, next, changes }) => [
    message,
    ...next.map((step) => say.next({ message: step })),
    ...changes.map((change) => say.toDo({ message: change.message })),
  ]);
  const all = [...lines, ...(fit === undefined ? [] : [say.looksSame({ message: fit.message })])];
  return [
    formatter.text(say.heading({ pod: name, namespace, ...row })),
    ...all.map((line) => `  ${formatter.text(line)}`),
  ];
}
