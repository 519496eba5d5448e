/** A language made of the English table: what is still in Latin letters was not translated. */
import { type Language, MessageFormatter } from '../../server/src/base/formatMessage.ts';
import type { Phrase, PluralForms, Text, Texts } from '../../server/src/base/message.ts';

/** A formatter that has a text of its own for every message; one that it lacks, or that lacks a value, throws. */
export function pseudoFormatter({ locale, texts }: Language): MessageFormatter {
  const other: Texts = Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, translated(text)]));
  return new MessageFormatter([{ locale, texts: other }], {
    onProblem: (problem) => {
      throw new Error(problem);
    },
  });
}

function translated(text: Text): Text {
  if (typeof text === 'string') return inPseudo(text);
  if ('other' in text) return formsInPseudo(text);
  return { text: phraseInPseudo(text.text), detail: phraseInPseudo(text.detail) };
}

function phraseInPseudo(phrase: Phrase): Phrase {
  return typeof phrase === 'string' ? inPseudo(phrase) : formsInPseudo(phrase);
}

function formsInPseudo(forms: PluralForms): PluralForms {
  const entries = Object.entries(forms).map(([form, text]: [string, string]) => [form, inPseudo(text)]);
  return Object.fromEntries(entries) as unknown as PluralForms;
}

/** Each letter outside of placeholders by one of another alphabet. */
function inPseudo(text: string): string {
  return text
    .split(/(\{\w+\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[A-Za-z]/g, 'ж')))
    .join('');
}

/** Three words of English in a row, but for the names of pages that links lead to. */
export function untranslatedIn(text: string): string[] {
  return text.replace(/\[[^\]]*\]\(http/g, '').match(/[A-Za-z’']+ [A-Za-z’']+ [A-Za-z’']+/g) ?? [];
}
