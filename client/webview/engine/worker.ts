/** The engine in a thread of its own, so that the panel stays smooth while it runs. */
import { compare } from './compare.ts';
import type { Comparison, Numbered, Question, WhatIfRun } from './messages.ts';
import { run } from './run.ts';
import { sweepCells } from './sweepCells.ts';
import type { SweepProgress, SweepQuestion } from './sweepMessages.ts';

/** What of a worker's global scope is used: the panel is compiled with the names of a page. */
interface WorkerScope {
  onmessage: (event: MessageEvent<Numbered<Question> | { readonly sweep: SweepQuestion }>) => void;
  postMessage(answer: Numbered<WhatIfRun | Comparison> | { readonly sweep: SweepProgress }): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  if ('sweep' in data) {
    sweepCells(data.sweep, (progress) => scope.postMessage({ sweep: progress }));
    return;
  }
  const { id, of } = data;
  scope.postMessage({ id, of: 'before' in of ? compare(of) : run(of.input) });
};
