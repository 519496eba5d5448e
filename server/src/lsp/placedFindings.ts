/** Findings of what a chart or an overlay becomes, as those of the documents in which they stand. */
import type { PlacedFinding } from '../features/rendered/placedFinding.ts';
import type { Finding } from '../rules/finding.ts';

/** The findings of other files than `except`, by URI. */
export function byUri(
  findings: readonly PlacedFinding[],
  except: string,
  uriOf: (file: string) => string,
): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const uri = uriOf(finding.file);
    if (uri !== except) found.set(uri, [...(found.get(uri) ?? []), inDocument(finding, uriOf)]);
  }
  return found;
}

/** `uriOf` gives the URI of a file that the finding names. */
export function inDocument(
  { file, span, rule, severity, message, path, related, fixes }: PlacedFinding,
  uriOf: (file: string) => string,
): Finding {
  return {
    rule,
    severity,
    message,
    path,
    span,
    related: related.map((other) => ({ span: other.span, message: other.message, inFile: uriOf(other.file) })),
    unnecessary: false,
    fixes: () =>
      fixes().map(({ title, safe, edits }) => ({
        title,
        safe,
        edits: edits.map((edit) => ({
          span: edit.span,
          newText: edit.newText,
          ...(edit.file === file ? {} : { inFile: uriOf(edit.file) }),
        })),
      })),
  };
}
