/** The options that say which values a chart is rendered with, as Helm names them. */
import { Option } from 'commander';

const another = (text: string, before: readonly string[] = []) => [...before, text];

export function valuesOption(): Option {
  return new Option('-f, --values <file>', 'values for charts, over their own; may be given many times').argParser(
    another,
  );
}

export function setOption(): Option {
  return new Option(
    '--set <name=value>',
    'a single value for charts, over all files; may be given many times',
  ).argParser(another);
}
