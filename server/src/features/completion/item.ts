/** What a completion is, in spans and snippets; `lsp` makes LSP's items of it. */
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';

export interface CompletionItem {
  readonly label: string;
  readonly type: 'field' | 'value' | 'reference' | 'block';
  /** Beside the label, a few words. */
  readonly detail?: Message;
  /** Markdown. */
  readonly documentation?: Message;
  /** What is written instead of `span`, with tab stops as VS Code's snippets write them. */
  readonly snippet: string;
  /** Relative to the file; on one line. */
  readonly span: Span;
  /** What the text of `span` is compared with while typing goes on. */
  readonly filter: string;
  /** Lower comes first. */
  readonly rank: number;
  /** Whether something can be completed right where this one ends. */
  readonly goesOn?: true;
}

/** Literal text in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The text of a snippet without tab stops: each with its default, mirrored ones too. For clients without snippets. */
export function plainText(snippet: string): string {
  const defaults = new Map<string, string>();
  for (const [, stop = '', text = ''] of snippet.matchAll(/\$\{(\d+):([^}]*)\}?/g)) defaults.set(stop, text);
  return snippet.replace(
    /\\([\\$}])|\$\{(\d+):[^}]*\}?|\$\{\d+\|([^,|}]*)(?:[,|][^}]*)?\}?|\$(\d+)/g,
    (_, escaped: string | undefined, named: string | undefined, choice: string | undefined, bare: string | undefined) =>
      escaped ?? choice ?? defaults.get(named ?? bare ?? '') ?? '',
  );
}
