/**
 * What an unknown field was meant to be: a slip of the pen, or a known field that stands in the wrong place. The two
 * rules that report them share this verdict, so that no field is reported twice.
 */
import type { ManifestNode } from '../../manifest/node.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { fieldNamesIn, type Place, placesIn } from '../../schema/places.ts';
import type { SchemaProblem } from '../../schema/problem.ts';
import { suggest, suggestField } from '../../schema/suggest.ts';
import { isEncrypted } from '../../yaml/sops.ts';
import { problemsOf, schemaPlaceAround } from './problems.ts';

export interface UnknownField {
  readonly node: ManifestNode;
  readonly name: string;
  /** The field of the same object that was most likely meant. */
  readonly suggestion?: string;
  /** The object in which a field of this name is known, or one of the name {@link meant}. */
  readonly home?: ManifestNode;
  /** The name of the field in {@link home}, where it is misspelt too. */
  readonly meant?: string;
}

/** Further away than this, a field of the same name is another field. */
const farthest = 4;

/** Of more unknown fields in one object hardly any is a slip of the pen, and to find what is meant takes its time. */
const mostJudged = 100;

/** What is found is kept: two rules ask for it. */
export function unknownFieldsOf(object: ManifestObject, kubernetes: string): readonly UnknownField[] {
  const before = known.get(object);
  if (before?.kubernetes === kubernetes) return before.fields;
  const fields = problemsOf(object, kubernetes, 'unknownField')
    .filter(({ path, name }) => path.length > 1 || name !== 'sops' || !isEncrypted(object.document.text))
    .map((problem, index) =>
      index < mostJudged
        ? judge(object, problem, kubernetes)
        : { node: object.root.at(problem.path), name: problem.name },
    );
  if (fields.length > 0) known.set(object, { kubernetes, fields });
  return fields;
}

const known = new WeakMap<ManifestObject, { readonly kubernetes: string; readonly fields: readonly UnknownField[] }>();

function judge(
  object: ManifestObject,
  { path, name, definition }: Extract<SchemaProblem, { kind: 'unknownField' }>,
  kubernetes: string,
): UnknownField {
  const node = object.root.at(path);
  const suggestion = suggestField(name, definition, kubernetes);
  if (suggestion !== undefined && !node.parent?.get(suggestion).present) return { node, name, suggestion };
  const home = homeOf(object, node, name, kubernetes);
  if (home) return { node, name, home };
  if (suggestion !== undefined) return { node, name };
  // Misspelt and misplaced: the nearest field of a similar name, not as far away as one of the very name may be.
  const meant = nearbyName(object, node, name, kubernetes);
  const homeOfMeant = meant === undefined ? undefined : homeOf(object, node, meant, kubernetes, nearby);
  return homeOfMeant && meant !== undefined ? { node, name, home: homeOfMeant, meant } : { node, name };
}

const nearby = 2;

function nearbyName(object: ManifestObject, node: ManifestNode, name: string, kubernetes: string): string | undefined {
  const around = schemaPlaceAround(object, node.path);
  if (!around) return undefined;
  const from = node.path.slice(around.path.length);
  const isNear = ({ up, down }: Place) => up + down <= nearby;
  return suggest(
    name,
    fieldNamesIn(around.definition, kubernetes).filter((candidate) =>
      placesIn(candidate, around.definition, from, kubernetes).some(isNear),
    ),
  );
}

/** Of the nearest places, one whose object is written already, and of those the one above the field in the text. */
function homeOf(
  object: ManifestObject,
  node: ManifestNode,
  name: string,
  kubernetes: string,
  within = farthest,
): ManifestNode | undefined {
  const around = schemaPlaceAround(object, node.path);
  if (!around) return undefined;
  const root = object.root.at(around.path);
  const from = node.path.slice(around.path.length);
  const places = placesIn(name, around.definition, from, kubernetes).filter((place) => place.up + place.down <= within);
  const candidates = places.flatMap((place) => {
    const home = resolve(root, place);
    return home ? [{ home, distance: place.up + place.down }] : [];
  });
  const written = candidates.filter(({ home }) => home.isMap && home.yaml !== node.parent?.yaml);
  const [nearest] = written.length > 0 ? written : candidates;
  if (!nearest) return undefined;
  const equallyNear = written.filter(({ distance }) => distance === nearest.distance);
  const start = node.keySpan.start;
  const above = equallyNear
    .filter(({ home }) => home.keySpan.start < start)
    .sort((a, b) => b.home.keySpan.start - a.home.keySpan.start);
  return (above[0] ?? nearest).home;
}

/** The object that a place names; a list must have exactly one item, for nobody knows which of several is meant. */
function resolve(root: ManifestNode, place: Place): ManifestNode | undefined {
  let node = root;
  for (const step of place.path.slice(0, -1)) {
    if (typeof step === 'number') node = node.item(step);
    else if (step !== '*') node = node.get(step);
    else if (node.items().length === 1) node = node.item(0);
    else return undefined;
  }
  return node;
}
