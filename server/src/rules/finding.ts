/** A finding as the features show it. */
import { formatFieldPath } from '../base/fieldPath.ts';
import { type Data, defineMessages, type Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import { inOrder, type TextEdit } from '../base/textEdit.ts';
import type { DocumentFacts } from '../manifest/index/facts.ts';
import type { AnyRule, RawFinding, RawFix, RawRelated, Severity } from './rule.ts';

export const findingMessages = defineMessages('finding', {
  anchor: 'The alias brings it in from here.',
  more: { one: '{count} more place is not listed.', other: '{count} more places are not listed.' },
});

const none: Data = {};

/** All spans are relative to the document that the finding is about, if they don't name another. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Its id is `<rule>/<message>`. */
  readonly message: Message;
  /** As the API server names the field, e.g. `spec.containers[0].image`. */
  readonly path: string;
  readonly span: Span;
  /** The mapping that it is about, where `span` is no more than the name of that. */
  readonly block?: Span;
  /** Whether it is about a field that is not there. */
  readonly missing?: true;
  readonly related: readonly Related[];
  readonly unnecessary: boolean;
  readonly fixes: () => readonly Fix[];
}

export interface Related {
  readonly span: Span;
  readonly message: Message;
  /** Where the span is in another document than the finding's: the file, and the document to which it is relative. */
  readonly elsewhere?: { readonly file: string; readonly document: DocumentFacts };
  /** The file where the span is in another one that need not hold manifests; then it is relative to that file. */
  readonly inFile?: string;
}

export interface Fix {
  readonly title: Message;
  readonly safe: boolean;
  readonly edits: readonly FixEdit[];
}

export interface FixEdit extends TextEdit {
  /** The file where the edit is one of another file than the finding's; the span is relative to that file. */
  readonly inFile?: string;
}

export function makeFinding(rule: AnyRule, raw: RawFinding, severity: Severity = rule.meta.severity): Finding {
  const { meta } = rule;
  const data = raw.data ?? none;
  return {
    rule: meta.id,
    severity,
    message: messageOf(rule, raw.message, data),
    path: formatFieldPath(raw.path ?? raw.at.path),
    span: raw.on === 'key' ? raw.at.keySpan : (raw.on ?? raw.at.span),
    ...blockOf(rule, raw),
    ...(raw.at.present ? {} : { missing: true }),
    related: [...relatedOf(rule, raw, data), ...anchorOf(raw)],
    unnecessary: raw.unnecessary ?? false,
    fixes: () => (raw.fixes?.() ?? []).flatMap((fix) => makeFix(rule, fix, data)),
  };
}

/** Rules about whole objects that point to a key speak of the name, all others of what stands below it or is missing there. */
function blockOf({ meta: { appliesTo } }: AnyRule, { at, on }: RawFinding): { readonly block: Span } | undefined {
  const isAboutName = on === 'key' && (appliesTo === 'object' || appliesTo === 'document');
  if (isAboutName || typeof on === 'object') return undefined;
  let node = at;
  while (!node.present && node.parent) node = node.parent;
  return node.isMap && node.pair && !node.aliasSpan ? { block: node.extent } : undefined;
}

/** More places than these help no reader, and a Service that selects n of n pods would make n × n of them. */
const mostRelated = 20;

function relatedOf(rule: AnyRule, { at, related = [] }: RawFinding, data: Data): Related[] {
  const places = related.slice(0, mostRelated).map((one) => makeRelated(rule, one, data));
  const count = related.length - places.length;
  return count === 0 ? places : [...places, { span: at.span, message: findingMessages.more({ count }) }];
}

/** What an alias brought in is reported at the alias; this is where it can be changed. */
function anchorOf({ at, on }: RawFinding): Related[] {
  const span = on === undefined || on === 'key' ? at.anchorSpan : undefined;
  return span ? [{ span, message: findingMessages.anchor() }] : [];
}

function makeRelated(rule: AnyRule, { at, on, message: key, data }: RawRelated, findingData: Data): Related {
  const message = messageOf(rule, key, data ?? findingData);
  if (!('facts' in at)) return { span: on ?? at.span, message };
  return { span: on ?? at.facts.span, message, elsewhere: { file: at.file, document: at.document } };
}

function makeFix(rule: AnyRule, { title, data, safe, edits }: RawFix, findingData: Data): Fix[] {
  const ordered = edits && inOrder(edits);
  if (!ordered || ordered.length === 0) return [];
  return [{ title: messageOf(rule, title, data ?? findingData), safe, edits: ordered }];
}

function messageOf({ meta }: AnyRule, key: string, data: Data): Message {
  return { id: `${meta.id}/${key}`, data };
}
