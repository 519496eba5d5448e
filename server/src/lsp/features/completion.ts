import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import { complete } from '../../features/completion/complete.ts';
import { type CompletionItem as CoreItem, plainText } from '../../features/completion/item.ts';
import { completionMessages } from '../../features/completion/messages.ts';
import { completeConfig } from '../../features/config/completeConfig.ts';
import { isConfigFile } from '../../features/config/configFile.ts';
import { completeScenario } from '../../features/scenario/completeScenario.ts';
import type { Settings } from '../../features/settings.ts';
import { targetOf } from '../../features/target.ts';
import { isScenarioFile } from '../../lifecycle/world/scenarioFileName.ts';
import { type ConverterContext, toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import type { Snapshot } from '../snapshots.ts';

const kinds = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  block: CompletionItemKind.Snippet,
} as const;

export const completionFeature: Feature = {
  capability: { completionProvider: { triggerCharacters: [' ', '"', "'", '{', '[', ','] } },
  register({ connection, answer, converterContext }) {
    connection.onCompletion(({ textDocument: { uri }, position }, token) =>
      answer({ method: 'completion', uri, token }, null, ({ document, file, settings, index }) => {
        const cluster = targetOf(file.text, settings.kubernetesVersion, settings.featureGates);
        const offset = document.offsetAt(position);
        const found = isConfigFile(uri)
          ? completeConfig(file, offset)
          : isScenarioFile(uri)
            ? completeScenario(file, offset)
            : complete(file, offset, cluster, index);
        const items = found.filter((item) => isWanted(item, settings));
        // What fits depends on what is typed: a name of one's own is among the items.
        return {
          isIncomplete: items.some(({ type }) => type === 'reference'),
          items: items.map((item, rank) => toItem(document, item, rank, converterContext())),
        };
      }),
    );
  },
};

/** What an extension beside this one completes anyway would stand there twice. */
function isWanted({ type }: CoreItem, { completion, otherChecks, otherCompletes }: Settings): boolean {
  if (completion !== 'auto') return completion === 'on';
  return (otherChecks !== 'schema' && !otherCompletes) || (type !== 'field' && type !== 'value');
}

function toItem(
  document: Snapshot['document'],
  { label, type, detail, documentation, snippet, span, filter, goesOn }: CoreItem,
  rank: number,
  { snippets }: ConverterContext,
): CompletionItem {
  const newText = snippets ? snippet : plainText(snippet);
  const suggest = { title: formatter.text(completionMessages.suggest()), command: 'editor.action.triggerSuggest' };
  return {
    label,
    kind: kinds[type],
    ...(detail === undefined ? {} : { detail: formatter.text(detail) }),
    ...(documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: formatter.text(documentation) } }),
    filterText: filter,
    sortText: String(rank).padStart(5, '0'),
    textEdit: { range: toRange(document, span), newText },
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // The columns are worked out already.
    insertTextMode: InsertTextMode.asIs,
    ...(goesOn && snippets ? { command: suggest } : {}),
  };
}
