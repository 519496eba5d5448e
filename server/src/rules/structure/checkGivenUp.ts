import { span } from '../../base/span.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

/** Only an editor sets a limit: there the other documents wait, and what can't be checked in time must say so. */
export const checkGivenUp = defineRule({
  meta: {
    id: 'check-given-up',
    severity: 'information',
    appliesTo: 'givenUp',
    summary: 'A document takes so long to be checked that the editor gives it up.',
    messages: {
      tooLong:
        'Checking this document took longer than {seconds} s and was given up: mistakes may be missing. Split it, or run probewise check.',
    },
    references: ['https://github.com/probewise/probewise/blob/main/docs/rules/check-given-up.md'],
  },
  *check({ document, seconds }) {
    const { text, yaml } = document;
    const start = /^(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\r?\n)*/.exec(text)![0].length;
    const end = text.indexOf('\n', start);
    yield {
      message: 'tooLong',
      at: ManifestNode.root(yaml),
      on: span(start, Math.min(end < 0 ? text.length : end, start + 200)),
      data: { seconds },
    };
  },
});
