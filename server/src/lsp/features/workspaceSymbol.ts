/** Objects of all files by kind and name. */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';

/** More nobody reads; the next letter narrows them down. */
const mostSymbols = 200;

export const workspaceSymbolFeature: Feature = {
  capability: { workspaceSymbolProvider: true },
  register({ connection, locate, definitions }) {
    connection.onWorkspaceSymbol(({ query }) => {
      const wanted = query.toLowerCase();
      const found: WorkspaceSymbol[] = [];
      for (const { file, span, reference } of definitions('object')) {
        const name = reference.key.replace(/^object /, '');
        if (!isSubsequence(wanted, name.toLowerCase())) continue;
        const location = locate(file, span);
        if (location) found.push({ name: name.replace('/', ' '), kind: SymbolKind.Object, location });
        if (found.length >= mostSymbols) break;
      }
      return found;
    });
  },
};

/** As editors match: the letters in their order, others in between. */
function isSubsequence(letters: string, text: string): boolean {
  let at = -1;
  for (const letter of letters) {
    if (letter === ' ') continue;
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
