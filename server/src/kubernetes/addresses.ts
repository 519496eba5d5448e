/**
 * IP addresses and ranges. Before 1.36 numbers of IPv4 could begin with zeros, and IPv6 could hold an address of IPv4
 * (StrictIPCIDRValidation).
 * Upstream: apimachinery `pkg/util/validation/ip.go`, `k8s.io/utils/net`.
 */

export function isIpAddress(text: string, isStrict = false): boolean {
  return (isIpv4(text) && !(isStrict && hasLeadingZero(text))) || (isIpv6(text) && !(isStrict && isMapped(text)));
}

/** `10.0.0.0/8`, `fd00::/8`. */
export function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  return (isIpv4(address) && Number(length) <= 32) || (isIpv6(address) && Number(length) <= 128);
}

function hasLeadingZero(text: string): boolean {
  return text.split('.').some((part) => /^0\d/.test(part));
}

/** Unspecified, loopback and link-local addresses, which lead nowhere from another node. Upstream: `ValidateEndpointIP`. */
export function isSpecialAddress(text: string): boolean {
  if (isIpv4(text)) {
    const [first, second, third, last] = text.split('.').map(Number);
    const isUnspecified = first === 0 && second === 0 && third === 0 && last === 0;
    const isLocalMulticast = first === 224 && second === 0 && third === 0;
    return isUnspecified || first === 127 || (first === 169 && second === 254) || isLocalMulticast;
  }
  return /^::1?$/.test(text) || /^fe[89ab][0-9a-f]:/i.test(text) || /^ff[0-9a-f]2:/i.test(text);
}

/** Whether an address is one of IPv6 and not of IPv4 in other clothes, `::ffff:10.0.0.1`. Upstream: `IsIPv6String`. */
export function isIpv6Address(text: string): boolean {
  return isIpv6(text) && !isMapped(text);
}

function isMapped(text: string): boolean {
  return bitsOf(text).startsWith(mappedPrefix);
}

const mappedPrefix = '0'.repeat(80) + '1'.repeat(16);

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const embedded = last?.includes('.') ? 1 : 0;
  if (embedded === 1 && !isIpv4(last!)) return false;
  const plain = embedded === 1 ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = groups.length + embedded;
  return halves.length === 2 ? count < 8 : count === 8;
}

/** Whether a range is a smaller part of another one; both are valid. Upstream: `ValidateIPBlock`. */
export function isInRange(inner: string, outer: string): boolean {
  const [innerAddress = '', innerLength = ''] = inner.split('/');
  const [outerAddress = '', outerLength = ''] = outer.split('/');
  const bits = Number(outerLength);
  const [innerBits, outerBits] = [bitsOf(innerAddress), bitsOf(outerAddress)];
  if (innerBits.length !== outerBits.length || Number(innerLength) <= bits) return false;
  return innerBits.slice(0, bits) === outerBits.slice(0, bits);
}

/** An address as a row of zeros and ones. */
function bitsOf(address: string): string {
  const bytes = (text: string) =>
    text
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  if (!address.includes(':')) return bytes(address);
  const half = (text: string) =>
    text
      .split(':')
      .filter((group) => group !== '')
      .map((group) => (group.includes('.') ? bytes(group) : Number.parseInt(group, 16).toString(2).padStart(16, '0')))
      .join('');
  const [before = '', after] = address.split('::');
  const [first, last] = [half(before), half(after ?? '')];
  return first + '0'.repeat(Math.max(0, 128 - first.length - last.length)) + last;
}
