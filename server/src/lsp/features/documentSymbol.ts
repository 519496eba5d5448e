import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type OutlineItem, outline } from '../../features/outline.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';

export const documentSymbolFeature: Feature = {
  capability: { documentSymbolProvider: { label: 'Probewise' } },
  register({ connection, answer }) {
    connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
      answer({ method: 'documentSymbol', uri, token }, [], ({ document, file }) =>
        outline(file).map((item) => toSymbol(document, item)),
      ),
    );
  },
};

const symbolKinds = { object: SymbolKind.Object, container: SymbolKind.Package, probe: SymbolKind.Event } as const;

function toSymbol(document: TextDocument, item: OutlineItem): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: symbolKinds[item.type],
    range: toRange(document, item.extent),
    selectionRange: toRange(document, item.selection),
    children: item.children.map((child) => toSymbol(document, child)),
  };
}
