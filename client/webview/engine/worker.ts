/** The engine in a thread of its own, so that the panel stays smooth while it runs. */
import { compare } from './compare.ts';
import type { Comparison, Numbered, Question, WhatIfRun } from './messages.ts';
import { run } from './run.ts';
import { sweepCells } from './sweepCells.ts';
import type { SweepProgress, SweepQuestion } from './sweepMessages.ts';
import { tuneProbes } from './tuneProbes.ts';
import type { TuneAnswer } from './tuneQuestion.ts';

/** What of a worker's global scope is used: the panel is compiled with the names of a page. */
interface WorkerScope {
  onmessage: (event: MessageEvent<Numbered<Question> | { readonly sweep: SweepQuestion }>) => void;
  postMessage(answer: Numbered<WhatIfRun | Comparison | TuneAnswer> | { readonly sweep: SweepProgress }): void;
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

function answer(question: Question): WhatIfRun | Comparison | TuneAnswer {
  if ('wishes' in question) return tuneProbes(question);
  return 'before' in question ? compare(question) : run(question.input);
}
