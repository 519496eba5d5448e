/**
 * What a template decides or a patch leaves out is not known, so it can't be wrong: the good manifests with holes in them
 * give no error and no warning that they don't give without.
 */

import { expect, test } from 'vitest';
import { isScalar, type Node, parseAllDocuments, visit } from 'yaml';
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { type ManifestContext, noContext } from '../../server/src/manifest/context.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import fc from '../support/fastCheck.ts';
import { readCorpus } from './support/corpus.ts';

const numRuns = Number(process.env.PROBEWISE_RUNS ?? 400);
const options = checkOptions({}, (rule, error) => {
  throw new Error(`${rule} failed`, { cause: error });
});

function loud(text: string, context: ManifestContext = noContext): string[] {
  return diagnose(parseManifest(text, undefined, context), options)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, path, message }) => `${rule} ${path}: ${JSON.stringify(message)}`);
}

/** Without what is said about times, which may be others where something is left open. */
const place = (finding: string) => finding.slice(0, finding.indexOf(': '));

const corpus = readCorpus().filter(({ name }) => !/^(helm|kustomize)\/|not-kubernetes/.test(name));
/** Which of the choices to take: a share of all, by a stream of bytes. */
const choices = fc.record({ share: fc.double({ min: 0.02, max: 0.5, noNaN: true }), seed: fc.nat() });

/** Says yes for a share of the questions; always the same for the same seed. */
function chooser({ share, seed }: { share: number; seed: number }): () => boolean {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647;
    return state / 2_147_483_647 < share;
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** Values that a template could write: no keys, no block scalars, nothing that says what the object is. */
function valuesIn(text: string): Place[] {
  const found: Place[] = [];
  for (const document of parseAllDocuments(text, { version: '1.1' })) {
    visit(document as unknown as Node, {
      Pair(_, { key }) {
        return isScalar(key) && (key.value === 'apiVersion' || key.value === 'kind') ? visit.SKIP : undefined;
      },
      Scalar(key, { range, type = '' }) {
        if (key === 'key' || !range || range[1] === range[0] || type.startsWith('BLOCK')) return;
        found.push({ start: range[0], end: range[1], isQuoted: type.startsWith('QUOTE') });
      },
    });
  }
  return found;
}

const yaml = corpus
  .filter(({ name }) => !name.endsWith('.json') && !/explicit-types|block-scalars/.test(name))
  .map(({ name, text }) => ({ name, text, values: valuesIn(text), before: new Set(loud(text).map(place)) }));

test('any values that templates write', () => {
  const hole = fc.constantFrom('{{ .Values.x }}', '{{ include "x" . | quote }}', `\${X}`, `\${X:-1}`, '__X__', '@X@');
  fc.assert(
    fc.property(fc.constantFrom(...yaml), choices, hole, ({ name, text, values, before }, choice, template) => {
      const isChosen = chooser(choice);
      let templated = text;
      for (const { start, end, isQuoted } of values.filter(isChosen).sort((a, b) => b.start - a.start)) {
        const value = isQuoted ? `"${template.replaceAll('"', '`')}"` : template;
        templated = templated.slice(0, start) + value + templated.slice(end);
      }
      const added = loud(templated).filter((finding) => !before.has(place(finding)));
      expect(added, `${name}\n${templated}`).toEqual([]);
    }),
    { numRuns },
  );
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function leaveOut(value: Json, isChosen: () => boolean, isTop = true): Json {
  if (Array.isArray(value)) return value.map((item) => leaveOut(item, isChosen, false));
  if (typeof value !== 'object' || value === null) return value;
  const mustStay = (key: string) => (isTop && /^(apiVersion|kind|metadata)$/.test(key)) || key === 'name';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => mustStay(key) || !isChosen())
      .map(([key, field]) => [key, leaveOut(field, isChosen, false)]),
  );
}

const objects = corpus.flatMap(({ name, text }) =>
  parseManifest(text).documents.flatMap(({ content }) =>
    content.objects
      .map(({ root }) => root.value as Json)
      .filter((object) => JSON.stringify(object) !== undefined)
      .map((object) => ({ name, object, before: new Set(loud(JSON.stringify(object)).map(place)) })),
  ),
);

test('anything that patches leave out', () => {
  fc.assert(
    fc.property(fc.constantFrom(...objects), choices, ({ name, object, before }, choice) => {
      const patch = JSON.stringify(leaveOut(object, chooser(choice)));
      const added = loud(patch, { podPaths: {}, role: 'patch' }).filter((finding) => !before.has(place(finding)));
      expect(added, `${name}\n${patch}`).toEqual([]);
    }),
    { numRuns },
  );
});
