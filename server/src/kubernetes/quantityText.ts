/**
 * An amount as the API server writes it: the largest unit in which it is whole, thousands of one where it is not.
 * Upstream: `CanonicalizeBytes` in apimachinery `pkg/api/resource/quantity.go`.
 *
 * @param isBinary whether it was written in powers of two, such as `Mi`
 */
export function quantityText(amount: number, isBinary: boolean): string {
  const thousandths = Math.round(amount * 1000);
  if (thousandths === 0) return '0';
  if (thousandths % 1000 !== 0) return `${thousandths}m`;
  const base = isBinary ? 1024 : 1000;
  let whole = thousandths / 1000;
  let unit = 0;
  while (unit < units.length - 1 && whole % base === 0) {
    whole /= base;
    unit++;
  }
  return `${whole}${isBinary && unit > 0 ? units[unit]!.toUpperCase().concat('i') : units[unit]}`;
}

const units = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
