/**
 * What edits of a rendered text change in its fields. A block that values or a patch wrote is no text that could be edited
 * where it came out, but its fields can be changed where they are written.
 */
import { applyEdits, type TextEdit } from '../../base/textEdit.ts';
import {
  addField,
  addMapping,
  flowList,
  type Plain,
  removeField,
  removeItem,
  renameKey,
  replaceList,
  replaceMapping,
  replaceValue,
} from '../../manifest/edit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { parseYaml, type YamlDocument } from '../../yaml/document.ts';

export type FieldChange =
  | { readonly type: 'add'; readonly parent: ManifestNode; readonly key: string; readonly value: Written }
  | { readonly type: 'remove'; readonly field: ManifestNode }
  | { readonly type: 'removeItem'; readonly item: ManifestNode }
  | { readonly type: 'rename'; readonly field: ManifestNode; readonly key: string }
  | { readonly type: 'replace'; readonly field: ManifestNode; readonly value: Written };

/** A value that is to be written: the scalar as it stands in the rendered text, or a structure. */
type Written = { readonly text: string } | { readonly plain: Structure };

type Structure = Exclude<Plain, null | boolean | number | string>;

/** The changes of fields, of which the nodes are those before the edits; undefined where the edits change anything else. */
export function fieldChanges(document: YamlDocument, edits: readonly TextEdit[]): FieldChange[] | undefined {
  const [after, ...others] = parseYaml(applyEdits(document.text, edits), document.standing);
  if (!after || others.length > 0 || after.problems.length > 0) return undefined;
  const changes: FieldChange[] = [];
  return compare(ManifestNode.root(document), ManifestNode.root(after), changes) ? changes : undefined;
}

/** False where a difference is none of fields. */
function compare(before: ManifestNode, after: ManifestNode, changes: FieldChange[]): boolean {
  if (before.isMap && after.isMap) return compareMaps(before, after, changes);
  if (before.isList && after.isList) {
    const [items, others] = [before.items(), after.items()];
    if (items.length === others.length) return items.every((item, index) => compare(item, others[index]!, changes));
    const item = removedItem(items, others);
    if (item?.isMap) {
      changes.push({ type: 'removeItem', item });
      return true;
    }
  }
  if (isSame(before, after)) return true;
  const value = before.pair ? written(after) : undefined;
  if (value) changes.push({ type: 'replace', field: before, value });
  return value !== undefined;
}

function compareMaps(before: ManifestNode, after: ManifestNode, changes: FieldChange[]): boolean {
  const fields = before.fields();
  const removed = fields.filter(({ key }) => !after.get(key).present);
  const added = after.fields().filter(({ key }) => !before.get(key).present);
  const [oldName] = removed;
  const [newName] = added;
  if (oldName && newName && removed.length === 1 && added.length === 1 && isSame(oldName.node, newName.node))
    changes.push({ type: 'rename', field: oldName.node, key: newName.key });
  else {
    for (const { node } of removed) changes.push({ type: 'remove', field: node });
    for (const { key, node } of added) {
      const value = written(node);
      if (!value) return false;
      changes.push({ type: 'add', parent: before, key, value });
    }
  }
  return fields.every(({ key, node }) => !after.get(key).present || compare(node, after.get(key), changes));
}

/** The one item that the others lack. */
function removedItem(items: readonly ManifestNode[], others: readonly ManifestNode[]): ManifestNode | undefined {
  if (items.length !== others.length + 1) return undefined;
  const index = others.findIndex((other, at) => !isSame(items[at]!, other));
  const removed = index < 0 ? others.length : index;
  return others.slice(removed).every((other, at) => isSame(items[removed + at + 1]!, other))
    ? items[removed]
    : undefined;
}

function isSame(a: ManifestNode, b: ManifestNode): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

function written(node: ManifestNode): Written | undefined {
  const { value, document } = node;
  if (typeof value === 'object' && value !== null) return { plain: value as Structure };
  const text = document.text.slice(node.extent.start, node.extent.end);
  return node.yaml && !text.includes('\n') ? { text } : undefined;
}

/** The edits that make a change where `target` is the changed field, or the mapping that gets one, in the file that wrote it. */
export function editsOf(change: FieldChange, target: ManifestNode): TextEdit[] | undefined {
  switch (change.type) {
    case 'remove':
      return removeField(target);
    case 'removeItem':
      return removeItem(target);
    case 'rename':
      return renameKey(target, change.key);
    case 'add':
      return 'text' in change.value
        ? addField(target, change.key, change.value.text)
        : addMapping(target, change.key, change.value.plain);
    case 'replace':
      return 'text' in change.value
        ? replaceValue(target, change.value.text)
        : replaceStructure(target, change.value.plain);
  }
}

function replaceStructure(target: ManifestNode, plain: Structure): TextEdit[] | undefined {
  if (!isWords(plain)) return replaceMapping(target, String(target.path.at(-1)), plain);
  return target.isList ? replaceList(target, plain) : replaceValue(target, flowList(plain));
}

function isWords(plain: Structure): plain is readonly string[] {
  return Array.isArray(plain) && plain.every((word) => typeof word === 'string');
}
