/** Sprig's functions of versions (`semver.go`). */
import { quoteAsGo } from '../../template/lexer.ts';
import { FunctionError } from '../executionError.ts';
import { compareVersions, parseConstraint, parseVersion, satisfies, type Version } from '../semver.ts';
import { bool, int, type Method, type StructValue, string, type Value } from '../value.ts';
import { type Functions, fixed } from './signature.ts';

export const versions: Functions = {
  semver: fixed(['string'], ([{ text }]) => asValue(readVersion(text.text))),
  semverCompare: fixed(['string', 'string'], ([condition, { text }]) => {
    const constraint = parseConstraint(condition.text.text);
    if (!constraint) throw new FunctionError(`improper constraint: ${quoteAsGo(condition.text.text)}`);
    return bool(satisfies(readVersion(text.text), constraint));
  }),
};

function readVersion(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new FunctionError(text === '' ? 'version string empty' : 'invalid semantic version');
  return version;
}

/** Of each value the version that it stands for: methods take other versions. */
const versionsOf = new WeakMap<Value, Version>();

function asValue(version: Version): StructValue {
  const { major, minor, patch, prerelease, metadata, original } = version;
  const print = `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
  const getter = (value: Value): Method => ({ parameters: [], call: () => value });
  const comparing = (answer: (order: number) => Value): Method => ({
    parameters: ['any'],
    call: (other) => {
      const known = other && versionsOf.get(other);
      if (!known) throw new FunctionError(`wrong type for value; expected *semver.Version; got ${other?.type}`);
      return answer(compareVersions(version, known));
    },
  });
  const value: StructValue = {
    type: 'struct',
    goType: '*semver.Version',
    print,
    fields: new Map(),
    methods: new Map([
      ['Major', getter(int(major))],
      ['Minor', getter(int(minor))],
      ['Patch', getter(int(patch))],
      ['Prerelease', getter(string(prerelease))],
      ['Metadata', getter(string(metadata))],
      ['Original', getter(string(original))],
      ['String', getter(string(print))],
      ['Compare', comparing((order) => int(Math.sign(order)))],
      ['Equal', comparing((order) => bool(order === 0))],
      ['LessThan', comparing((order) => bool(order < 0))],
      ['LessThanEqual', comparing((order) => bool(order <= 0))],
      ['GreaterThan', comparing((order) => bool(order > 0))],
      ['GreaterThanEqual', comparing((order) => bool(order >= 0))],
    ]),
  };
  versionsOf.set(value, version);
  return value;
}
