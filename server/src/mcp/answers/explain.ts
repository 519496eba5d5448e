import { explainPod } from '../../features/explain/explainPod.ts';
import { explanationLines } from '../../features/explain/explanationText.ts';
import { readPods } from '../../features/explain/readPods.ts';
import { describeState } from '../../kubernetes/states.ts';
import type { Answer, ToolArguments } from '../answer.ts';
import { formatter } from '../formatter.ts';
import { mcpMessages as say } from '../messages.ts';

const mostPods = 5;

export function explainStateAnswer({ state = '' }: ToolArguments): Answer {
  const meaning = describeState(state);
  return meaning === undefined ? { error: say.unknownState({ name: state }) } : [formatter.text(meaning)];
}

export function explainPodAnswer({ pod = '' }: ToolArguments, nowMs: number): Answer {
  const { pods } = readPods(pod, nowMs);
  if (pods.length === 0) return { error: say.noPod() };
  const lines = pods.slice(0, mostPods).flatMap((each) => explanationLines(explainPod(each), formatter));
  const left = pods.length - mostPods;
  return left > 0 ? [...lines, formatter.text(say.more({ count: left }))] : lines;
}
