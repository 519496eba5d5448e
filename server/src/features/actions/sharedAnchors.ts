/** Whether a change also holds elsewhere, because it stands in an anchor that aliases bring in. */
import { isCollection, isScalar, visit } from 'yaml';
import { encloses } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import type { ManifestFile } from '../../manifest/file.ts';

export interface SharedAnchor {
  readonly name: string;
  /** How many aliases bring it in. */
  readonly count: number;
}

/** The anchor around an edit of a file that other places share; undefined where it changes its own place only. */
export function sharedAnchor({ documents }: ManifestFile, edits: readonly TextEdit[]): SharedAnchor | undefined {
  for (const { span: place } of edits) {
    const document = documents.findLast(({ offset }) => offset <= place.start);
    const root = document?.content.yaml.root;
    if (!root || !document.content.text.includes('&')) continue;
    const edited = { start: place.start - document.offset, end: place.end - document.offset };
    let around: string | undefined;
    const aliases = new Map<string, number>();
    visit(root, {
      Alias: (_, { source }) => {
        aliases.set(source, (aliases.get(source) ?? 0) + 1);
      },
      Node: (_, node) => {
        const anchor = isCollection(node) || isScalar(node) ? node.anchor : undefined;
        const range = node.range;
        if (anchor !== undefined && range && encloses({ start: range[0], end: range[1] }, edited)) around ??= anchor;
      },
    });
    const count = around === undefined ? 0 : (aliases.get(around) ?? 0);
    if (count > 0) return { name: around!, count };
  }
  return undefined;
}
