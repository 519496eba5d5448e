import { expect, test } from 'vitest';
import { unknownValue } from '../../base/unknown.ts';
import { parseManifest } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { packFacts, unpackFacts } from './packedFacts.ts';

function factsIn(text: string) {
  const documents = parseManifest(text).documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) }));
  return [{ number: 0, name: 'a.yaml', documents }];
}

const service = (port: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {b: c}, ports: [{port: ${port}}]}\n`;

test.each([
  ['plain facts', service('80')],
  ['what a template hides', service('{{ .Values.port }}')],
  ['numbers that JSON lacks', service('1e+999')],
  ['a pod', 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: "{{ a }}", ports: [{containerPort: 80}]}]}\n'],
])('%s come through as they were', (_, text) => {
  const facts = factsIn(text);
  expect(unpackFacts(packFacts(facts))).toEqual(facts);
});

test('the unknown value stays the same object', () => {
  const [file] = unpackFacts(packFacts(factsIn(service('{{ .Values.port }}'))));
  expect(file?.documents[0]?.facts.objects[0]?.service?.ports[0]?.targetPort).toBe(unknownValue);
});
