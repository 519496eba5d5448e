import { isScalar, Scalar } from 'yaml';
import { onceFor } from '../../base/onceFor.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { hasLookAlikes, lookAlike } from '../../yaml/fullWidth.ts';
import { defineRule } from '../rule.ts';
import { schemaPlacesOf } from './problems.ts';

/** Fields whose values are ASCII, or look so by mistake. */
const plainFields: ReadonlySet<string> = new Set([
  'image',
  'path',
  'port',
  'host',
  'mountPath',
  'subPath',
  'workingDir',
  'command',
  'args',
]);
/** Fields for people to read, and texts for programs. */
const freeTexts: ReadonlySet<string> = new Set(['annotations', 'data', 'stringData', 'binaryData']);
/** Letters, digits and what stands in paths, options and names of images. */
const fullWidth = /[Ａ-Ｚａ-ｚ０-９／．：－＿＠＝]/g;

/** A `List` asks for each of its items. */
const mayHaveLookAlikes = onceFor(({ text }: YamlDocument) => hasLookAlikes.test(text));

export const fullWidthValue = defineRule({
  meta: {
    id: 'full-width-value',
    severity: 'warning',
    appliesTo: 'object',
    summary: 'Paths, images and commands have no full-width characters, and typographic quotes quote nothing.',
    messages: {
      quotes: {
        text: 'YAML knows only " and \': these quotes become part of the value.',
        detail: 'A word processor, or an input method for Chinese, writes such quotes.',
      },
      characters: {
        text: 'This has full-width characters: {written}. Kubernetes reads them as another text than {meant}.',
        detail:
          'An input method for Chinese or Japanese writes such characters. A path or an image of this name is unlikely to exist.',
      },
      write: 'Write {meant}',
    },
    references: ['https://yaml.org/spec/1.2.2/#73-flow-scalar-styles'],
  },
  *check({ object }) {
    if (!mayHaveLookAlikes(object.document)) return;
    for (const { path } of schemaPlacesOf(object)) {
      for (const node of scalarsBelow(object.root.at(path))) {
        const text = node.string!;
        const isPlain = isScalar(node.yaml) && node.yaml.type === Scalar.PLAIN;
        const [, inside] = (isPlain && /^[“”„‘’＂＇]([\x20-\x7e]*)[“”‘’＂＇]$/.exec(text)) || [];
        if (inside !== undefined) {
          const meant = JSON.stringify(inside);
          const fixes = () => [
            { title: 'write', data: { meant }, safe: false, edits: replaceValue(node, meant) } as const,
          ];
          yield { message: 'quotes', at: node, fixes };
          continue;
        }
        const name = node.path.findLast((step) => typeof step === 'string');
        if (!plainFields.has(String(name)) || !isMeantAsAscii(String(name), text)) continue;
        const meant = text.replace(fullWidth, (char) => lookAlike(char)!);
        if (meant === text) continue;
        const data = { written: [...new Set(text.match(fullWidth))].join(' '), meant };
        const edits = () => replaceValue(node, /^[\w./@:=-]+$/.test(meant) ? meant : JSON.stringify(meant));
        yield {
          message: 'characters',
          at: node,
          data,
          fixes: () => [{ title: 'write', data, safe: false, edits: edits() }],
        };
      }
    }
  },
});

/** A word of a command may be any text; only a path or an option is meant in ASCII. */
function isMeantAsAscii(name: string, text: string): boolean {
  return (name !== 'command' && name !== 'args') || /^[\x21-\x7e]*[／－．＝][\x21-\x7e／－．＝＿０-９]*$/.test(text);
}

function* scalarsBelow(node: ManifestNode): Generator<ManifestNode> {
  for (const child of [...node.fields().map((field) => field.node), ...node.items()]) {
    const name = child.path.at(-1);
    // What an alias brings in is looked at where it is written.
    if (child.aliasSpan || (typeof name === 'string' && freeTexts.has(name))) continue;
    if (child.string !== undefined) yield child;
    else yield* scalarsBelow(child);
  }
}
