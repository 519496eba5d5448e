import { isMap, isScalar, Scalar } from 'yaml';
import { renameKey, replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { descend } from '../../schema/catalog.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { isMergeKey } from '../../yaml/key.ts';
import { resolvePlainScalar } from '../../yaml/scalar.ts';
import { defineRule } from '../rule.ts';
import { schemaPlaceAround } from './problems.ts';

/**
 * Kubernetes reads manifests with YAML 1.1: `0100` is octal, `on` a boolean. Where the type is wrong then, `wrong-type`
 * says so; this rule is about what is accepted with another meaning. Upstream: `goyaml.v2/resolve.go`.
 */
export const yamlTrap = defineRule({
  meta: {
    id: 'yaml-trap',
    severity: 'warning',
    appliesTo: 'object',
    summary: 'Text that YAML 1.1 reads otherwise than it looks: octal numbers, keys such as on or 012.',
    messages: {
      octal: 'Kubernetes reads {source} as octal, because it begins with 0: {value}. Write {decimal} or {value}.',
      boolean: 'Without quotes the key {source} is a boolean to Kubernetes, so it becomes "{value}". Put it in quotes.',
      null: 'Without quotes the key {source} is null to Kubernetes, so it becomes "{value}". Put it in quotes.',
      number: 'Without quotes the key {source} is a number to Kubernetes, so it becomes "{value}". Put it in quotes.',
      write: 'Write {decimal}',
      quote: 'Put {source} in quotes',
    },
    references: [
      'https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/resolve.go',
      'https://yaml.org/type/bool.html',
    ],
  },
  *check({ object }, { kubernetes }) {
    if (object.root.inJson) return;
    if (!isSuspicious(object.document)) return;
    for (const node of fieldsBelow(object.root)) {
      const octal = octalOf(node);
      if (octal && isNumber(object, node, kubernetes)) {
        const data = { source: octal.source, value: octal.value, decimal: octal.decimal };
        const fixes = () => [{ title: 'write', data, safe: false, edits: replaceValue(node, octal.decimal) } as const];
        yield { message: 'octal', at: node, data, fixes };
      }
      const key = keyOf(node);
      if (key) {
        const fixes = () => [
          {
            title: 'quote',
            data: { source: key.source },
            safe: true,
            edits: renameKey(node, `"${key.source}"`),
          } as const,
        ];
        yield { message: key.type, at: node, on: 'key', data: { source: key.source, value: key.value }, fixes };
      }
    }
  },
});

/** A cheap look at the whole text: hardly any manifest has such a number or key. */
const suspicious =
  /[\s:[,]0[0-7]+[ \t]*([\r\n,}\]#]|$)|(^|[\s{,])(y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.][\w.+-]*)[ \t]*:[\s]/im;

const known = new WeakMap<YamlDocument, boolean>();

function isSuspicious(document: YamlDocument): boolean {
  let answer = known.get(document);
  if (answer === undefined) {
    answer = suspicious.test(document.text);
    known.set(document, answer);
  }
  return answer;
}

function* fieldsBelow(node: ManifestNode): Generator<ManifestNode> {
  for (const child of [...node.fields().map((field) => field.node), ...node.items()]) {
    // What an alias brings in is looked at where it is written.
    if (child.aliasSpan) continue;
    yield child;
    yield* fieldsBelow(child);
  }
}

/** Permissions of files are meant to be octal. */
const octalOnPurpose = /mode$/i;

function octalOf(node: ManifestNode): { source: string; value: number; decimal: string } | undefined {
  const { yaml } = node;
  if (!isScalar(yaml) || yaml.type !== Scalar.PLAIN || yaml.source === undefined) return undefined;
  if (octalOnPurpose.test(String(node.path.findLast((step) => typeof step === 'string')))) return undefined;
  const [source, digits] = /^[-+]?0+([1-7][0-7]+)$/.exec(yaml.source) ?? [];
  return source !== undefined && digits !== undefined && typeof node.value === 'number'
    ? { source, value: node.value, decimal: source.startsWith('-') ? `-${digits}` : digits }
    : undefined;
}

function isNumber(object: ManifestObject, node: ManifestNode, kubernetes: string): boolean {
  const around = schemaPlaceAround(object, node.path);
  const type = around && descend(around.definition, node.path.slice(around.path.length), kubernetes)?.type;
  return type?.shape === 'scalar' && ['int32', 'int64', 'double', 'intOrString', 'quantity'].includes(type.scalar);
}

interface KeyTrap {
  readonly source: string;
  readonly value: string;
  /** What Kubernetes takes the key for. */
  readonly type: 'null' | 'boolean' | 'number';
}

function keyOf(node: ManifestNode): KeyTrap | undefined {
  const key = node.pair?.key;
  if (!isScalar(key) || key.type !== Scalar.PLAIN || key.source === undefined || isMergeKey(key)) return undefined;
  // Only such keys are the user's own; elsewhere a key of this kind is an unknown field anyway.
  if (!isMap(node.parent?.yaml)) return undefined;
  const value = resolvePlainScalar(key.source);
  if (typeof value === 'string' || String(value) === key.source) return undefined;
  const type = value === null ? 'null' : typeof value === 'boolean' ? 'boolean' : 'number';
  return { source: key.source, value: String(value), type };
}
