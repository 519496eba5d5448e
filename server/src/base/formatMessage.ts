/** Messages become text: once per host, by the table of the reader's language. */
import { formatDuration, formatTimeRange, lengthTexts, type Unit } from './lengthOfTime.ts';
import {
  type Data,
  type List,
  type Message,
  type Phrase,
  paragraphId,
  type Text,
  type Texts,
  type Value,
} from './message.ts';

/** A table of texts, and how its language counts and lists. */
export interface Language {
  /** BCP 47, e.g. `zh-CN`. */
  readonly locale: string;
  readonly texts: Texts;
}

/** English lists as `a, b and c`. */
const english = 'en-GB';

/** The language in which every message is written; its texts come from the rooms that the host works with. */
export function inEnglish(texts: Texts): Language {
  return { locale: english, texts };
}

/** A piece of a text: our own words, or what filled a placeholder. */
export interface Part {
  readonly text: string;
  readonly isValue: boolean;
}

export interface FormatterOptions {
  /** Told of an unknown id and of a placeholder without a value. Without it readers see the id, or the placeholder. */
  readonly onProblem?: (problem: string) => void;
}

export class MessageFormatter {
  readonly #languages: readonly Dialect[];
  readonly #onProblem: ((problem: string) => void) | undefined;

  /** The reader's language first; what it has no text for is said in the next. */
  constructor(languages: readonly Language[], { onProblem }: FormatterOptions = {}) {
    this.#languages = languages.map((language) => new Dialect(language));
    this.#onProblem = onProblem;
  }

  /** The message in short: a line of a list, a title. */
  text(message: Message): string {
    const found = this.#find(message);
    return found ? this.#fill(found.dialect, shortOf(found.text), message) : message.id;
  }

  /** The same in pieces, so that the figures can be made to stand out. */
  parts(message: Message): Part[] {
    const found = this.#find(message);
    return found ? this.#parts(found.dialect, shortOf(found.text), message) : [{ text: message.id, isValue: false }];
  }

  /** Reasons and rules, for where there is room; undefined where all is said in short. */
  detail(message: Message): string | undefined {
    const found = this.#find(message);
    const phrase = found && detailOf(found.text);
    return phrase === undefined ? undefined : this.#fill(found!.dialect, phrase, message);
  }

  /** Both, one below the other. */
  full(message: Message): string {
    const detail = this.detail(message);
    return detail === undefined ? this.text(message) : `${this.text(message)}\n${detail}`;
  }

  duration(ms: number): string {
    return formatDuration(ms, this.#unitOf(this.#languages[0]!));
  }

  #find({ id }: Message): { readonly text: Text; readonly dialect: Dialect } | undefined {
    for (const dialect of this.#languages) {
      const text = dialect.textOf(id);
      if (text !== undefined) return { text, dialect };
    }
    this.#onProblem?.(`No text for the message ${id}`);
    return undefined;
  }

  #fill(dialect: Dialect, phrase: Phrase, message: Message): string {
    return this.#parts(dialect, phrase, message)
      .map(({ text }) => text)
      .join('');
  }

  #parts(dialect: Dialect, phrase: Phrase, { id, data = {} }: Message): Part[] {
    const form = typeof phrase === 'string' ? phrase : dialect.form(phrase, data);
    // What stands at odd places is the name of a placeholder.
    return form.split(/\{(\w+)\}/).flatMap((text, index): Part[] => {
      if (index % 2 === 0) return text === '' ? [] : [{ text, isValue: false }];
      const value = Object.hasOwn(data, text) ? data[text] : undefined;
      if (value !== undefined) return this.#partsOf(dialect, value);
      this.#onProblem?.(`Nothing fills {${text}} of the message ${id}`);
      return [{ text: `{${text}}`, isValue: false }];
    });
  }

  #partsOf(dialect: Dialect, value: Value): Part[] {
    if (typeof value === 'object' && 'id' in value) return this.parts(value);
    if (typeof value === 'object' && 'items' in value && value.join === 'sentences') {
      return value.items.flatMap((item, index) => [
        ...(index === 0 ? [] : [{ text: ' ', isValue: false }]),
        ...this.#partsOf(dialect, item),
      ]);
    }
    return [{ text: this.#show(dialect, value), isValue: true }];
  }

  #show(dialect: Dialect, value: Value): string {
    if (typeof value === 'string') return shortened(value);
    if (typeof value === 'number') return String(value);
    if ('id' in value) return this.text(value);
    if ('ms' in value) return formatDuration(value.ms, this.#unitOf(dialect));
    if ('bestMs' in value) return formatTimeRange(value, this.#unitOf(dialect));
    if ('verbatim' in value) return shortened(value.verbatim);
    if (value.join === 'sentences') return value.items.map((item) => this.#show(dialect, item)).join(' ');
    return dialect.list(
      value.join,
      value.items.map((item) => this.#show(dialect, item)),
    );
  }

  #unitOf(dialect: Dialect): (unit: Unit, count: string) => string {
    return (unit, count) =>
      this.#fill(dialect, dialect.textOf(`unit/${unit}`) as Phrase, { id: unit, data: { count } });
  }
}

type Enumeration = Exclude<List['join'], 'sentences'>;

/** A language with its rules for plurals and lists, made when first needed. */
class Dialect {
  readonly #locale: string;
  readonly #texts: Texts;
  #plurals: Intl.PluralRules | undefined;
  readonly #lists = new Map<Enumeration, Intl.ListFormat>();

  constructor({ locale, texts }: Language) {
    this.#locale = locale;
    this.#texts = texts;
  }

  textOf(id: string): Text | undefined {
    if (Object.hasOwn(this.#texts, id)) return this.#texts[id];
    if (id === paragraphId) return '{sentences}';
    return Object.hasOwn(lengthTexts, id) ? lengthTexts[id as keyof typeof lengthTexts] : undefined;
  }

  form(forms: Exclude<Phrase, string>, data: Data): string {
    this.#plurals ??= new Intl.PluralRules(this.#locale);
    return forms[this.#plurals.select(Number(data.count))] ?? forms.other;
  }

  list(join: Enumeration, items: readonly string[]): string {
    let format = this.#lists.get(join);
    if (!format) {
      const type = { and: 'conjunction', or: 'disjunction', comma: 'unit' } as const;
      format = new Intl.ListFormat(this.#locale, { type: type[join] });
      this.#lists.set(join, format);
    }
    return format.format(items);
  }
}

function shortOf(text: Text): Phrase {
  return typeof text === 'string' || 'other' in text ? text : text.text;
}

function detailOf(text: Text): Phrase | undefined {
  return typeof text === 'string' || 'other' in text ? undefined : text.detail;
}

const longest = 250;
const shown = 60;

/** A value that would fill the message by itself, by its beginning; what Kubernetes lists of its own is never that long. */
function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, shown)}…` : text;
}
