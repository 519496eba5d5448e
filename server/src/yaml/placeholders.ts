/** Placeholders that tools without a language fill in, `envsubst`, `sed` and the like, or people. */
import { type Span, span } from '../base/span.ts';

/** What a text without any of these has no placeholder in. */
export const placeholderHint =
  /\$\{|__[A-Z]|@[A-Z]|%[A-Z%]|<[*A-Za-z]|REPLACE|CHANGE|YOUR[_ -]|\(\([A-Za-z]|[:-] \{[\w.-]{1,60}\}/;

/**
 * `${NAME}` and `${NAME:-default}`, `__NAME__`, `@NAME@`, `%NAME%` (but for variables of Windows), `%%%`; `<your name>`,
 * `REPLACE_ME`, `CHANGEME`, `YOUR_NAME`, `YOUR NAME`; `((NAME))`; `{name}/app` and `{volume-id}`, which are no mappings.
 */
const placeholder =
  /\$\{[A-Za-z_]\w*(?:[:?+=-][^{}\n]*)?\}|(?<!\w)__[A-Z][A-Z\d]*(?:_[A-Z\d]+)*__(?!\w)|(?<![\w@])@[A-Z][A-Z\d_]*@(?![\w@])|(?<![\w%])%(?!(?:CONTAINER_SANDBOX_MOUNT_POINT|PATH|TEMP|USERPROFILE|PROGRAMDATA|PROGRAMFILES|SYSTEMROOT|COMPUTERNAME)%)[A-Z][A-Z\d_]*%(?![\w%])|%{3}|\[YOUR[_ -][A-Z\d_-]{0,60}\]|<(?:\*\.)?[A-Za-z][\w.-]{0,60}(?: [\w.`/-]{1,60}){0,6}>|(?<![A-Z])(?:REPLACE[_-]?(?:ME|THIS|WITH[A-Z\d_-]*)|CHANGE[_-]?(?:ME|THIS)|YOUR[_ -][A-Z\d_-]*[A-Z\d])(?![A-Za-z])|(?<!\$)\(\([A-Za-z][\w.-]{0,60}\)\)|(?<=[:-] )\{[A-Za-z][\w.-]{0,60}\}(?=[\w/:.@-])|(?<=: )\{[A-Za-z][A-Za-z\d]{0,30}[_-][\w-]{1,60}\}(?=[ \t]*(?:#|\r|\n|$))/g;

export function placeholders(text: string): Span[] {
  return [...text.matchAll(placeholder)].map(({ 0: source, index }) => span(index, index + source.length));
}
