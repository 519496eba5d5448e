/** Changes that somebody may want at a place that has nothing wrong with it. */

import type { Message } from '../../../base/message.ts';
import { shift } from '../../../base/span.ts';
import { inOrder, type TextEdit } from '../../../base/textEdit.ts';
import type { ManifestFile } from '../../../manifest/file.ts';
import type { FixEdit } from '../../../rules/finding.ts';
import type { Target } from '../../target.ts';
import { addReadiness, addStartup } from './addProbe.ts';
import { convertHandler } from './convertHandler.ts';
import { removeDefaults, writeDefaults } from './defaults.ts';
import { namePort } from './namePort.ts';
import { type Refactoring, type RefactorPlace, refactorPlace } from './place.ts';
import { addPreStop } from './preStop.ts';
import { wrapCommand } from './wrapCommand.ts';

const all: readonly ((place: RefactorPlace) => readonly Refactoring[])[] = [
  addReadiness,
  addStartup,
  convertHandler,
  namePort,
  wrapCommand,
  addPreStop,
  writeDefaults,
  removeDefaults,
];

export interface OfferedRefactoring {
  readonly title: Message;
  /** Ordered within each file. */
  readonly edits: readonly FixEdit[];
}

/** What can be done at an offset of a file. */
export function refactorings(
  file: ManifestFile,
  offset: number,
  target: Target,
  workspace?: RefactorPlace['workspace'],
): OfferedRefactoring[] {
  const found = refactorPlace(file, offset, target, workspace);
  if (!found) return [];
  return all
    .flatMap((refactor) => refactor(found.place))
    .flatMap(({ title, edits, elsewhere = [] }) => {
      const here = edits?.map(({ span, newText }) => ({ span: shift(span, found.documentOffset), newText }));
      if (!here || here.length === 0) return [];
      const byFile = new Map<string | undefined, TextEdit[]>([[undefined, here]]);
      for (const other of elsewhere) {
        const inFile = other.file === workspace?.file ? undefined : other.file;
        byFile.set(inFile, [...(byFile.get(inFile) ?? []), ...other.edits]);
      }
      const ordered = [...byFile].map(([inFile, some]) =>
        inOrder(some)?.map((edit) => (inFile === undefined ? edit : { ...edit, inFile })),
      );
      return ordered.every((some) => some !== undefined) ? [{ title, edits: ordered.flat() }] : [];
    });
}
