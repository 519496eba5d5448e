import { parseQuantity } from '../kubernetes/quantity.ts';
import type { ScalarType } from './fieldType.ts';

/**
 * Why a value can't be decoded: it is of another JSON type, a number with a fraction, a number beyond the type's range,
 * or a text that the type can't read.
 */
export type ScalarFault = 'type' | 'fraction' | 'range' | 'format';

/**
 * What the API server's decoder would say to a scalar, null excepted (null is "not set" for every type).
 * Upstream: sigs.k8s.io/json, and the `UnmarshalJSON` of apimachinery's `Quantity`, `IntOrString`, `Time`, `MicroTime`.
 */
export function scalarFault(value: unknown, type: ScalarType): ScalarFault | undefined {
  switch (type) {
    case 'any':
      return undefined;
    case 'string':
      return typeof value === 'string' ? undefined : 'type';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'type';
    case 'int32':
      return integerFault(value, 2 ** 31);
    case 'int64':
      return integerFault(value, 2 ** 63);
    case 'double':
      return typeof value !== 'number' ? 'type' : Number.isFinite(value) ? undefined : 'range';
    case 'intOrString':
      return typeof value === 'string' ? undefined : integerFault(value, 2 ** 31);
    case 'quantity':
      return quantityFault(value);
    case 'base64':
      return base64Fault(value);
    case 'time':
      return timeFault(value, rfc3339);
    case 'microTime':
      return timeFault(value, rfc3339Micro);
  }
}

function integerFault(value: unknown, limit: number): ScalarFault | undefined {
  if (typeof value !== 'number') return 'type';
  if (!Number.isFinite(value)) return 'range';
  if (!Number.isInteger(value)) return 'fraction';
  return value >= -limit && value < limit ? undefined : 'range';
}

function quantityFault(value: unknown): ScalarFault | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return 'type';
  if (typeof value === 'number') return 'error' in parseQuantity(value) ? 'format' : undefined;
  // Spaces around it are cut off as the JSON has them, in which tabs and line breaks are written otherwise.
  return 'error' in parseQuantity(JSON.stringify(value).slice(1, -1).trim()) ? 'format' : undefined;
}

function base64Fault(value: unknown): ScalarFault | undefined {
  // Go also takes a list of bytes.
  if (Array.isArray(value)) return value.every(isByte) ? undefined : 'type';
  if (typeof value !== 'string') return 'type';
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? undefined : 'format';
}

function isByte(value: unknown): boolean {
  return value === null || (integerFault(value, 256) === undefined && (value as number) >= 0);
}

// Go takes an hour of one digit.
const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;
const rfc3339Micro = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})[.,]\d{6}(?:Z|[+-](\d{2}):(\d{2}))$/;

function timeFault(value: unknown, pattern: RegExp): ScalarFault | undefined {
  if (typeof value !== 'string') return 'type';
  const match = pattern.exec(value);
  if (match === null) return 'format';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const possible =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    zoneHour <= 24 &&
    zoneMinute < 60;
  return possible ? undefined : 'format';
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
