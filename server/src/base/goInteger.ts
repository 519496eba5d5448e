/** Whole numbers as Go's `strconv` reads them. */

/** Go's `ParseInt` and `ParseUint` with base 0: from -2⁶³ to 2⁶⁴ - 1; only the former takes a sign. */
export function parseGoInteger(source: string): bigint | undefined {
  const match = /^([-+]?)(?:0[xX]([\da-fA-F_]+)|0[bB]([01_]+)|0[oO]([0-7_]+)|0([0-7_]*)|([1-9][\d_]*))$/.exec(source);
  if (!match || !areUnderscoresAllowed(source)) return undefined;
  const [, sign, hexadecimal, binary, octal, oldOctal, decimal] = match;
  const digits =
    hexadecimal !== undefined
      ? `0x${hexadecimal}`
      : binary !== undefined
        ? `0b${binary}`
        : decimal !== undefined
          ? decimal
          : `0o0${octal ?? oldOctal}`;
  // `BigInt` takes longer than its input is long; 64 bits have fewer digits than this.
  const significant = digits.replaceAll('_', '');
  if (significant.replace(/^0[xbo]0*/, '').length > 64) return undefined;
  const magnitude = BigInt(significant);
  if (sign === '-') return magnitude <= 1n << 63n ? -magnitude : undefined;
  return magnitude < 1n << (sign === '+' ? 63n : 64n) ? magnitude : undefined;
}

/** Go's `underscoreOK` (`strconv/atoi.go`): between digits, or between a base's prefix and a digit. */
export function areUnderscoresAllowed(source: string): boolean {
  if (!source.includes('_')) return true;
  const unsigned = source.replace(/^[-+]/, '');
  const isHexadecimal = /^0x/i.test(unsigned);
  const digits = /^0[xbo]/i.test(unsigned) ? `0${unsigned.slice(2)}` : unsigned;
  const isDigit = isHexadecimal ? /[\da-fA-F]/ : /\d/;
  return [...digits].every(
    (char, index) => char !== '_' || (isDigit.test(digits[index - 1] ?? '') && isDigit.test(digits[index + 1] ?? '')),
  );
}
