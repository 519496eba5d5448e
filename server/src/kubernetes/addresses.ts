/**
 * IP addresses and ranges. Before 1.36 numbers of IPv4 could begin with zeros (StrictIPCIDRValidation).
 * Upstream: apimachinery `pkg/util/validation/ip.go`, `k8s.io/utils/net`.
 */

export function isIpAddress(text: string, isStrict = false): boolean {
  return (isIpv4(text) && !(isStrict && hasLeadingZero(text))) || isIpv6(text);
}

/** `10.0.0.0/8`, `fd00::/8`. */
export function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  return (isIpv4(address) && Number(length) <= 32) || (isIpv6(address) && Number(length) <= 128);
}

function hasLeadingZero(text: string): boolean {
  return text.split('.').some((part) => /^0\d/.test(part));
}

/** Unspecified, loopback and link-local addresses, which lead nowhere from another node. Upstream: `ValidateNonSpecialIP`. */
export function isSpecialAddress(text: string): boolean {
  if (isIpv4(text)) {
    const [first, second, third, last] = text.split('.').map(Number);
    const isUnspecified = first === 0 && second === 0 && third === 0 && last === 0;
    const isLocalMulticast = first === 224 && second === 0 && third === 0;
    return isUnspecified || first === 127 || (first === 169 && second === 254) || isLocalMulticast;
  }
  return /^::1?$/.test(text) || /^fe[89ab][0-9a-f]:/i.test(text) || /^ff[0-9a-f]2:/i.test(text);
}

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
