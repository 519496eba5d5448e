/** `snakecase`, `camelcase` and `kebabcase`, as `github.com/huandu/xstrings` writes them (`convert.go`). */

export function snakeCase(text: string): string {
  return words(text).join('_').toLowerCase();
}

export function kebabCase(text: string): string {
  return words(text).join('-').toLowerCase();
}

/** Each word with a capital; what is no letter or digit goes. */
export function camelCase(text: string): string {
  const [leading = ''] = /^[_\s-]*/.exec(text)!;
  let isStart = true;
  let result = leading.replace(/[^_]/g, '');
  for (const char of text.slice(leading.length)) {
    if (/^[_\s-]$/.test(char)) isStart = true;
    else {
      result += isStart ? char.toUpperCase() : char;
      isStart = false;
    }
  }
  return result;
}

/** Words end at separators, before a capital behind a small letter, and before the last capital of several; digits stay. */
function words(text: string): string[] {
  return text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_-]+/u)
    .filter((word) => word !== '');
}
