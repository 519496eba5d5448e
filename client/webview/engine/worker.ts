/** The engine in a thread of its own, so that the panel stays smooth while it runs. */
import { momentWindows } from '../../../server/src/simulation/momentWindows.ts';
import { simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import type { RunAnswer, RunRequest } from './messages.ts';

/** What of a worker's global scope is used: the panel is compiled with the names of a page. */
interface WorkerScope {
  onmessage: (event: MessageEvent<RunRequest>) => void;
  postMessage(answer: RunAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { id, input } }) => {
  const run = simulatePod(input);
  scope.postMessage({ id, run: { ...run, windows: momentWindows(run.trace, input.pod, input.scenario) } });
};
