/** Files that SOPS has encrypted: it removes its own field and decrypts the values before anybody applies them. */
import { type Span, span } from '../base/span.ts';

const ownField = /^(?:sops|[ \t]*"sops")[ \t]*:/m;

export function isEncrypted(text: string): boolean {
  return text.includes('sops') && ownField.test(text);
}

/** The values that nobody knows. */
export function encryptedValues(text: string): Span[] {
  if (!isEncrypted(text)) return [];
  return Array.from(text.matchAll(/ENC\[[A-Z0-9_]+,data:[^[\]\r\n]*\]/g), ({ 0: value, index }) =>
    span(index, index + value.length),
  );
}
