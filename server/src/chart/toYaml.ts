/** `toYaml`: values as sigs.k8s.io/yaml writes them. */
import type { Mark, Origins, TracedText } from '../traced/tracedText.ts';
import { writeYaml, type YamlView } from '../traced/yamlWriter.ts';
import { originsOf, type Value } from './value.ts';

/** Ends with a line break. Throws a `RangeError` where maps hold themselves. */
export function toYaml(value: Value): TracedText {
  return writeYaml(value, viewOf);
}

function viewOf(value: Value): YamlView<Value> {
  const origins = originsOf(value);
  const mark = markOf(origins);
  switch (value.type) {
    case 'list':
      return { type: 'list', mark, items: value.items.map((item) => ({ mark: ownMark(item, origins), value: item })) };
    case 'map':
    case 'struct': {
      const entries = value.type === 'map' ? value.entries : value.fields;
      return {
        type: 'map',
        mark,
        entries: [...entries].map(([key, entry]) => ({ key, mark: ownMark(entry, origins), value: entry })),
      };
    }
    case 'string':
      return { type: 'text', mark, text: value.text.text };
    case 'float':
      return { type: 'number', mark, value: value.value };
    case 'bool':
    case 'int':
      return { type: 'word', mark, text: String(value.value) };
    default:
      return { type: 'word', mark, text: 'null' };
  }
}

const markOf = (origins: Origins): Mark => ({ place: undefined, origins });

/** What a key or a dash comes from: its value, else what holds both. */
function ownMark(value: Value, around: Origins): Mark {
  const own = originsOf(value);
  return markOf(own.length > 0 ? own : around);
}
