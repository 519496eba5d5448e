/**
 * Resource quantities such as `250m`, `1.5Gi` or `2e3`.
 * Upstream: apimachinery `pkg/api/resource/quantity.go` and `suffix.go`.
 */
export type ParsedQuantity = { readonly value: number } | { readonly error: string };

// A suffix begins with a letter or a sign, so that each digit has one place only.
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?((?:[eEinumkKMGTP]+[-+]?\d*|[-+]\d*)?)$/;

const suffixes: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The quantity in its base unit (cores, bytes), or the API server's complaint. YAML may give a number or a string.
 * Digits that are missing count as zero, so `Gi` is 0.
 * Upstream: `ParseQuantity`, `ErrFormatWrong` and `ErrSuffix`.
 */
export function parseQuantity(quantity: string | number): ParsedQuantity {
  const match = pattern.exec(String(quantity));
  if (match === null || match[0] === '') {
    return {
      error: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    };
  }
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match;
  const factor = suffixFactor(suffix);
  if (factor === undefined) return { error: "unable to parse quantity's suffix" };
  const magnitude = Number(`${whole || '0'}.${fraction || '0'}`) * factor;
  return { value: sign === '-' ? -magnitude : magnitude };
}

function suffixFactor(suffix: string): number | undefined {
  const exponent = /^[eE]([-+]?\d+)$/.exec(suffix)?.[1];
  return exponent === undefined ? suffixes[suffix] : 10 ** Number(exponent);
}
