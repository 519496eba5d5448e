/**
 * What an unquoted scalar means to Kubernetes. Manifests are read with a YAML 1.1 library (sigs.k8s.io/yaml,
 * `goyaml.v2/resolve.go`), so `yes` is a boolean and `012` is ten, whatever YAML 1.2 says.
 */
export type ScalarValue = string | number | boolean | null;

const words = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

/** `goyaml.v2` wants a sign in the exponent: `1e3` is a string to Kubernetes, `1e+3` a number. */
const float = /^[-+]?[0-9]*\.?[0-9]+([eE][-+][0-9]+)?$/;

export function resolvePlainScalar(source: string): ScalarValue {
  const word = words.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(source)) return source;
  const integer = parseInteger(source.replaceAll('_', ''));
  if (integer !== undefined) return integer;
  return float.test(source) ? Number(source) : source;
}

/** Go's `strconv.ParseInt(text, 0, 64)`: decimal, `0x`, `0o`, `0b`, and octal after a leading zero. */
function parseInteger(text: string): number | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits = ''] = match;
  const magnitude = /^0[0-7]/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return sign === '-' ? -magnitude : magnitude;
}
