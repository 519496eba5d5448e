/** Where a cursor stands in a manifest: in which object, at which field, in a key or in a value. Works on broken text. */
import type { FieldPath } from '../base/fieldPath.ts';
import { type Span, shift } from '../base/span.ts';
import { meantApiVersion } from '../kubernetes/apiVersions.ts';
import { type Collection, type Place, type PlaceType, placeAt } from '../yaml/outline.ts';
import { maskTemplates } from '../yaml/template.ts';
import type { DocumentContent, ManifestDocument, ManifestFile } from './file.ts';
import { ManifestNode } from './node.ts';

export interface Cursor {
  readonly type: PlaceType;
  /** From the object; of a key that has no colon yet, the mapping that will hold it. */
  readonly path: FieldPath;
  /** The object around, as far as it is written; undefined where it doesn't say yet what it is. */
  readonly object: { readonly apiVersion: string; readonly kind: string } | undefined;
  /** Of the object, or of the document: what the parser understands of it. */
  readonly root: ManifestNode;
  /** The collections around, the outermost first; paths are relative to the document. */
  readonly collections: readonly Collection[];
  /** The key or the scalar that the cursor is in, relative to the file. */
  readonly token: Span;
  /** What of it stands before the cursor, without an opening quote. */
  readonly prefix: string;
  /** The column at which siblings begin. */
  readonly indent: number;
  readonly style: 'block' | 'flow' | 'json';
  readonly hasColon: boolean;
  readonly document: ManifestDocument;
}

export function cursorAt(file: ManifestFile, offset: number): Cursor | undefined {
  const document = file.documents.findLast((candidate) => candidate.offset <= offset);
  if (!document) return undefined;
  const { content } = document;
  const inside = offset - document.offset;
  const place = placeAt(readable(content, inside), inside);
  const top = objectAround(place);
  const typed = content.text.slice(place.token.start, Math.min(inside, place.token.end));
  return {
    type: place.type,
    path: place.path.slice(top?.path.length ?? 0),
    object: top?.object,
    root: ManifestNode.root(content.yaml).at(top?.path ?? []),
    collections: place.collections,
    token: shift(place.token, document.offset),
    prefix: typed.replace(/^["']/, ''),
    indent: place.indent,
    style: !place.inFlow ? 'block' : isJson(content) ? 'json' : 'flow',
    hasColon: place.hasColon,
    document,
  };
}

interface ObjectAround {
  readonly path: FieldPath;
  readonly object: Cursor['object'];
}

/** The innermost mapping around that says what it is: the document's top, or an item of a List. */
function objectAround({ collections }: Place): ObjectAround | undefined {
  const around = collections.findLast(
    ({ path, fields }) =>
      (path.length === 0 || path.at(-2) === 'items') && fields.get('apiVersion') != null && fields.get('kind') != null,
  );
  if (!around) return undefined;
  const { path, fields } = around;
  const kind = fields.get('kind')!;
  return { path, object: { apiVersion: meantApiVersion(fields.get('apiVersion')!, kind), kind } };
}

const masked = new WeakMap<DocumentContent, string>();

/** The text without templates; the line of the cursor is read as it is where a branch of a template hides it. */
function readable(content: DocumentContent, offset: number): string {
  let text = masked.get(content);
  if (text === undefined) {
    text = maskTemplates(content.text).text;
    masked.set(content, text);
  }
  const start = content.text.lastIndexOf('\n', offset - 1) + 1;
  const newline = content.text.indexOf('\n', offset);
  const end = newline < 0 ? content.text.length : newline;
  const line = content.text.slice(start, end);
  return /\{[{%#]/.test(line) ? text : text.slice(0, start) + line + text.slice(end);
}

function isJson({ text }: DocumentContent): boolean {
  return /^\s*[{[]/.test(text);
}
