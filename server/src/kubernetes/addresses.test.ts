import { expect, test } from 'vitest';
import { isCidr, isIpAddress, isIpv6Address, isSpecialAddress } from './addresses.ts';

test.each(['10.0.0.1', '010.0.0.1', '255.255.255.255', '::1', '::', 'fd00::1:2', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])(
  '%s is an address',
  (text) => expect(isIpAddress(text)).toBe(true),
);

test.each([
  '',
  'x',
  '1.2.3',
  '256.1.1.1',
  '1.2.3.4.5',
  ':::',
  '1:2:3',
  '1::2::3',
  '12345::',
  '::1.2.3',
  'fe80::1%eth0',
])('%s is none', (text) => expect(isIpAddress(text)).toBe(false));

test.each([
  ['10.0.0.0/8', true],
  ['10.0.0.1/32', true],
  ['fd00::/64', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0', false],
  ['x/8', false],
])('%s is a range: %s', (text, expected) => expect(isCidr(text)).toBe(expected));

test.each([
  ['0.0.0.0', true],
  ['127.1.2.3', true],
  ['169.254.0.1', true],
  ['::1', true],
  ['fe80::1', true],
  ['203.0.113.7', false],
  ['fd00::1', false],
])('%s is special: %s', (text, expected) => expect(isSpecialAddress(text)).toBe(expected));

test('numbers that begin with zeros are refused where it is strict', () => {
  expect(isIpAddress('010.0.0.1', true)).toBe(false);
  expect(isIpAddress('10.0.0.1', true)).toBe(true);
});

test('an address of IPv4 in that of IPv6 is none since 1.36, and one of IPv4 before', () => {
  expect([isIpAddress('::ffff:10.0.0.1', true), isIpAddress('::ffff:10.0.0.1')]).toEqual([false, true]);
  expect([isIpv6Address('::ffff:10.0.0.1'), isIpv6Address('fd00::1')]).toEqual([false, true]);
});
