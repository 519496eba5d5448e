/**
 * Functions whose result nobody can know before Helm runs: random texts, keys and certificates, and what a cluster holds.
 * They give something of the right shape, always the same, and say that it is not what Helm will write.
 */
import { map, type StructValue, string, type Value } from '../value.ts';
import { base64 } from './encodings.ts';
import { type Caller, type Functions, fixed, type TemplateFunction, variadic } from './signature.ts';

const random = (count: number, alphabet: string, caller: Caller): Value => {
  caller.note('random');
  caller.spend(Math.max(count, 0));
  return string(Array.from({ length: Math.max(count, 0) }, (_, index) => alphabet[index % alphabet.length]).join(''));
};
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Upstream: `crypto.go` of sprig. */
const certificate = variadic([], 'any', (_, __, caller) => {
  caller.note('random');
  const fields = new Map<string, Value>([
    ['Cert', string(pem('CERTIFICATE'))],
    ['Key', string(pem('RSA PRIVATE KEY'))],
  ]);
  return { type: 'struct', goType: 'sprig.certificate', fields } satisfies StructValue;
});

/** Upstream: `crypto.go` of sprig. */
export const unknowables: Functions = {
  randAlphaNum: fixed(['int'], ([count], caller) => random(count.value, `${letters}0123456789`, caller)),
  randAlpha: fixed(['int'], ([count], caller) => random(count.value, letters, caller)),
  randNumeric: fixed(['int'], ([count], caller) => random(count.value, '0123456789', caller)),
  randAscii: fixed(['int'], ([count], caller) => random(count.value, letters, caller)),
  randBytes: fixed(['int'], ([count], caller) => {
    caller.note('random');
    caller.spend(Math.max(count.value, 0));
    return string(base64(Array.from({ length: Math.max(count.value, 0) }, () => 0)));
  }),
  randInt: fixed(['int', 'int'], ([least], caller) => {
    caller.note('random');
    return least;
  }),
  uuidv4: fixed([], (_, caller) => {
    caller.note('random');
    return string('00000000-0000-4000-8000-000000000000');
  }),
  shuffle: fixed(['string'], ([text], caller) => {
    caller.note('random');
    return text;
  }),
  bcrypt: fixed(['string'], (_, caller) => {
    caller.note('random');
    return string(`$2a$10$${'.'.repeat(53)}`);
  }),
  htpasswd: fixed(['string', 'string'], ([user], caller) => {
    caller.note('random');
    return string(`${user.text.text}:$2a$10$${'.'.repeat(53)}`);
  }),
  derivePassword: variadic([], 'any', (_, [, type], caller) => random(derivedLength(type), letters, caller)),
  genPrivateKey: fixed(['string'], ([type], caller) => {
    caller.note('random');
    return string(pem(type.text.text === 'ecdsa' ? 'EC PRIVATE KEY' : 'RSA PRIVATE KEY'));
  }),
  genCA: certificate,
  genCAWithKey: certificate,
  genSelfSignedCert: certificate,
  genSelfSignedCertWithKey: certificate,
  genSignedCert: certificate,
  genSignedCertWithKey: certificate,
  buildCustomCert: certificate,
  encryptAES: fixed(['string', 'string'], (_, caller) => random(32, letters, caller)),
  decryptAES: fixed(['string', 'string'], (_, caller) => random(16, letters, caller)),
  lookup: fixed(['string', 'string', 'string', 'string'], (_, caller) => {
    caller.note('cluster');
    return map();
  }),
  getHostByName: fixed(['string'], () => string('')),
} satisfies Readonly<Record<string, TemplateFunction>>;

function pem(what: string): string {
  return `-----BEGIN ${what}-----\n${'A'.repeat(64)}\n-----END ${what}-----\n`;
}

/** Upstream: `masterPasswordFormats` of sprig `crypto.go`. */
function derivedLength(type: Value | undefined): number {
  const name = type?.type === 'string' ? type.text.text : '';
  const lengths: Readonly<Record<string, number>> = { maximum: 20, long: 14, medium: 8, short: 4, basic: 8, pin: 4 };
  return lengths[name] ?? 14;
}
