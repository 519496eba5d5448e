import type { DocumentContent } from '../../manifest/file.ts';
import { allDefinitions, fieldsOf } from '../../schema/catalog.ts';
import { fullWidthSlips, type Slip } from '../../yaml/fullWidth.ts';

const known = new WeakMap<DocumentContent, readonly Slip[]>();

/** Where full-width characters certainly stand for those of YAML in what was to become a Kubernetes object. */
export function fullWidthPlaces(document: DocumentContent): readonly Slip[] {
  let places = known.get(document);
  if (!places) {
    places = isManifest(document.text) ? fullWidthSlips(document.text).filter((slip) => isCertain(slip, document)) : [];
    known.set(document, places);
  }
  return places;
}

/** Whether the text was to become a Kubernetes object, with any colons. */
function isManifest(text: string): boolean {
  return /^[ \t\u3000{"]*apiVersion"?[ \t]*[:：]/m.test(text) && /^[ \t\u3000{",]*kind"?[ \t]*[:：]/m.test(text);
}

/** In a template, and in a text that goes on over lines, any characters may stand. */
function isCertain({ start, meant }: Slip, { text, yaml }: DocumentContent): boolean {
  const templates = yaml.templated?.pieces ?? [];
  if (templates.some((piece) => piece.start <= start && start < piece.end)) return false;
  if (!meant.startsWith(':') || yaml.problems.length > 0) return true;
  // Bounded: 100 characters.
  const [, key = ''] = /([\w./-]+)["']?$/.exec(text.slice(Math.max(0, start - 100), start)) ?? [];
  return fieldNames().has(key);
}

let names: ReadonlySet<string> | undefined;

function fieldNames(): ReadonlySet<string> {
  names ??= new Set([
    'apiVersion',
    'kind',
    'metadata',
    ...allDefinitions().flatMap((definition) => fieldsOf(definition).map(({ name }) => name)),
  ]);
  return names;
}
