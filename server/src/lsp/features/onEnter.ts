import { indentAfterEnter } from '../../features/onEnter.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';

/** VS Code asks only one extension: where another one formats YAML on type, that one wins. */
export const onEnterFeature: Feature = {
  capability: { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' } },
  register({ connection, answer }) {
    connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position }, token) =>
      answer({ method: 'onTypeFormatting', uri, token }, null, ({ document }) => {
        const edit = indentAfterEnter(document.getText(), document.offsetAt(position));
        return edit ? toTextEdits(document, [edit]) : null;
      }),
    );
  },
};
