/**
 * The API server's checks of names. Each returns its complaints, in its words; an empty list means valid.
 * Upstream: apimachinery `pkg/util/validation/validation.go`.
 */
export type NameCheck = (text: string) => readonly string[];

const dns1123LabelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dns1123SubdomainFormat = `${dns1123LabelFormat}(\\.${dns1123LabelFormat})*`;
const dns1035LabelFormat = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualifiedNameFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValueFormat = `(${qualifiedNameFormat})?`;
const cIdentifierFormat = '[A-Za-z_][A-Za-z0-9_]*';
const httpHeaderNameFormat = '[-A-Za-z0-9]+';

const dns1123LabelPattern = anchored(dns1123LabelFormat);
const dns1123SubdomainPattern = anchored(dns1123SubdomainFormat);
const dns1035LabelPattern = anchored(dns1035LabelFormat);
const qualifiedNamePattern = anchored(qualifiedNameFormat);
const labelValuePattern = anchored(labelValueFormat);
const cIdentifierPattern = anchored(cIdentifierFormat);
const httpHeaderNamePattern = anchored(httpHeaderNameFormat);

/** Names of containers, of Namespaces and of volumes. Upstream: `IsDNS1123Label`. */
export const checkDns1123Label: NameCheck = (text) => [
  ...tooLong(text, 63),
  ...(dns1123LabelPattern.test(text)
    ? []
    : dns1123SubdomainPattern.test(text)
      ? ['must not contain dots']
      : [
          patternMessage(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            dns1123LabelFormat,
            ['my-name', '123-abc'],
          ),
        ]),
];

/** Names of most objects. Upstream: `IsDNS1123Subdomain`. */
export const checkDns1123Subdomain: NameCheck = (text) => [
  ...tooLong(text, 253),
  ...(dns1123SubdomainPattern.test(text)
    ? []
    : [
        patternMessage(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
          dns1123SubdomainFormat,
          ['example.com'],
        ),
      ]),
];

/** Names of Services. Upstream: `IsDNS1035Label`. */
export const checkDns1035Label: NameCheck = (text) => [
  ...tooLong(text, 63),
  ...(dns1035LabelPattern.test(text)
    ? []
    : [
        patternMessage(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
          dns1035LabelFormat,
          ['my-name', 'abc-123'],
        ),
      ]),
];

/** Names of ports: IANA_SVC_NAME of RFC 6335. Upstream: `IsValidPortName`. */
export const checkPortName: NameCheck = (text) => {
  const complaints = [...tooLong(text, 15)];
  if (!/^[-a-z0-9]+$/.test(text)) {
    complaints.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(text)) complaints.push('must contain at least one letter (a-z)');
  if (text.includes('--')) complaints.push('must not contain consecutive hyphens');
  if (text.startsWith('-') || text.endsWith('-')) complaints.push('must not begin or end with a hyphen');
  return complaints;
};

/** Numbers of ports. Upstream: `IsValidPortNum`. */
export function checkPortNumber(port: number): readonly string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

/** Upstream: `IsCIdentifier`. */
export const checkCIdentifier: NameCheck = (text) =>
  cIdentifierPattern.test(text)
    ? []
    : [
        patternMessage(
          "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
          cIdentifierFormat,
          ['my_name', 'MY_NAME', 'MyName'],
        ),
      ];

/**
 * Keys of labels and annotations, names of extended resources: an optional DNS prefix, a slash, a name.
 * Upstream: `IsQualifiedName`.
 */
export const checkQualifiedName: NameCheck = (text) => {
  const message = () =>
    patternMessage(
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      qualifiedNameFormat,
      ['MyName', 'my.name', '123-abc'],
    );
  const parts = text.split('/');
  if (parts.length > 2) {
    return [`a qualified name ${message()} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts.at(-1) ?? '';
  const complaints: string[] = [];
  const [prefix] = parts.length === 2 ? parts : [];
  if (prefix === '') complaints.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    complaints.push(...checkDns1123Subdomain(prefix).map((complaint) => `prefix part ${complaint}`));
  }
  if (name === '') complaints.push('name part must be non-empty');
  else complaints.push(...tooLong(name, 63).map((complaint) => `name part ${complaint}`));
  if (!qualifiedNamePattern.test(name)) complaints.push(`name part ${message()}`);
  return complaints;
};

/** Upstream: `IsValidLabelValue`. */
export const checkLabelValue: NameCheck = (text) => [
  ...tooLong(text, 63),
  ...(labelValuePattern.test(text)
    ? []
    : [
        patternMessage(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
          labelValueFormat,
          ['MyValue', 'my_value', '12345'],
        ),
      ]),
];

/** Upstream: `IsHTTPHeaderName`. */
export const checkHttpHeaderName: NameCheck = (text) =>
  httpHeaderNamePattern.test(text)
    ? []
    : [
        patternMessage("a valid HTTP header must consist of alphanumeric characters or '-'", httpHeaderNameFormat, [
          'X-Header-Name',
        ]),
      ];

/**
 * A name that goes into a path of the API, such as the kind or the name that a reference names.
 * Upstream: `IsValidPathSegmentName` in `pkg/api/validation/path/name.go`.
 */
export const checkPathSegmentName: NameCheck = (text) =>
  text === '.' || text === '..'
    ? [`must not be '${text}'`]
    : ['/', '%'].filter((part) => text.includes(part)).map((part) => `must not contain '${part}'`);

/** Host names with a star for their first label. Upstream: `IsWildcardDNS1123Subdomain`. */
export const checkWildcardDns1123Subdomain: NameCheck = (text) => [
  ...tooLong(text, 253),
  ...(text.startsWith('*.') && dns1123SubdomainPattern.test(text.slice(2))
    ? []
    : ["must start with '*.', followed by a valid DNS subdomain"]),
];

/** Keys of ConfigMaps and Secrets. Upstream: `IsConfigMapKey`. */
export const checkConfigMapKey: NameCheck = (text) => [
  ...tooLong(text, 253),
  ...(/^[-._a-zA-Z0-9]+$/.test(text) ? [] : ["must consist of alphanumeric characters, '-', '_' or '.'"]),
  ...(text === '.' || text === '..'
    ? [`must not be '${text}'`]
    : text.startsWith('..')
      ? ["must not start with '..'"]
      : []),
];

function anchored(format: string): RegExp {
  return new RegExp(`^(?:${format})$`);
}

/** Go counts bytes of UTF-8. Upstream: `MaxLenError`. */
export function tooLong(text: string, limit: number): readonly string[] {
  return utf8Length(text) > limit ? [`must be no more than ${limit} characters`] : [];
}

function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Upstream: `RegexError`. */
function patternMessage(message: string, format: string, examples: readonly string[]): string {
  // Two spaces before "or": so does the API server.
  const list = examples.map((example) => `'${example}'`).join(',  or ');
  return `${message} (e.g. ${list}, regex used for validation is '${format}')`;
}
