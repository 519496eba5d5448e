/**
 * A message is an id and data; it becomes text only where it is shown (`formatMessage.ts`), in the reader's language.
 *
 * English stands beside what it belongs to: in `meta.messages` of a rule, or in a file `messages.ts` of a room:
 *
 *     export const say = defineMessages('restart', {
 *       late: '{container} is restarted {window} after each start.',
 *       pods: { one: '{count} pod waits.', other: '{count} pods wait.' },
 *     });
 *     say.late({ container: 'app', window: timeWindow(killed) });   // { id: 'restart/late', data: … }
 *
 * A text is a whole sentence (or several): another language orders the parts of one differently. What depends on the case
 * gets an id of its own, never a placeholder that holds half a sentence.
 */

/** Plain JSON: it can be compared, stored, and sent to another thread or program. */
export interface Message {
  readonly id: string;
  readonly data?: Data;
}

/** What fills the `{placeholders}` of a text. */
export type Data = Readonly<Record<string, Value>>;

export type Value =
  /** A name, a field or what stands in it: shown as it is, shortened where it would fill the message. */
  string | number | Duration | TimeRange | List | Verbatim | Message;

/** A length of time. */
export interface Duration {
  readonly ms: number;
}

/** Between two lengths of time: `5–8 s`. */
export interface TimeRange {
  readonly bestMs: number;
  readonly worstMs: number;
}

/** `a, b and c`, `a, b or c`, or `a, b, c`; or whole sentences, one after the other. */
export interface List {
  readonly join: 'and' | 'or' | 'comma' | 'sentences';
  readonly items: readonly Value[];
}

/** Words of Kubernetes, such as the text of an event or of an error of the API server: never translated. */
export interface Verbatim {
  readonly verbatim: string;
}

/** One form of a text, or one for each plural form of the number in `count`. */
export type Phrase = string | PluralForms;
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/**
 * `text` is what a list of messages shows: about 120 characters, with the consequence. Reasons and rules go into `detail`,
 * which is shown below it where there is room.
 */
export type Text = Phrase | { readonly text: Phrase; readonly detail: Phrase };
export type Texts = Readonly<Record<string, Text>>;

export function duration(ms: number): Duration {
  return { ms };
}

export function seconds(count: number): Duration {
  return { ms: count * 1000 };
}

/** The ends of a time window, without what else is known of it. */
export function timeRange({ bestMs, worstMs }: TimeRange): TimeRange {
  return { bestMs, worstMs };
}

export function allOf(items: readonly Value[]): List {
  return { join: 'and', items };
}

export function anyOf(items: readonly Value[]): List {
  return { join: 'or', items };
}

export function listed(items: readonly Value[]): List {
  return { join: 'comma', items };
}

/** Several whole sentences as one message, in the order in which they are to be read. */
export function paragraph(sentences: readonly Message[]): Message {
  if (sentences.length === 1) return sentences[0]!;
  return { id: paragraphId, data: { sentences: { join: 'sentences', items: sentences } } };
}

/** Every formatter knows it. */
export const paragraphId = 'paragraph';

export function verbatim(text: string): Verbatim {
  return { verbatim: text };
}

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type StringsIn<T> = T extends string ? T : { [K in keyof T]: StringsIn<T[K]> }[keyof T];
type CountIn<T> = T extends { readonly other: string } ? 'count' : T extends string ? never : CountOfParts<T>;
type CountOfParts<T> = { [K in keyof T]: CountIn<T[K]> }[keyof T];
/** The placeholders of a text: the compiler asks for each of them. */
type Placeholders<T> = NamesIn<StringsIn<T>> | CountIn<T>;

export type Messages<T extends Texts> = {
  readonly [K in keyof T]: [Placeholders<T[K]>] extends [never]
    ? () => Message
    : (data: Readonly<Record<Placeholders<T[K]>, Value>>) => Message;
};

const tables = new WeakMap<object, Texts>();

/** Builders of a room's messages, one for each text; their ids are `<room>/<key>`. */
export function defineMessages<const T extends Texts>(room: string, texts: T): Messages<T> {
  const builders: Record<string, (data?: Data) => Message> = {};
  const table: Record<string, Text> = {};
  for (const [key, text] of Object.entries(texts)) {
    const id = `${room}/${key}`;
    const bare: Message = { id };
    builders[key] = (data) => (data ? { id, data } : bare);
    table[id] = text;
  }
  tables.set(builders, table);
  return builders as Messages<T>;
}

/** The texts of rooms by id. Throws where two rooms give one id. */
export function textsOf(...rooms: readonly object[]): Texts {
  return mergeTexts(
    ...rooms.map((room) => {
      const table = tables.get(room);
      if (!table) throw new Error('Not made by defineMessages');
      return table;
    }),
  );
}

/** Several tables as one. Throws where two of them have a text for one id. */
export function mergeTexts(...parts: readonly Texts[]): Texts {
  const all: Record<string, Text> = {};
  for (const [id, text] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.hasOwn(all, id)) throw new Error(`Two texts for the message ${id}`);
    all[id] = text;
  }
  return all;
}
