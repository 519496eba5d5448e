import { checkConfigMapKey } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `core.MaxSecretSize`, in bytes. */
const largest = 1024 * 1024;

/** Upstream: `ValidateConfigMap`, `ValidateSecret`. */
export const invalidConfigData = defineRule({
  meta: {
    id: 'invalid-config-data',
    severity: 'error',
    appliesTo: 'object',
    summary: 'The keys of a ConfigMap or Secret are valid, and its data are not too large.',
    messages: {
      key: '"{key}" is not a valid key: {complaint}.',
      twice: '"{key}" is in binaryData too. Keep one of them.',
      tooLarge: 'The data of this {kind} must have at most 1048576 bytes, not {size}. Split it.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ object }) {
    const { apiVersion, kind, root } = object;
    if (apiVersion !== 'v1' || (kind !== 'ConfigMap' && kind !== 'Secret')) return;
    const bags = kind === 'ConfigMap' ? ['data', 'binaryData'] : ['data', 'stringData'];
    let size = 0;
    for (const bag of bags) {
      const data = root.get(bag);
      if (data.unknown) return;
      for (const { key, node } of data.fields()) {
        const [complaint] = checkConfigMapKey(key);
        // What stands in stringData is copied into data.
        const path = [bag === 'stringData' ? 'data' : bag, key];
        if (complaint !== undefined)
          yield {
            message: 'key',
            at: node,
            on: node.keySpan,
            path,
            data: { key, complaint: plainComplaint(complaint) },
          };
        if (kind === 'ConfigMap' && bag === 'data' && root.get('binaryData').get(key).present)
          yield { message: 'twice', at: node, on: 'key', path, data: { key } };
        size += sizeOf(node, bag === 'binaryData' || (kind === 'Secret' && bag === 'data'));
      }
    }
    // The API server names the whole ConfigMap, but the data of a Secret.
    if (size > largest)
      yield {
        message: 'tooLarge',
        at: root.get('data'),
        on: 'key',
        path: kind === 'ConfigMap' ? [] : ['data'],
        data: { kind, size },
      };
  },
});

function sizeOf(node: ManifestNode, isBase64: boolean): number {
  const text = node.string ?? '';
  if (isBase64) return Math.floor((text.replace(/[\s=]/g, '').length * 3) / 4);
  // Each unit of ASCII is a byte; the text is looked at closely only where it is large.
  if (text.length * 3 < largest) return text.length;
  let size = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}
