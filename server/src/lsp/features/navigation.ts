/** From a name to what it means: definition, references, and where else it stands in the document. */
import { type Connection, DocumentHighlightKind, type Location } from 'vscode-languageserver';
import type { FoundReference } from '../../manifest/index/referenceIndex.ts';
import { toRange } from '../converter.ts';
import type { Feature, FeatureServer } from '../feature.ts';
import type { Snapshot } from '../snapshots.ts';

type Request = Parameters<Parameters<Connection['onDefinition']>[0]>[0];

export const navigationFeature: Feature = {
  capability: { definitionProvider: true, referencesProvider: true, documentHighlightProvider: true },
  register({ connection, answer, locate }) {
    connection.onDefinition(({ textDocument: { uri }, position }, token) =>
      answer({ method: 'definition', uri, token }, [], (snapshot) =>
        locations(definitions(found(snapshot, position)), locate),
      ),
    );
    connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
      answer({ method: 'references', uri, token }, [], (snapshot) =>
        locations(
          found(snapshot, position).filter(
            ({ reference }) => context.includeDeclaration || reference.role !== 'definition',
          ),
          locate,
        ),
      ),
    );
    connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
      answer({ method: 'documentHighlight', uri, token }, [], (snapshot) =>
        found(snapshot, position)
          .filter(({ file }) => file === uri)
          .map(({ span, reference }) => ({
            range: toRange(snapshot.document, span),
            kind: reference.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
          })),
      ),
    );
  },
};

function found({ document, references }: Snapshot, position: Request['position']): FoundReference[] {
  return references.allAt(document.uri, document.offsetAt(position));
}

/** What is certain, else what may be meant. */
function definitions(references: readonly FoundReference[]): readonly FoundReference[] {
  const all = references.filter(({ reference }) => reference.role === 'definition');
  const certain = all.filter(({ isCertain }) => isCertain);
  return certain.length > 0 ? certain : all;
}

function locations(references: readonly FoundReference[], locate: FeatureServer['locate']): Location[] {
  return references.flatMap(({ file, span }) => locate(file, span) ?? []);
}
