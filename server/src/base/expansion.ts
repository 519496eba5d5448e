/**
 * Replaces the `$(NAME)` in a text by what `valueFor` gives for the name; where it gives nothing, they stay as they are. `$$`
 * stands for a dollar sign. Linear in the text.
 * Upstream: `Expand` in `third_party/forked/golang/expansion/expand.go`.
 */
export function expand(text: string, valueFor: (name: string) => string | undefined): string {
  let expanded = '';
  let done = 0;
  for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', done)) {
    const next = text[dollar + 1];
    expanded += text.slice(done, dollar);
    if (next === '(') {
      const end = text.indexOf(')', dollar + 2);
      if (end < 0) return expanded + withoutReferences(text.slice(dollar));
      expanded += valueFor(text.slice(dollar + 2, end)) ?? text.slice(dollar, end + 1);
      done = end + 1;
    } else {
      expanded += '$';
      done = dollar + (next === '$' ? 2 : 1);
    }
  }
  return expanded + text.slice(done);
}

function withoutReferences(text: string): string {
  return text.replaceAll('$$', () => '$');
}
