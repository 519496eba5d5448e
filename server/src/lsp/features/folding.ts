import { foldings } from '../../features/folding.ts';
import type { Feature } from '../feature.ts';

export const foldingFeature: Feature = {
  capability: { foldingRangeProvider: true },
  register({ connection, answer }) {
    connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
      answer({ method: 'foldingRange', uri, token }, [], ({ document, file }) =>
        foldings(file)
          .map(({ start, end }) => ({
            startLine: document.positionAt(start).line,
            endLine: document.positionAt(end).line,
          }))
          .filter(({ startLine, endLine }) => endLine > startLine),
      ),
    );
  },
};
