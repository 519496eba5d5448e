/**
 * Helm and other `{{ … }}` templates. A template is masked by text of the same length, so no offset moves, and what it
 * covered is remembered as unknown.
 */
import { type Span, span } from '../base/span.ts';

export interface MaskedText {
  /** As long as the original; free of templates. */
  readonly text: string;
  /** Templates inside a line: the value they stand in is unknown. */
  readonly inline: readonly Span[];
  /** Lines that are nothing but a template: anything could be inserted there. */
  readonly lines: readonly Span[];
}

const control = /^\{\{-?\s*(?:if|else|end|range|with|define|block|template|\/\*|\$)/;

export function maskTemplates(text: string): MaskedText {
  if (!text.includes('{{')) return { text, inline: [], lines: [] };
  const inline: Span[] = [];
  const lines: Span[] = [];
  let masked = '';
  let end = 0;
  for (const template of templates(text)) {
    masked += text.slice(end, template.start);
    const source = text.slice(template.start, template.end);
    if (standsAlone(text, template)) {
      if (!control.test(source)) lines.push(template);
      masked += source.replace(/[^\r\n]/g, '#');
    } else {
      inline.push(template);
      masked += source.replace(/[^\r\n]/g, 'x');
    }
    end = template.end;
  }
  return { text: masked + text.slice(end), inline, lines };
}

function* templates(text: string): Generator<Span> {
  let from = 0;
  for (;;) {
    const start = text.indexOf('{{', from);
    if (start < 0) return;
    const close = text.indexOf('}}', start + 2);
    if (close < 0) return;
    from = close + 2;
    yield span(start, from);
  }
}

/** Whether nothing but white space and further templates shares the template's lines. */
function standsAlone(text: string, template: Span): boolean {
  const before = text.slice(text.lastIndexOf('\n', template.start - 1) + 1, template.start);
  const lineEnd = text.indexOf('\n', template.end);
  const after = text.slice(template.end, lineEnd < 0 ? text.length : lineEnd);
  return /^\s*(\{\{[^\n]*\}\}\s*)*$/.test(before) && /^\s*(\{\{[^\n]*\}\}\s*)*(#.*)?$/.test(after);
}
