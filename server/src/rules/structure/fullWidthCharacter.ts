import { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';
import { fullWidthPlaces } from './fullWidthPlaces.ts';

export const fullWidthCharacter = defineRule({
  meta: {
    id: 'full-width-character',
    severity: 'error',
    appliesTo: 'document',
    summary: 'Colons, commas, brackets, dashes and blanks of YAML are those of ASCII.',
    messages: {
      punctuation: {
        text: '"{written}" is full-width: YAML reads it as text. Write "{meant}".',
        detail:
          'An input method for Chinese or Japanese writes such characters. kubectl does not understand this line.',
      },
      blank: {
        text: 'This blank is a full-width or no-break space, which YAML reads as text. Write ordinary spaces.',
        detail:
          'An input method, or a copy from a web page, writes such blanks. kubectl does not understand this line.',
      },
      replace: {
        one: 'Replace it by the character of ASCII',
        other: 'Replace all {count} of this document by those of ASCII',
      },
    },
    references: ['https://yaml.org/spec/1.2.2/#53-indicator-characters'],
  },
  *check({ document }) {
    const slips = fullWidthPlaces(document);
    const root = ManifestNode.root(document.yaml);
    const edits = slips.map(({ start, end, meant }) => ({ span: { start, end }, newText: meant }));
    for (const { start, end, written, meant } of slips) {
      yield {
        message: meant.trim() === '' ? 'blank' : 'punctuation',
        at: root,
        on: { start, end },
        data: { written, meant: meant.trim() },
        fixes: () => [{ title: 'replace', data: { count: slips.length }, safe: false, edits }],
      };
    }
  },
});
