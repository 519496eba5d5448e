/** The worker of the panel's page: the engine, and with it the reading of manifests. */
import '../webview/engine/worker.ts';
import { answers } from './answers.ts';
import type { PageAnswer, PageRequest } from './requests.ts';

/** What of a worker's global scope is used: the page is compiled with the names of a window. */
interface WorkerScope {
  onmessage: (event: MessageEvent) => void;
  postMessage(answer: PageAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
const runEngine = scope.onmessage;

scope.onmessage = (event: MessageEvent<object>) => {
  if ('ask' in event.data) answer(event.data as PageRequest);
  else runEngine(event);
};

function answer({ ask, subject, question, params }: PageRequest): void {
  const answerTo = answers[question] as (subject: unknown, params: unknown) => unknown;
  scope.postMessage({ ask, answer: answerTo(subject, params) });
}
