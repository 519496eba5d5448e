import type { SelectionRange } from 'vscode-languageserver';
import { selectionRanges } from '../../features/selectionRanges.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';

export const selectionRangeFeature: Feature = {
  capability: { selectionRangeProvider: true },
  register({ connection, answer }) {
    connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
      answer({ method: 'selectionRange', uri, token }, null, ({ document, file }) =>
        positions.map((position): SelectionRange => {
          const outwards = selectionRanges(file, document.offsetAt(position)).map((span) => toRange(document, span));
          const whole = outwards.reduceRight<SelectionRange | undefined>(
            (parent, range) => (parent ? { range, parent } : { range }),
            undefined,
          );
          return whole ?? { range: { start: position, end: position } };
        }),
      ),
    );
  },
};
