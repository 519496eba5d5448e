import { lineStart as startOfLine } from '../../base/line.ts';
import { type Span, span } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';
import type { NamedRule, UnusedSuppression } from '../suppression.ts';

export const unusedSuppression = defineRule({
  meta: {
    id: 'unused-suppression',
    severity: 'hint',
    appliesTo: 'suppression',
    summary: 'A comment that silences a rule is still needed.',
    messages: {
      unused: '{rule} has nothing to report here. Remove it from the comment.',
      unknown: 'This silences nothing: there is no rule {rule}.',
      unnamed: 'This comment silences nothing: it must name rules.',
      misplaced: {
        text: 'This comment silences nothing here. For one line, use probewise-disable-next-line.',
        detail: 'A comment about a whole document or file must stand above the first field.',
      },
      remove: 'Remove the comment',
      removeName: 'Remove {rule} from the comment',
      rename: 'Use {suggestion}',
    },
    references: ['https://github.com/probewise/probewise/blob/main/docs/settings.md#comments'],
  },
  *check({ document, suppression }) {
    const at = ManifestNode.root(document.yaml);
    const { rules, unused, knownRules } = suppression;
    const removal = () => [
      { title: 'remove', safe: true, edits: removeComment(document.text, suppression.span) } as const,
    ];
    if (suppression.isMisplaced || rules.length === 0) {
      const message = rules.length === 0 ? 'unnamed' : 'misplaced';
      yield { message, at, on: suppression.span, fixes: removal, unnecessary: true };
      return;
    }
    for (const name of unused) {
      const isKnown = knownRules.includes(name.id);
      const suggestion = isKnown ? undefined : suggest(name.id, knownRules);
      const data = { rule: name.id };
      yield {
        message: isKnown ? 'unused' : 'unknown',
        at,
        on: name.span,
        data,
        unnecessary: isKnown,
        fixes: () => [
          ...(suggestion === undefined
            ? []
            : [
                {
                  title: 'rename',
                  data: { suggestion },
                  safe: false,
                  edits: [{ span: name.span, newText: suggestion }],
                } as const,
              ]),
          ...(unused.length === rules.length
            ? removal()
            : [
                {
                  title: 'removeName',
                  data,
                  safe: true,
                  edits: removeName(document.text, suppression, name),
                } as const,
              ]),
        ],
      };
    }
  },
});

/** The comment goes, and its line with it where nothing else stands there. */
function removeComment(text: string, comment: Span): TextEdit[] {
  const lineStart = startOfLine(text, comment.start);
  const before = text.slice(lineStart, comment.start);
  if (before.trim() !== '') return [{ span: span(lineStart + before.trimEnd().length, comment.end), newText: '' }];
  const newline = text.indexOf('\n', comment.end);
  return [{ span: span(lineStart, newline < 0 ? text.length : newline + 1), newText: '' }];
}

/** The name goes, with the comma that joins it to the others. */
function removeName(text: string, { rules }: UnusedSuppression, name: NamedRule): TextEdit[] {
  const index = rules.indexOf(name);
  const next = rules[index + 1];
  const previous = rules[index - 1];
  if (next) return [{ span: span(name.span.start, next.span.start), newText: '' }];
  return previous ? [{ span: span(previous.span.end, name.span.end), newText: '' }] : removeComment(text, name.span);
}
