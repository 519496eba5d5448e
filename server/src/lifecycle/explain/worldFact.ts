import type { AnswersChanged, WorldFact } from '../trace/worldFact.ts';
import { ended } from './sentences.ts';

/** What the world does, in a sentence. */
export function explainWorldFact(fact: WorldFact): string {
  switch (fact.type) {
    case 'startedUp':
      return `${fact.container} is up and answers.`;
    case 'answersChanged':
      return `${fact.container} ${answers(fact)}${place(fact)}.`;
    case 'gateRemoved':
      return `The scheduling gate ${fact.gate} is removed.`;
    case 'nodeJoins':
      return `Node ${fact.node} joins the cluster.`;
    case 'nodeLeaves':
      return `Node ${fact.node} leaves the cluster.`;
    case 'nodeChanges':
      return `Node ${fact.node} changes: ${fact.fields.join(', ') || 'nothing'}.`;
    case 'nodeCutOff':
      return `Node ${fact.node} loses its connection to the control plane.`;
    case 'nodeConnected':
      return `Node ${fact.node} is connected to the control plane again.`;
    case 'nodeNotReady':
      return ended(`Node ${fact.node} is not ready: ${fact.message}`);
    case 'nodeReadyAgain':
      return `Node ${fact.node} is ready again.`;
  }
}

function answers({ answers, seconds, redirectsTo }: AnswersChanged): string {
  if (redirectsTo !== undefined) return `redirects to ${redirectsTo}`;
  switch (answers) {
    case 'success':
      return seconds === undefined ? 'answers again' : `takes ${seconds} s to answer`;
    case 'failure':
      return 'answers with an error';
    case 'refused':
      return 'stops listening';
    case 'hang':
      return 'hangs';
    case 'error':
      return 'cannot be probed';
  }
}

function place({ port, path, probe }: AnswersChanged): string {
  const where = [
    ...(port === undefined ? [] : [` on port ${port}`]),
    ...(path === undefined ? [] : [` at ${path}`]),
    ...(probe === undefined ? [] : [` to its ${probe} probe`]),
  ];
  return where.join('');
}
