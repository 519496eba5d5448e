import { expect, test } from 'vitest';
import {
  checkCIdentifier,
  checkDns1035Label,
  checkDns1123Label,
  checkDns1123Subdomain,
  checkHttpHeaderName,
  checkLabelValue,
  checkPortName,
  checkPortNumber,
  checkQualifiedName,
} from './names.ts';

const checks = {
  checkCIdentifier,
  checkDns1035Label,
  checkDns1123Label,
  checkDns1123Subdomain,
  checkHttpHeaderName,
  checkLabelValue,
  checkPortName,
  checkQualifiedName,
};

test.each([
  ['checkDns1123Label', ['a', 'my-name', '0', '1a', 'a'.repeat(63)]],
  ['checkDns1123Subdomain', ['a', 'a.b', 'my-name.example.com', `${'a'.repeat(251)}.b`]],
  ['checkDns1035Label', ['a', 'my-name', 'a1']],
  ['checkPortName', ['http', 'a', '1a', 'metrics-9090', 'exactly-15-long']],
  ['checkCIdentifier', ['A', '_a1', 'MY_NAME']],
  ['checkQualifiedName', ['app', 'app.kubernetes.io/name', 'A_b.c-1']],
  ['checkLabelValue', ['', 'a', 'A_b.c-1', 'x'.repeat(63)]],
  ['checkHttpHeaderName', ['Accept', 'X-1']],
] as const)('%s accepts %j', (check, texts) => {
  for (const text of texts) expect(checks[check](text), text).toEqual([]);
});

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const qualified =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

test.each([
  ['checkDns1123Label', '', [label]],
  ['checkDns1123Label', 'My', [label]],
  ['checkDns1123Label', 'a.b', ['must not contain dots']],
  ['checkDns1123Label', 'a\n', [label]],
  ['checkDns1123Label', '-'.repeat(64), ['must be no more than 63 characters', label]],
  [
    'checkPortName',
    '',
    [
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      'must contain at least one letter (a-z)',
    ],
  ],
  [
    'checkPortName',
    '-8--0-',
    [
      'must contain at least one letter (a-z)',
      'must not contain consecutive hyphens',
      'must not begin or end with a hyphen',
    ],
  ],
  ['checkPortName', 'more-than-15-long', ['must be no more than 15 characters']],
  ['checkPortName', 'fourteen-chärs', ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']],
  [
    'checkPortName',
    'fifteen-chärrrs',
    ['must be no more than 15 characters', 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'],
  ],
  [
    'checkPortName',
    'HTTP',
    [
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      'must contain at least one letter (a-z)',
    ],
  ],
  ['checkQualifiedName', '', ['name part must be non-empty', `name part ${qualified}`]],
  ['checkQualifiedName', '/a', ['prefix part must be non-empty']],
  [
    'checkQualifiedName',
    'a/b/c',
    [`a qualified name ${qualified} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`],
  ],
  [
    'checkHttpHeaderName',
    'X Y',
    [
      "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
    ],
  ],
] as const)('%s(%j)', (check, text, complaints) => {
  expect(checks[check](text)).toEqual(complaints);
});

test.each([
  ['checkDns1123Subdomain', ['', 'a..b', 'a_b', 'A.b', '.a', `${'a'.repeat(254)}`]],
  ['checkDns1035Label', ['1a', '', 'a-']],
  ['checkCIdentifier', ['', '1a', 'a-b']],
  ['checkLabelValue', ['-a', 'a/b', 'x'.repeat(64)]],
] as const)('%s refuses %j', (check, texts) => {
  for (const text of texts) expect(checks[check](text), text).toHaveLength(1);
});

test.each([
  [0, false],
  [1, true],
  [65535, true],
  [65536, false],
])('port %i: %s', (port, valid) => {
  expect(checkPortNumber(port)).toEqual(valid ? [] : ['must be between 1 and 65535, inclusive']);
});
