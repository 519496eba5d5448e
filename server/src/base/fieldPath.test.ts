import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { formatFieldPath, parseFieldPath } from './fieldPath.ts';

test.each([
  [['spec', 'containers', 0, 'livenessProbe', 'httpGet', 'port'], 'spec.containers[0].livenessProbe.httpGet.port'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels[app.kubernetes.io/name]'],
  [['resources', 'limits', 'cpu'], 'resources.limits[cpu]'],
  [['items', 2, 'kind'], 'items[2].kind'],
  [[], ''],
])('formats %j', (path, text) => {
  expect(formatFieldPath(path)).toBe(text);
  expect(parseFieldPath(text)).toEqual(path);
});

test('parsing inverts formatting', () => {
  const step = fc.oneof(fc.nat(99), fc.stringMatching(/^[a-z][A-Za-z./-]{0,12}$/));
  fc.assert(
    fc.property(fc.array(step), (path) => {
      expect(parseFieldPath(formatFieldPath(path))).toEqual(path);
    }),
  );
});
