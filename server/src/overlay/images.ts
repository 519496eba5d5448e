/** `images` of a kustomization (`api/filters/imagetag`, `api/internal/image`). */
import { RE2JS } from 're2js';
import { type FieldSpec, visitFields } from './fieldSpecs.ts';
import { untagged } from './readTree.ts';
import { field, inexact, type MapTree, put, type ScalarTree, type Tree, textAt } from './tree.ts';

/** Changes the images of objects that an entry of `images` is about. */
export function setImages(objects: Iterable<MapTree>, entry: Tree, specs: readonly FieldSpec[]): void {
  const update = imageUpdate(entry);
  for (const object of objects)
    if (textAt(object, 'kind') !== 'CustomResourceDefinition') updateImages(object, update, specs);
}

type UpdateImage = (image: ScalarTree) => ScalarTree | undefined;

function updateImages(object: MapTree, update: UpdateImage, specs: readonly FieldSpec[]): void {
  for (const container of containersIn(object)) {
    const image = field(container, 'image');
    const updated = image?.kind === 'scalar' ? update(image) : undefined;
    if (updated) put(container, 'image', updated);
  }
  visitFields(object, specs, undefined, ({ value, replace }) => {
    const updated = value.kind === 'scalar' ? update(value) : undefined;
    if (updated) replace(updated);
  });
}

/** Items of all lists that are called `containers` or `initContainers`, wherever they are. */
function* containersIn(tree: Tree): Generator<MapTree> {
  if (tree.kind === 'list') for (const item of tree.items) yield* containersIn(item);
  if (tree.kind !== 'map') return;
  for (const [key, { value }] of tree.entries) {
    yield* containersIn(value);
    if ((key === 'containers' || key === 'initContainers') && value.kind === 'list')
      for (const item of value.items) if (item.kind === 'map') yield item;
  }
}

function imageUpdate(entry: Tree): UpdateImage {
  const [newName, newTag, newDigest, tagSuffix] = ['newName', 'newTag', 'digest', 'tagSuffix'].map((name) =>
    textAt(entry, name),
  );
  const matches = imageMatcher(textAt(entry, 'name'));
  const writer = ['newTag', 'digest', 'tagSuffix', 'newName'].map((name) => field(entry, name)).find((one) => one);
  return (image) => {
    if (!matches(image.text)) return undefined;
    let { name, tag, digest } = splitImage(image.text);
    if (newName) name = newName;
    if (newTag) [tag, digest] = [newTag, newDigest ?? ''];
    else if (newDigest) [tag, digest] = ['', newDigest];
    else if (tagSuffix) [tag, digest] = [tag + tagSuffix, ''];
    const text = `${name}${tag && `:${tag}`}${digest && `@${digest}`}`;
    if (text === image.text) return undefined;
    return untagged(text, image, inexact(writer?.place));
  };
}

const reference = '(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$';

/** The name is a part of the expression as it is written. */
function imageMatcher(name: string): (image: string) => boolean {
  try {
    const expression = RE2JS.compile(`^${name}${reference}`);
    return (image) => expression.matcher(image).find();
  } catch {
    return () => false;
  }
}

/** A port of the registry is no tag. */
function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(image.indexOf('/'), 0);
  const at = image.indexOf('@', slash);
  const colon = image.indexOf(':', slash);
  if (at >= 0 && (colon < 0 || at < colon)) return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  if (colon < 0) return { name: image, tag: '', digest: '' };
  const end = at < 0 ? image.length : at;
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, end), digest: image.slice(end + 1) };
}
