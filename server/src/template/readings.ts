/**
 * Ways in which a template can come out. Each is free of contradictions: where the same condition stands twice, it has one
 * answer. They are few, whatever the number of choices: each text is put out in one of them, and what stands together in
 * one by chance does not in another.
 */
import type { Alternative, Choice } from './choices.ts';
import { type Condition, Suppositions } from './condition.ts';

/** Which alternative of each choice is put out; of a choice within text that is not, none. */
export type Reading = ReadonlyMap<Choice, number>;

/** A choice on the way to a place, and the alternative in which the place stands. */
export type Step = readonly [choice: Choice, taken: number];

/** In which order the alternatives of a choice are tried. */
export type Preference = (choice: Choice) => readonly number[];

export const firstOnes: Preference = ({ alternatives }) => alternatives.map((_, index) => index);

/** What is under a condition is left out wherever that is possible. */
export const lastOnes: Preference = (choice) => [...firstOnes(choice)].reverse();

/** The reading that has the place to which the steps lead, and otherwise what is preferred. */
export function readingOf(choices: readonly Choice[], prefer: Preference, steps: readonly Step[] = []): Reading {
  const suppositions = new Suppositions();
  const fixed = new Map<Choice, number>(steps);
  for (const [choice, taken] of steps) suppositions.suppose(toTake(choice, taken));
  const reading = new Map<Choice, number>();
  const waiting = [...choices].reverse();
  while (waiting.length > 0) {
    const choice = waiting.pop()!;
    const order = prefer(choice);
    const taken =
      fixed.get(choice) ??
      order.find((index) => suppositions.suppose(toTake(choice, index))) ??
      choice.alternatives.length - 1;
    reading.set(choice, taken);
    waiting.push(...[...choice.alternatives[taken]!.choices].reverse());
  }
  return reading;
}

/** The conditions under which an alternative is taken: its own, and none of those before it. */
function toTake({ alternatives }: Choice, taken: number): [Condition, boolean][] {
  return alternatives
    .slice(0, taken + 1)
    .flatMap(({ condition }, index): [Condition, boolean][] => (condition ? [[condition, index === taken]] : []));
}

/** The alternatives that a reading leaves out, outermost only, in the order of the text. */
export function leftOut(choices: readonly Choice[], reading: Reading): Alternative[] {
  const found: Alternative[] = [];
  const waiting = [...choices].reverse();
  while (waiting.length > 0) {
    const choice = waiting.pop()!;
    const taken = reading.get(choice);
    for (const [index, alternative] of choice.alternatives.entries())
      if (index !== taken && alternative.end > alternative.start) found.push(alternative);
    if (taken !== undefined) waiting.push(...[...choice.alternatives[taken]!.choices].reverse());
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The way to a place, from the outermost choice on. */
export function stepsTo(choices: readonly Choice[], offset: number): Step[] {
  const steps: Step[] = [];
  let level = choices;
  for (;;) {
    const choice = level.find(({ start, end }) => start <= offset && offset < end);
    const taken = choice?.alternatives.findIndex(({ start, end }) => start <= offset && offset < end) ?? -1;
    if (!choice || taken < 0) return steps;
    steps.push([choice, taken]);
    level = choice.alternatives[taken]!.choices;
  }
}

/** Prefers what no reading has shown yet. */
export function unseenOnes(choices: readonly Choice[], unseen: ReadonlySet<Alternative>): Preference {
  const wanted = new Set<Alternative>();
  const around: [Choice, Alternative | undefined][] = choices.map((choice) => [choice, undefined]);
  const parents = new Map<Alternative, Alternative | undefined>();
  while (around.length > 0) {
    const [{ alternatives }, parent] = around.pop()!;
    for (const alternative of alternatives) {
      parents.set(alternative, parent);
      for (const choice of alternative.choices) around.push([choice, alternative]);
    }
  }
  for (const alternative of unseen)
    for (let at: Alternative | undefined = alternative; at && !wanted.has(at); at = parents.get(at)) wanted.add(at);
  return (choice) => {
    const order = lastOnes(choice);
    const isWanted = (index: number) => wanted.has(choice.alternatives[index]!);
    return [...order.filter(isWanted).reverse(), ...order.filter((index) => !isWanted(index))];
  };
}

/** These choices and those within their alternatives, in the order of the text. */
export function choicesIn(choices: readonly Choice[]): Choice[] {
  const found: Choice[] = [];
  const waiting = [...choices];
  while (waiting.length > 0) {
    const choice = waiting.pop()!;
    found.push(choice);
    for (const alternative of choice.alternatives) waiting.push(...alternative.choices);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** All alternatives, the inner ones too. */
export function alternativesIn(choices: readonly Choice[]): Alternative[] {
  return choicesIn(choices).flatMap(({ alternatives }) => alternatives);
}
