/** The engine in a thread of its own, so that the panel stays smooth while it runs. */
import type { RunAnswer, RunRequest } from './messages.ts';
import { run } from './run.ts';

/** What of a worker's global scope is used: the panel is compiled with the names of a page. */
interface WorkerScope {
  onmessage: (event: MessageEvent<RunRequest>) => void;
  postMessage(answer: RunAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { id, input } }) => scope.postMessage({ id, run: run(input) });
