/** A finding as the features show it. */
import { formatFieldPath } from '../base/fieldPath.ts';
import type { Span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import type { DocumentFacts } from '../manifest/index/facts.ts';
import type { AnyRule, Data, RawFinding, RawFix, RawRelated, Severity } from './rule.ts';

/** All spans are relative to the document that the finding is about, if they don't name another. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly messageId: string;
  readonly message: string;
  readonly data: Data;
  /** As the API server names the field, e.g. `spec.containers[0].image`. */
  readonly path: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly unnecessary: boolean;
  readonly fixes: () => readonly Fix[];
}

export interface Related {
  readonly span: Span;
  readonly message: string;
  /** Where the span is in another document than the finding's: the file, and the document to which it is relative. */
  readonly elsewhere?: { readonly file: string; readonly document: DocumentFacts };
}

export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export function makeFinding(rule: AnyRule, raw: RawFinding, severity: Severity = rule.meta.severity): Finding {
  const { meta } = rule;
  const data = raw.data ?? {};
  return {
    rule: meta.id,
    severity,
    messageId: raw.message,
    message: formatMessage(meta.messages[raw.message], data),
    data,
    path: formatFieldPath(raw.path ?? raw.at.path),
    span: raw.on === 'key' ? raw.at.keySpan : (raw.on ?? raw.at.span),
    related: [...(raw.related ?? []).map((related) => makeRelated(rule, related, data)), ...anchorOf(raw)],
    unnecessary: raw.unnecessary ?? false,
    fixes: () => (raw.fixes?.() ?? []).flatMap((fix) => makeFix(rule, fix, data)),
  };
}

/** What an alias brought in is reported at the alias; this is where it can be changed. */
function anchorOf({ at, on }: RawFinding): Related[] {
  const span = on === undefined || on === 'key' ? at.anchorSpan : undefined;
  return span ? [{ span, message: 'The alias brings it in from here.' }] : [];
}

function makeRelated({ meta }: AnyRule, { at, on, message, data }: RawRelated, findingData: Data): Related {
  const text = formatMessage(meta.messages[message], data ?? findingData);
  if (!('facts' in at)) return { span: on ?? at.span, message: text };
  return { span: on ?? at.facts.span, message: text, elsewhere: { file: at.file, document: at.document } };
}

function makeFix({ meta }: AnyRule, { title, data, safe, edits }: RawFix, findingData: Data): Fix[] {
  if (!edits || edits.length === 0) return [];
  return [{ title: formatMessage(meta.messages[title], data ?? findingData), safe, edits }];
}

/** Fills the `{placeholders}` of a text; one without a value stays as it is, so that tests see it. */
export function formatMessage(text: string | undefined, data: Data): string {
  return (text ?? '').replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    shortened(String(data[name] ?? placeholder)),
  );
}

const longest = 250;
const shown = 60;

/** A text that would fill the message by itself, by its beginning; what Kubernetes lists of its own is never that long. */
function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, shown)}…` : text;
}
