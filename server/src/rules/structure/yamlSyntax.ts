import { lineStart } from '../../base/line.ts';
import { verbatim } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import type { DocumentContent } from '../../manifest/file.ts';
import { ManifestNode } from '../../manifest/node.ts';
import type { YamlProblem } from '../../yaml/parse.ts';
import { defineRule } from '../rule.ts';
import { fullWidthPlaces } from './fullWidthPlaces.ts';
import { reindentFix, reindentMessages } from './indentation/fix.ts';

/** One fault makes the parser stumble many times after it; the first places say it all. */
const mostShown = 3;

/** By the parser's codes; what it says of others is said in its own words. */
const messages = {
  UNREADABLE: 'unreadable',
  BAD_INDENT: 'indentation',
  MULTILINE_IMPLICIT_KEY: 'neitherKeyNorValue',
  BLOCK_AS_IMPLICIT_KEY: 'secondColon',
  BLOCK_IN_FLOW: 'openBracket',
  REFUSED: 'refused',
  AFTER_JSON: 'afterJson',
  MARKER: 'marker',
  UNREAD: 'unread',
} as const satisfies Readonly<Record<string, string>>;

/** The parser's codes where a key stands that is no key yet. */
const mayLackColon: ReadonlySet<string> = new Set(['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR']);

export const yamlSyntax = defineRule({
  meta: {
    id: 'yaml-syntax',
    severity: 'error',
    appliesTo: 'document',
    summary: 'Text that is not YAML.',
    messages: {
      tab: 'YAML is indented by spaces, not by tabs.',
      unreadable: 'This document cannot be read: {problem}.',
      syntax: { text: '{problem}', detail: 'What follows in this document may be read wrongly.' },
      colon: {
        text: 'Is a colon missing after "{word}"?',
        detail: 'What follows in this document may be read wrongly.',
      },
      neitherKeyNorValue: {
        text: 'This is neither a key with a colon nor a value.',
        detail: 'What follows in this document may be read wrongly.',
      },
      indentation: {
        text: 'The indentation of this line fits neither the lines above nor those around them.',
        detail: 'What follows in this document may be read wrongly.',
      },
      secondColon: {
        text: 'A value must not contain ": " without quotes.',
        detail: 'What follows in this document may be read wrongly.',
      },
      openBracket: {
        text: 'Brackets or braces above are still open. Close them before a new block begins.',
        detail: 'What follows in this document may be read wrongly.',
      },
      refused: 'kubectl cannot read this: {problem}.',
      afterJson: 'kubectl cannot read this document: after JSON it reads only JSON.',
      flowQuestion: {
        text: 'A ? between brackets or braces needs quotes.',
        detail: 'It ends the text before it, so kubectl cannot read this line.',
      },
      marker: { text: 'Only a comment may follow --- on its line.', detail: 'kubectl refuses the file.' },
      unread: {
        text: 'kubectl stops reading at this line and does not say so.',
        detail: 'It does not belong to the text above. Is its indentation right?',
      },
      fence: 'A Markdown fence is not YAML: it was copied along with the manifest. Remove it.',
      unfence: 'Remove the Markdown fences of this document',
      spaces: 'Replace the tabs of this line by spaces',
      allSpaces: 'Replace the tabs of all lines by spaces',
      ...reindentMessages,
    },
    references: ['https://yaml.org/spec/1.2.2/'],
  },
  *check({ document }, { kubernetes }) {
    if (document.yaml.problems.length === 0 || !looksLikeManifest(document)) return;
    const root = ManifestNode.root(document.yaml);
    let last = { start: -1, end: -1 };
    let shown = 0;
    for (const problem of document.yaml.problems) {
      const { start } = problem.span;
      // A long line with many problems is looked for once.
      if (last.start <= start && start <= last.end) continue;
      if (shown >= mostShown) break;
      const line = lineAt(document.text, start);
      // `full-width-character` says more, and how to mend it; what it says about a line above may have led here.
      if (fullWidthPlaces(document).some((place) => place.start <= line.end)) continue;
      last = line;
      shown++;
      const on = visible(document.text, problem.span.start, problem.span.end);
      const lineText = document.text.slice(line.start, line.end);
      const indentation = /^[ \t]*/.exec(lineText)![0];
      if (fence.test(lineText)) {
        yield {
          message: 'fence',
          at: root,
          on,
          fixes: () => [{ title: 'unfence', safe: false, edits: unfence(document.text) }],
        };
      } else if (indentation.includes('\t')) {
        const edits = [
          { span: span(line.start, line.start + indentation.length), newText: indentation.replaceAll('\t', '  ') },
        ];
        yield {
          message: 'tab',
          at: root,
          on,
          fixes: () => {
            const all = tabsOf(document.text);
            const here = { title: 'spaces', safe: false, edits } as const;
            return all.length > 1 ? [here, { title: 'allSpaces', safe: false, edits: all }] : [here];
          },
        };
      } else {
        const word =
          mayLackColon.has(problem.code) && !lineText.includes(':')
            ? /^[ \t]*(?:- +)*([A-Za-z][\w./-]*)/.exec(lineText)?.[1]
            : undefined;
        const message = word === undefined ? messageFor(problem, document.text) : 'colon';
        const data = { problem: verbatim(problem.message), word: word ?? '' };
        yield { message, at: root, on, data, fixes: () => reindentFix(document.yaml, kubernetes, 1) };
      }
    }
  },
});

/** The tabs that stand before the text of lines; those behind spaces may belong to a text of several lines. */
function tabsOf(text: string): TextEdit[] {
  return [...text.matchAll(/^\t[\t ]*/gm)].map((match) => ({
    span: span(match.index, match.index + match[0].length),
    newText: match[0].replaceAll('\t', '  '),
  }));
}

function messageFor({ code, span: { start } }: YamlProblem, text: string) {
  if (code === 'REFUSED' && text[start] === '?') return 'flowQuestion';
  return messages[code as keyof typeof messages] ?? 'syntax';
}

/** What a page around a manifest puts above and below it. */
const fence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:[\w-]+[ \t]*)?\r?$/;

function unfence(text: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let start = 0; start < text.length; ) {
    const { end } = lineAt(text, start);
    const next = Math.min(end + 1, text.length);
    if (fence.test(text.slice(start, end))) edits.push({ span: span(start, next), newText: '' });
    start = next;
  }
  return edits;
}

/** Broken text is the business of this product only where it was to become a Kubernetes object. */
export function looksLikeManifest({ objects, text }: DocumentContent): boolean {
  return objects.length > 0 || (/^[ \t{"]*apiVersion"?[ \t]*:/m.test(text) && /^[ \t{",]*kind"?[ \t]*:/m.test(text));
}

function lineAt(text: string, offset: number): { start: number; end: number } {
  const start = lineStart(text, offset);
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

/** At least one character that can be seen, and no more than the line. */
function visible(text: string, from: number, end: number) {
  const blank = /^\s+(?=\S)/.exec(text.slice(from))?.[0].length ?? 0;
  const start = from + blank;
  const line = lineAt(text, start);
  const stop = Math.min(Math.max(end, start + 1), Math.max(line.end, start));
  return stop > start ? span(start, stop) : span(Math.max(line.start, start - 1), start);
}
