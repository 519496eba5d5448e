/** What a field of a scenario file does. */
import { allOf, type Message, verbatim } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import type { Shape } from '../../lifecycle/world/shapes/shape.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { scenarioFileMessages as say } from './messages.ts';
import { scenarioPlace } from './scenarioPlace.ts';

export function hoverScenario(
  file: ManifestFile,
  offset: number,
): { readonly span: Span; readonly paragraphs: readonly Message[] } | undefined {
  const place = scenarioPlace(file, offset);
  const name = place?.cursor.path.findLast((step) => typeof step === 'string');
  if (!place || name === undefined || place.cursor.token.end === place.cursor.token.start) return undefined;
  const { cursor, shape } = place;
  const values = valuesOf(shape);
  return {
    span: cursor.token,
    paragraphs: [
      say.field({ name: String(name), text: verbatim(shape.description) }),
      ...(values.length === 0 ? [] : [say.values({ values: allOf(values.map((value) => say.value({ value }))) })]),
    ],
  };
}

function valuesOf(shape: Shape): readonly string[] {
  return shape.type === 'choice' ? shape.values : [];
}
