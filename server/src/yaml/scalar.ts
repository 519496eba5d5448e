/**
 * What scalars and keys mean to Kubernetes. Manifests are read with a YAML 1.1 library (sigs.k8s.io/yaml on
 * `go.yaml.in/yaml/v2/resolve.go`), so `yes` is a boolean and `012` is ten, whatever YAML 1.2 says.
 */
import { parseGoInteger } from '../base/goInteger.ts';
import { decodeBase64 } from './base64.ts';

export type ScalarValue = string | number | boolean | null;

const words = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF'].flatMap((word) => [
    [word, Number.POSITIVE_INFINITY] as const,
    [`+${word}`, Number.POSITIVE_INFINITY] as const,
    [`-${word}`, Number.NEGATIVE_INFINITY] as const,
  ]),
]);

const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The longest of {@link words}. */
const longestWord = 5;

/** An unquoted scalar without a tag. */
export function resolvePlainScalar(source: string): ScalarValue {
  const word = source.length <= longestWord ? words.get(source) : undefined;
  if (word !== undefined) return word;
  if (!mayBeginNumber(source.charCodeAt(0))) return source;
  if (isSmallNumber(source)) return Number(source);
  if (source.startsWith('.')) return parseFloat64(withoutSeparators(source)) ?? source;
  const digits = source.replaceAll('_', '');
  const integer = parseInteger(digits);
  if (integer !== undefined) return Number(integer);
  return parseFloat64(digits) ?? source;
}

/** `-`, `+`, `.` and digits. */
function mayBeginNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e;
}

/** Digits that mean what they mean everywhere; nearly all numbers are such. */
function isSmallNumber(source: string): boolean {
  if (source.length > 15 || (source.length > 1 && source.charCodeAt(0) === 0x30)) return false;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** Behind a leading point Go's own parser takes underscores, but only between digits. */
function withoutSeparators(source: string): string {
  return /__|_$|_\D|\D_/.test(source) ? source : source.replaceAll('_', '');
}

/** Beyond the range of a float64 it is text. */
function parseFloat64(text: string): number | undefined {
  const value = float.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** Without underscores, which go-yaml has taken out. */
function parseInteger(text: string): bigint | undefined {
  return text.includes('_') ? undefined : (parseGoInteger(text) ?? binaryWithSign(text));
}

/** `0b+101`: go-yaml cuts off the `0b` and parses what is left, sign and all. */
function binaryWithSign(text: string): bigint | undefined {
  const [, outer = '', inner = '', digits] = /^(-?)0b([-+]?)([01]+)$/.exec(text) ?? [];
  if (digits === undefined || (outer !== '' && inner !== '')) return undefined;
  const magnitude = parseGoInteger(`0b${digits}`);
  if (magnitude === undefined || magnitude > int64.most) return undefined;
  return inner === '-' || outer === '-' ? -magnitude : magnitude;
}

const standard = 'tag:yaml.org,2002:';
const typeOfTag = new Map([
  [`${standard}bool`, 'boolean'],
  [`${standard}int`, 'int'],
  [`${standard}float`, 'float'],
  [`${standard}null`, 'null'],
  [`${standard}timestamp`, 'timestamp'],
]);

/** A scalar with a tag, in its long form; undefined where go-yaml cannot decode the one as the other. */
export function resolveTaggedScalar(source: string, tag: string): ScalarValue | undefined {
  if (tag === `${standard}binary`) return decodeBase64(source);
  const wanted = typeOfTag.get(tag);
  // Text, or a tag that nobody knows.
  if (wanted === undefined) return source;
  if (wanted === 'timestamp') return isTimestamp(source) ? source : undefined;
  const value = resolvePlainScalar(source);
  const type = value === null ? 'null' : typeof value === 'number' ? numberType(source, value) : typeof value;
  if (type === wanted) return value;
  return wanted === 'float' && type === 'int' && BigInt(parseInteger(source.replaceAll('_', ''))!) <= int64.most
    ? value
    : undefined;
}

function numberType(source: string, value: number): 'int' | 'float' {
  return Number.isFinite(value) && !source.startsWith('.') && parseInteger(source.replaceAll('_', '')) !== undefined
    ? 'int'
    : 'float';
}

/** The formats that go-yaml knows (`allowedTimestampFormats`), by the rules of Go's `time.Parse`. */
function isTimestamp(source: string): boolean {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/.exec(
      source,
    );
  if (!match) return false;
  const [year, month, day, ...times] = match.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const [hour, minute, second, zoneHour, zoneMinute, hourAlone, minuteAlone, secondAlone] = times as number[];
  const daysOfMonth = [31, isLeap(year!) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month! - 1];
  return (
    daysOfMonth !== undefined &&
    day! >= 1 &&
    day! <= daysOfMonth &&
    Math.max(hour!, hourAlone!) < 24 &&
    Math.max(minute!, minuteAlone!, second!, secondAlone!) < 60 &&
    zoneHour! <= 24 &&
    zoneMinute! <= 60
  );
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * The key that Kubernetes makes of an unquoted scalar (`convertToJSONableObject` of sigs.k8s.io/yaml): `yes` becomes `true`,
 * `0x10` becomes `16`. Undefined where it takes none: null, or a number beyond int64.
 */
export function resolvePlainKey(source: string): string | undefined {
  const value = resolvePlainScalar(source);
  return typeof value === 'number' ? numericKey(source, value) : keyOfValue(value);
}

/** The key that a value makes that is no number. */
export function keyOfValue(value: ScalarValue): string | undefined {
  return value === null ? undefined : typeof value === 'number' ? floatKey(value) : String(value);
}

function numericKey(source: string, value: number): string | undefined {
  const integer = source.startsWith('.') ? undefined : parseInteger(source.replaceAll('_', ''));
  if (integer === undefined) return floatKey(value);
  return integer > int64.most ? undefined : String(integer);
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: as many digits as a float32 needs. */
function floatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let precision = 1;
  while (Math.fround(Number(single.toPrecision(precision))) !== single) precision++;
  const [mantissa = '', exponent = ''] = Number(single.toPrecision(precision)).toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return plainNotation(mantissa, power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plainNotation(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.padEnd(power + 1, '0');
  return `${sign}${whole.slice(0, power + 1)}${whole.length > power + 1 ? `.${whole.slice(power + 1)}` : ''}`;
}
