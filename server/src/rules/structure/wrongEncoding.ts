import { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';
import { looksLikeManifest } from './yamlSyntax.ts';

/** What editors put in the place of bytes that they cannot read. */
const replacement = '\ufffd';

/** Upstream: go-yaml's `yaml_parser_update_buffer` in `readerc.go`, "invalid leading UTF-8 octet" and its like. */
export const wrongEncoding = defineRule({
  meta: {
    id: 'wrong-encoding',
    severity: 'warning',
    appliesTo: 'document',
    summary: 'A manifest is UTF-8.',
    messages: {
      unread: {
        text: 'Is this file UTF-8? "\ufffd" stands for bytes that are not, and kubectl refuses a file with such bytes.',
        detail:
          'It may be in GBK or another encoding of Windows. Open it again with its encoding, then save it with the encoding UTF-8. Where the file itself holds this character, the text was lost earlier.',
      },
    },
    references: ['https://yaml.org/spec/1.2.2/#52-character-encodings'],
  },
  *check({ document }) {
    const at = document.text.indexOf(replacement);
    if (at < 0 || !looksLikeManifest(document)) return;
    let end = at;
    while (document.text[end] === replacement) end++;
    yield { message: 'unread', at: ManifestNode.root(document.yaml), on: { start: at, end } };
  },
});
