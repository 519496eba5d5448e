/** Comments that silence a finding, offered after its fixes. */

import { isCollection, isScalar, visit } from 'yaml';
import { lineStart } from '../../base/line.ts';
import { span } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import type { DocumentContent, ManifestDocument, ManifestFile } from '../../manifest/file.ts';
import type { Finding } from '../../rules/finding.ts';
import { suppressionsOf } from '../../rules/suppression.ts';

/** The edit with a reason in the comment; an added rule shares the reason that stands there already. */
export function withReason({ span: place, newText }: TextEdit, reason: string): TextEdit {
  const text = reason.replaceAll(/\s+/g, ' ').trim();
  const [, comment, newline] = /^(\s*#.*?)(\r?\n)$/.exec(newText) ?? [];
  return text === '' || comment === undefined
    ? { span: place, newText }
    : { span: place, newText: `${comment} -- ${text}${newline}` };
}

/**
 * The edit after which a comment above the finding's line silences its rule. `undefined` where no comment can stand
 * there: in JSON, in broken YAML, inside of braces or of a text that goes over several lines, before a document's marker.
 */
export function suppressionOf(file: ManifestFile, finding: Finding): TextEdit | undefined {
  if (unsilenced.includes(finding.rule)) return undefined;
  const document = documentAt(file, finding.span.start);
  if (!document || isJson(document.content)) return undefined;
  const { content, offset } = document;
  const { text } = content;
  const start = lineStart(text, finding.span.start - offset);
  const line = /^.*/.exec(text.slice(start))![0];
  // A comment before the marker would belong to the document before; a tab is no indentation.
  if (/^(---|%)/.test(line) || /^ *\t/.test(line) || isInside(content, start)) return undefined;
  const above = suppressionsOf(content).find(
    ({ scope, extent, span: comment, rules }) =>
      scope === 'line' && extent.start === start && comment.start < start && rules.length > 0,
  );
  if (above) {
    const end = above.rules.at(-1)!.span.end + offset;
    return { span: span(end, end), newText: `, ${finding.rule}` };
  }
  const indent = /^ */.exec(line)![0];
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  // Never before a byte order mark.
  const place = start + offset + (line.startsWith('\uFEFF') ? 1 : 0);
  return {
    span: span(place, place),
    newText: `${indent}# probewise-disable-next-line ${finding.rule}${newline}`,
  };
}

/**
 * The edit after which a comment in the head of the finding's document, or of the whole file, silences its rule there.
 * `undefined` where no comment can stand there.
 */
export function wideSuppressionOf(
  file: ManifestFile,
  finding: Finding,
  scope: 'document' | 'file',
): TextEdit | undefined {
  if (unsilenced.includes(finding.rule)) return undefined;
  const document =
    scope === 'document'
      ? documentAt(file, finding.span.start)
      : file.documents.find(({ content }) => content.yaml.root !== null);
  if (!document || isJson(document.content)) return undefined;
  const { content, offset } = document;
  const { text, yaml } = content;
  const already = suppressionsOf(content).find(
    (comment) => comment.scope === scope && !comment.isMisplaced && comment.rules.length > 0,
  );
  if (already) {
    const end = already.rules.at(-1)!.span.end + offset;
    return { span: span(end, end), newText: `, ${finding.rule}` };
  }
  // Above the first field, below what else stands in the head.
  const begins = yaml.root?.range?.[0] ?? 0;
  const start = lineStart(text, begins);
  const line = text.slice(start, begins);
  if (/[^\s\uFEFF-]/.test(line) || line.startsWith('---')) return undefined;
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const place = start + offset + (line.startsWith('\uFEFF') ? 1 : 0);
  const word = scope === 'file' ? 'probewise-disable-file' : 'probewise-disable';
  return { span: span(place, place), newText: `# ${word} ${finding.rule}${newline}` };
}

/** A comment may change what is made of broken text; what is wrong with a comment is put right, not silenced. */
const unsilenced: readonly string[] = ['yaml-syntax', 'unused-suppression', 'unknown-target'];

function documentAt({ documents }: ManifestFile, offset: number): ManifestDocument | undefined {
  return documents.findLast((document) => document.offset <= offset);
}

function isJson({ yaml, text }: DocumentContent): boolean {
  const { root } = yaml;
  return root?.range ? /[{[]/.test(text[root.range[0]] ?? '') : true;
}

/** Whether the line begins inside of something where a comment would not be one, or would look out of place. */
function isInside({ yaml }: DocumentContent, lineStart: number): boolean {
  let inside = false;
  if (yaml.root)
    visit(yaml.root, (_, node) => {
      if (!isScalar(node) && !(isCollection(node) && node.flow)) return undefined;
      const range = node.range;
      if (!range || range[0] >= lineStart || lineStart >= range[1]) return undefined;
      inside = true;
      return visit.BREAK;
    });
  return inside;
}
