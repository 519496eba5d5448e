/** Texts and numbers as Go's `encoding/json` writes them. */

export function quoteJson(text: string, escapesHtml: boolean): string {
  const quoted = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return escapesHtml ? quoted.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`) : quoted;
}

/** As ECMAScript, but with two digits of exponent only where there are two (`encoding/json/encode.go`). */
export function jsonNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21)) return value.toExponential();
  return String(value);
}
