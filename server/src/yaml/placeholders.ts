/** Placeholders that tools without a language fill in: `envsubst`, `sed` and the like. */
import { type Span, span } from '../base/span.ts';

/** `${NAME}` and `${NAME:-default}`, `__NAME__`, `@NAME@`. */
const placeholder =
  /\$\{[A-Za-z_]\w*(?:[:?+=-][^{}\n]*)?\}|(?<!\w)__[A-Z][A-Z\d]*(?:_[A-Z\d]+)*__(?!\w)|(?<![\w@])@[A-Z][A-Z\d_]*@(?![\w@])/g;

export function placeholders(text: string): Span[] {
  return [...text.matchAll(placeholder)].map(({ 0: source, index }) => span(index, index + source.length));
}
