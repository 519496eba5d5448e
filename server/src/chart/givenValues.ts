/** Values that stand over a chart's own: further files, and single ones written as `--set` takes them. */
import { bool, emptyString, int, list, type MapValue, map, string, untypedNil, type Value } from './value.ts';

/** `b` over `a`: mappings are merged, anything else is replaced (`MergeMaps` of `pkg/cli/values`). */
export function mergeValues(a: MapValue, b: MapValue): MapValue {
  const merged = map(a.entries, a.origins);
  for (const [key, value] of b.entries) {
    const before = merged.entries.get(key);
    merged.entries.set(key, before?.type === 'map' && value.type === 'map' ? mergeValues(before, value) : value);
  }
  return merged;
}

/** Beyond it a list that a single value makes is a mistake. */
const longestList = 65_536;

/**
 * The values of `name=value,list[0].key={a,b}` over others (`pkg/strvals`). Throws an `Error` that says what is wrong with
 * the text.
 */
export function setValues(values: MapValue, text: string): MapValue {
  let result = values;
  for (const assignment of splitUnescaped(text, ',')) {
    if (assignment.trim() === '') continue;
    const at = indexOfUnescaped(assignment, '=');
    if (at < 0) throw new Error(`key ${JSON.stringify(assignment)} has no value`);
    const steps = stepsOf(assignment.slice(0, at));
    result = setAt(result, steps, valueOfText(assignment.slice(at + 1))) as MapValue;
  }
  return result;
}

function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const part of splitUnescaped(path, '.')) {
    const [, name = '', indexes = ''] = /^((?:\\.|[^\\[])*)((?:\[\d+\])*)$/.exec(part) ?? [];
    if (name === '' && indexes === '') throw new Error(`invalid key ${JSON.stringify(path)}`);
    if (name !== '') steps.push(unescaped(name));
    for (const [, index] of indexes.matchAll(/\[(\d+)\]/g)) {
      if (Number(index) > longestList) throw new Error(`index ${index} is too large`);
      steps.push(Number(index));
    }
  }
  return steps;
}

function setAt(target: Value | undefined, [step, ...rest]: readonly (string | number)[], value: Value): Value {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items: Value[] = target?.type === 'list' ? [...target.items] : [];
    while (items.length < step) items.push(untypedNil);
    items[step] = setAt(items[step], rest, value);
    return list(items);
  }
  const copied = map(target?.type === 'map' ? target.entries : []);
  copied.entries.set(step, setAt(copied.entries.get(step), rest, value));
  return copied;
}

function valueOfText(text: string): Value {
  if (text.startsWith('{') && text.endsWith('}')) {
    const inner = text.slice(1, -1);
    return list(inner === '' ? [] : splitUnescaped(inner, ',').map((item) => scalarOf(item.trim())));
  }
  return scalarOf(text);
}

function scalarOf(source: string): Value {
  const text = unescaped(source);
  if (text === 'true' || text === 'false') return bool(text === 'true');
  if (text === 'null') return untypedNil;
  if (text === '0') return int(0, 'int64');
  if (/^[-+]?[1-9]\d{0,15}$/.test(text)) return int(Number(text), 'int64');
  return text === '' ? emptyString : string(text);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

function indexOfUnescaped(text: string, wanted: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === wanted) return i;
  }
  return -1;
}

/** At each separator that has no backslash before it and does not stand between braces. */
function splitUnescaped(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === separator && depth <= 0) {
      pieces.push(text.slice(start, i));
      start = i + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}
