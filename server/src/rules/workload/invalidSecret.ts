import { decodeBase64 } from '../../yaml/base64.ts';
import { textOf } from '../reading.ts';
import { defineRule } from '../rule.ts';

const account = 'kubernetes.io/service-account.name';

/** The keys that a type needs, each or (of basic-auth) one of them. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/basic-auth': ['username', 'password'],
};

/** Upstream: `ValidateSecret`. */
export const invalidSecret = defineRule({
  meta: {
    id: 'invalid-secret',
    severity: 'error',
    appliesTo: 'object',
    summary: 'A Secret has the data that its type promises.',
    messages: {
      key: 'A Secret of type {type} needs the key "{key}" in data or stringData. Add it.',
      account: 'A Secret of this type needs the annotation kubernetes.io/service-account.name. Add it.',
      json: '"{key}" must hold a JSON object.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ object }) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Secret') return;
    const { root } = object;
    const typeNode = root.get('type');
    const type = textOf(typeNode);
    if (!type || root.partial) return;
    if (type === 'kubernetes.io/service-account-token') {
      const annotation = root.get('metadata').get('annotations').get(account);
      if (textOf(annotation) === '')
        yield { message: 'account', at: annotation, ...(annotation.present ? {} : { on: typeNode.span }) };
      return;
    }
    const keys = Object.hasOwn(keysOf, type) ? keysOf[type]! : [];
    const data = root.get('data');
    const strings = root.get('stringData');
    if (data.unknown || strings.unknown) return;
    const needsContent = type === 'kubernetes.io/ssh-auth';
    const missing = keys.filter((key) => {
      const nodes = [strings.get(key), data.get(key)];
      if (nodes.some((node) => node.unknown)) return false;
      return !nodes.some((node) => (needsContent ? Boolean(node.string) : node.present));
    });
    const isEnough = type === 'kubernetes.io/basic-auth' && missing.length < keys.length;
    for (const key of isEnough ? [] : missing)
      yield { message: 'key', at: data.get(key), on: typeNode.span, data: { type, key } };
    for (const key of keys.filter((one) => one.startsWith('.docker') && !missing.includes(one))) {
      const plain = strings.get(key);
      const encoded = data.get(key);
      // An empty list is read as no bytes.
      const isEmpty = !encoded.isSet || (encoded.isList && encoded.items().length === 0);
      const text = plain.present ? plain.string : isEmpty ? '' : decoded(encoded.string);
      if (text !== undefined && !isJsonObject(text))
        yield { message: 'json', at: plain.present ? plain : encoded, path: ['data', key], data: { key } };
    }
  },
});

/** The text behind base64; undefined where it is none. */
function decoded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : decodeBase64(text.replace(/\s/g, ''));
}

/** Null is taken for an empty object. */
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
