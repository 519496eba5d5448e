/**
 * The order in which keys are written: letters by their code, digits before letters, and runs of digits by the number
 * that they are (`go.yaml.in/yaml/v2/sorter.go`).
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i]!;
    const y = right[i]!;
    if (x === y) continue;
    const xIsLetter = isLetter(x);
    const yIsLetter = isLetter(y);
    if (xIsLetter && yIsLetter) return codeOf(x) - codeOf(y);
    if (xIsLetter || yIsLetter) return yIsLetter ? -1 : 1;
    return compareNumbers(left, right, i);
  }
  return left.length - right.length;
}

function compareNumbers(left: readonly string[], right: readonly string[], from: number): number {
  // Zeros count where a number has begun before them.
  let prefix = 0;
  if (left[from] === '0' || right[from] === '0') {
    for (let j = from - 1; j >= 0 && isDigit(left[j]!); j--) {
      if (left[j] !== '0') {
        prefix = 1;
        break;
      }
    }
  }
  const read = (text: readonly string[]) => {
    let value = prefix;
    let end = from;
    while (end < text.length && isDigit(text[end]!)) value = value * 10 + Number(text[end++]);
    return { value, end };
  };
  const x = read(left);
  const y = read(right);
  if (x.value !== y.value) return x.value - y.value;
  if (x.end !== y.end) return x.end - y.end;
  return codeOf(left[from]!) - codeOf(right[from]!);
}

const isLetter = (char: string) => /^\p{L}$/u.test(char);
const isDigit = (char: string) => /^\d$/.test(char);
const codeOf = (char: string) => char.codePointAt(0)!;
