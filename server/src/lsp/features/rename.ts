/** Renaming: one edit for all files. What may mean something else is changed only where the user confirms it. */
import { ErrorCodes, type Range, ResponseError, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { renameMessages } from '../../features/navigation/messages.ts';
import { renameProblem, writtenAs } from '../../features/navigation/rename.ts';
import type { FoundReference } from '../../manifest/index/referenceIndex.ts';
import { toRange } from '../converter.ts';
import type { Feature, FeatureServer } from '../feature.ts';
import { formatter } from '../formatter.ts';

const unsure = 'maybe';

export const renameFeature: Feature = {
  capability: { renameProvider: { prepareProvider: true } },
  register(server) {
    const { connection, answer } = server;
    connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
      answer<{ range: Range; placeholder: string } | null>(
        { method: 'prepareRename', uri, token },
        null,
        ({ document, references }) => {
          const here = references.at(uri, document.offsetAt(position));
          return here ? { range: toRange(document, here.span), placeholder: here.reference.name } : null;
        },
      ),
    );
    connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
      answer<WorkspaceEdit | null | ResponseError<void>>(
        { method: 'rename', uri, token },
        null,
        ({ document, references }) => {
          const all = references.allAt(uri, document.offsetAt(position));
          const [first] = all;
          if (!first) return null;
          const problem = renameProblem(first.reference, newName);
          if (problem !== undefined) return new ResponseError(ErrorCodes.InvalidParams, formatter.text(problem));
          return workspaceEdit(all, newName, server);
        },
      ),
    );
  },
};

function workspaceEdit(all: readonly FoundReference[], newName: string, server: FeatureServer): WorkspaceEdit {
  const { annotations } = server.converterContext();
  const edits = new Map<string, TextEdit[]>();
  for (const each of all) {
    if (!each.isCertain && !annotations) continue;
    const location = server.locate(each.file, each.span);
    if (!location) continue;
    const newText = writtenAs(newName, server.textAt(each.file, each.span) ?? '');
    const edit: TextEdit & { annotationId?: string } = { range: location.range, newText };
    if (!each.isCertain) edit.annotationId = unsure;
    edits.set(each.file, [...(edits.get(each.file) ?? []), edit]);
  }
  if (!annotations) return { changes: Object.fromEntries(edits) };
  const documentChanges = [...edits].map(([uri, ofFile]) => ({ textDocument: { uri, version: null }, edits: ofFile }));
  const description = formatter.text(renameMessages.unsureBecause());
  const changeAnnotations = {
    [unsure]: { label: formatter.text(renameMessages.unsure()), needsConfirmation: true, description },
  };
  return { documentChanges, changeAnnotations };
}
