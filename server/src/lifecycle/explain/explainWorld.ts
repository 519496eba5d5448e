import { allOf, listed, type Message, paragraph, seconds } from '../../base/message.ts';
import type { AnswersChanged, WorldFact } from '../trace/worldFact.ts';
import { words } from './words.ts';
import { worldMessages as say } from './worldMessages.ts';

/** What the world does. */
export function explainWorld(fact: WorldFact): Message {
  switch (fact.type) {
    case 'startedUp':
      return say.startedUp({ container: fact.container });
    case 'answersChanged':
      return paragraph([explainAnswers(fact), ...explainPlace(fact)]);
    case 'containerRemoved':
      return say.containerRemoved({ container: fact.container });
    case 'sandboxDies':
      return say.sandboxDies();
    case 'gateRemoved':
      return say.gateRemoved({ gate: fact.gate });
    case 'nodeChanges':
      return say.nodeChanges({ node: fact.node, fields: listed(fact.fields) });
    case 'nodeNotReady':
      return say.nodeNotReady({ node: fact.node, message: words(fact.message) });
    default:
      return say[fact.type]({ node: fact.node });
  }
}

function explainAnswers({ container, answers, seconds: took, redirectsTo }: AnswersChanged): Message {
  if (redirectsTo !== undefined) return say.redirects({ container, target: redirectsTo });
  switch (answers) {
    case 'success':
      return took === undefined
        ? say.answersAgain({ container })
        : say.answersSlowly({ container, took: seconds(took) });
    case 'failure':
      return say.answersWithError({ container });
    case 'refused':
      return say.refuses({ container });
    case 'hang':
      return say.hangs({ container });
    case 'error':
      return say.cannotBeProbed({ container });
  }
}

function explainPlace({ port, path, probe }: AnswersChanged): Message[] {
  const where = [
    ...(port === undefined ? [] : [say.port({ port })]),
    ...(path === undefined ? [] : [say.path({ path })]),
    ...(probe === undefined ? [] : [say.probe({ probe })]),
  ];
  return where.length === 0 ? [] : [say.onlyFor({ where: allOf(where) })];
}
