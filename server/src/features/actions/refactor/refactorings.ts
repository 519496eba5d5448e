/** Changes that somebody may want at a place that has nothing wrong with it. */

import type { Message } from '../../../base/message.ts';
import { shift } from '../../../base/span.ts';
import { inOrder, type TextEdit } from '../../../base/textEdit.ts';
import type { ManifestFile } from '../../../manifest/file.ts';
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
  /** From the beginning of each file; the one of the place has the name ''. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
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
      const byFile = new Map<string, TextEdit[]>([['', here]]);
      for (const other of elsewhere) {
        const name = other.file === workspace?.file ? '' : other.file;
        byFile.set(name, [...(byFile.get(name) ?? []), ...other.edits]);
      }
      const ordered = [...byFile].map(([name, some]) => [name, inOrder(some)] as const);
      if (!ordered.every((entry): entry is readonly [string, TextEdit[]] => entry[1] !== undefined)) return [];
      return [{ title, edits: new Map(ordered) }];
    });
}
