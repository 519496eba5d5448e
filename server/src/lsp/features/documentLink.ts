import type { DocumentLink } from 'vscode-languageserver';
import { documentLinks } from '../../features/documentLinks.ts';
import { pageUrl, toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';

export const documentLinkFeature: Feature = {
  capability: { documentLinkProvider: {} },
  register({ connection, answer, textAt, converterContext }) {
    const exists = (uri: string) => textAt(uri, { start: 0, end: 0 }) !== undefined;
    connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
      answer<DocumentLink[]>({ method: 'documentLink', uri, token }, [], ({ document, file }) =>
        documentLinks(file, uri).flatMap(({ span, target }) => {
          const to = 'page' in target ? pageUrl(target.page, converterContext().options) : target.files.find(exists);
          return to === undefined ? [] : [{ range: toRange(document, span), target: to }];
        }),
      ),
    );
  },
};
