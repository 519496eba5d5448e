/** The engine in a thread of its own, so that the panel stays smooth while it runs. */
import { compare } from './compare.ts';
import type { Comparison, Numbered, PodLife, Question, WhatIfRun } from './messages.ts';
import { podLife } from './podLife.ts';
import { run } from './run.ts';
import { sweepCells } from './sweepCells.ts';
import type { SweepProgress, SweepQuestion } from './sweepMessages.ts';
import { tuneProbes } from './tuneProbes.ts';
import type { TuneAnswer } from './tuneQuestion.ts';

type Answer = WhatIfRun | Comparison | TuneAnswer | PodLife | undefined;

/** What of a worker's global scope is used: the panel is compiled with the names of a page. */
interface WorkerScope {
  onmessage: (event: MessageEvent<Numbered<Question> | { readonly sweep: SweepQuestion }>) => void;
  postMessage(answer: Numbered<Answer> | { readonly sweep: SweepProgress }): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  if ('sweep' in data) {
    sweepCells(data.sweep, (progress) => scope.postMessage({ sweep: progress }));
    return;
  }
  const { id, of } = data;
  scope.postMessage({ id, of: answer(of) });
};

function answer(question: Question): Answer {
  if ('wishes' in question) return tuneProbes(question);
  if ('podIndex' in question) return podLife(question);
  return 'before' in question ? compare(question) : run(question.input);
}
