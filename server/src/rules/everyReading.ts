/**
 * What is wrong however a template comes out. A finding holds if it is made in each reading that shows its place: what is
 * wrong in one branch is reported there, and what is wrong only beside something that another condition decides is not.
 */
import { within } from '../base/span.ts';
import type { DocumentContent } from '../manifest/file.ts';
import { contentIn } from '../manifest/readings.ts';
import type { Alternative, Choice } from '../template/choices.ts';
import {
  alternativesIn,
  firstOnes,
  lastOnes,
  type Reading,
  readingOf,
  type Step,
  stepsTo,
  unseenOnes,
} from '../template/readings.ts';
import { mainReading } from '../yaml/template.ts';
import type { Finding } from './finding.ts';

/** So many readings of one document are worth their time; a finding that would need more of them is not made. */
const mostReadings = 16;
/** The same for documents that take long to read, in code units. */
const long = 100_000;
const mostOfLong = 4;

/** @param find makes the findings of one reading; the document itself is the main one. */
export function inEveryReading(
  content: DocumentContent,
  find: (content: DocumentContent) => readonly Finding[],
): readonly Finding[] {
  const choices = content.yaml.templated?.choices ?? [];
  return choices.length === 0 ? find(content) : new Comparison(content, choices, find).findings();
}

interface Read {
  readonly content: DocumentContent;
  readonly findings: ReadonlyMap<string, Finding>;
}

class Comparison {
  readonly #content: DocumentContent;
  readonly #choices: readonly Choice[];
  readonly #find: (content: DocumentContent) => readonly Finding[];
  /** By what they take; undefined where a reading is no document. */
  readonly #reads = new Map<string, Read | undefined>();
  /** Places, by the steps that lead to them, of which all readings are there that are needed. */
  readonly #compared = new Set<string>();
  readonly #most: number;

  constructor(
    content: DocumentContent,
    choices: readonly Choice[],
    find: (content: DocumentContent) => readonly Finding[],
  ) {
    this.#content = content;
    this.#choices = choices;
    this.#find = find;
    this.#most = content.text.length > long ? mostOfLong : mostReadings;
  }

  findings(): readonly Finding[] {
    const main = this.#add(mainReading(this.#content.yaml.templated!), this.#content)!;
    const candidates = [...main.findings.values(), ...this.#elsewhere()];
    return candidates
      .map((finding) => ({ finding, steps: stepsTo(this.#choices, finding.span.start) }))
      .sort((a, b) => a.steps.length - b.steps.length)
      .filter(({ finding, steps }) => this.#holds(finding, steps))
      .map(({ finding }) => finding);
  }

  /** What readings find that show what the main one leaves out, about that. */
  #elsewhere(): Finding[] {
    const { text, yaml } = this.#content;
    const unseen = new Set(
      alternativesIn(this.#choices).filter(
        ({ start, end }) => within(yaml.templates.leftOut, start) && /\S/.test(text.slice(start, end)),
      ),
    );
    const found: Finding[] = [];
    while (unseen.size > 0 && this.#reads.size < this.#most / 2) {
      const [first] = unseen;
      const read = this.#show(first!, unseen);
      for (const alternative of [...unseen])
        if (alternative === first || (read && !isLeftOut(read.content, alternative.start))) unseen.delete(alternative);
      for (const finding of read?.findings.values() ?? [])
        if (within(yaml.templates.leftOut, finding.span.start)) found.push(finding);
    }
    const seen = new Set<string>();
    return found.filter((finding) => !seen.has(identity(finding)) && seen.add(identity(finding)));
  }

  #show(first: Alternative, unseen: ReadonlySet<Alternative>): Read | undefined {
    const steps = stepsTo(this.#choices, first.start);
    return this.#add(readingOf(this.#choices, unseenOnes(this.#choices, unseen), steps));
  }

  /** Whether each reading that shows the finding's place makes it; they are chosen to differ in all the rest. */
  #holds(finding: Finding, steps: readonly Step[]): boolean {
    if (!this.#isCompared(steps)) return false;
    const id = identity(finding);
    return [...this.#reads.values()].every(
      (read) => read === undefined || read.findings.has(id) || isLeftOut(read.content, finding.span.start),
    );
  }

  /** Reads the document in two ways that have these steps in common; false where there is no time for that. */
  #isCompared(steps: readonly Step[]): boolean {
    const context = steps.map(([{ start }, taken]) => `${start}:${taken}`).join(' ');
    if (this.#compared.has(context)) return true;
    for (const prefer of [firstOnes, lastOnes]) {
      if (this.#reads.size >= this.#most) return false;
      this.#add(readingOf(this.#choices, prefer, steps));
    }
    this.#compared.add(context);
    return true;
  }

  #add(reading: Reading, known?: DocumentContent): Read | undefined {
    const key = signature(reading);
    if (!this.#reads.has(key)) {
      const content = known ?? contentIn(this.#content, reading);
      const findings = content && new Map(this.#find(content).map((finding) => [identity(finding), finding]));
      this.#reads.set(key, content && findings && { content, findings });
    }
    return this.#reads.get(key);
  }
}

function isLeftOut({ yaml }: DocumentContent, offset: number): boolean {
  return within(yaml.templates.leftOut, offset);
}

/** What a finding is about, whatever it says: its words may differ from reading to reading. */
function identity({ rule, span }: Finding): string {
  return `${rule} ${span.start} ${span.end}`;
}

function signature(reading: Reading): string {
  return [...reading].map(([{ start }, taken]) => `${start}:${taken}`).join(' ');
}
