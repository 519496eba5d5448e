/** Holds reports against the official JSON schema of SARIF 2.1.0. */
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import type { Log } from 'sarif';
import { expect } from 'vitest';

const validate = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile<Log>(schema);

export function expectValidSarif(log: unknown): asserts log is Log {
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
}
