/** Diagnostics for clients that ask for them (`initializationOptions.diagnostics: "pull"`); to all others they are sent. */
import { DocumentDiagnosticReportKind, type FullDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';

/** What such a client is told. */
export const diagnosticProvider = { interFileDependencies: true, workspaceDiagnostics: true } as const;

export const diagnosticFeature: Feature = {
  // Said only to those who ask.
  capability: {},
  register({ connection, answer, diagnosticsOf, closedReports }) {
    const nothing: FullDocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
    connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
      answer<FullDocumentDiagnosticReport>({ method: 'diagnostic', uri, token }, nothing, (snapshot) => ({
        kind: DocumentDiagnosticReportKind.Full,
        resultId: `${snapshot.version}.${snapshot.index.version}`,
        items: diagnosticsOf(snapshot),
      })),
    );
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
      const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      return { items: await closedReports(known) };
    });
  },
};
