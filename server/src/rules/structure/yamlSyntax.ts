import { lineStart } from '../../base/line.ts';
import { span } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import type { DocumentContent } from '../../manifest/file.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';
import { reindentFix, reindentMessages } from './indentation/fix.ts';

/** One fault makes the parser stumble many times after it; the first places say it all. */
const mostShown = 3;

/** In the words of a person who reads the line, where the parser's own need its internals. */
const inOtherWords: Readonly<Record<string, string>> = {
  BAD_INDENT: 'This line is indented neither like the lines of its own mapping or list nor like those around it',
  MULTILINE_IMPLICIT_KEY: 'This is neither a key with a colon nor the value of one',
  BLOCK_AS_IMPLICIT_KEY: 'A colon stands where a value was expected: it begins a mapping on the line of another key',
  BLOCK_IN_FLOW: 'The brackets or braces that are open here must be closed before an indented block begins',
};

export const yamlSyntax = defineRule({
  meta: {
    id: 'yaml-syntax',
    severity: 'error',
    appliesTo: 'document',
    summary: 'Text that is not YAML.',
    messages: {
      tab: 'YAML takes no tab for indentation. Use spaces.',
      unreadable: '{problem}',
      syntax: '{problem}. What follows in this document may be read wrongly.',
      fence: 'A Markdown fence is not YAML: it was copied along with the manifest. Remove it.',
      unfence: 'Remove the Markdown fences of this document',
      spaces: 'Replace the tabs of this line by spaces',
      ...reindentMessages,
    },
    references: ['https://yaml.org/spec/1.2.2/'],
  },
  *check({ document }, { kubernetes }) {
    if (document.yaml.problems.length === 0 || !looksLikeManifest(document)) return;
    const root = ManifestNode.root(document.yaml);
    let lastLine = -1;
    let shown = 0;
    for (const problem of document.yaml.problems) {
      const line = lineAt(document.text, problem.span.start);
      if (line.start === lastLine || shown >= mostShown) continue;
      lastLine = line.start;
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
        yield { message: 'tab', at: root, on, fixes: () => [{ title: 'spaces', safe: false, edits }] };
      } else {
        const message = problem.code === 'UNREADABLE' ? 'unreadable' : 'syntax';
        const words = inOtherWords[problem.code] ?? problem.message.replace(/\.$/, '');
        const fixes = () => reindentFix(document.yaml, kubernetes, 1);
        yield { message, at: root, on, data: { problem: words }, fixes };
      }
    }
  },
});

/** What a page around a manifest puts above and below it. */
const fence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*[\w-]*[ \t]*\r?$/;

function unfence(text: string): TextEdit[] {
  return [...text.matchAll(new RegExp(`${fence.source}\n?`, 'gm'))].map((match) => ({
    span: span(match.index, match.index + match[0].length),
    newText: '',
  }));
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
