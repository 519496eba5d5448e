/** The options that say which values a chart is rendered with, as Helm names them. */
import type { Option } from 'commander';
import { newOption } from './help.ts';
import { cliMessages as say } from './messages.ts';

const another = (text: string, before: readonly string[] = []) => [...before, text];

export function valuesOption(): Option {
  return newOption('-f, --values <file>', say.valuesOption()).argParser(another);
}

export function setOption(): Option {
  return newOption('--set <name=value>', say.setOption()).argParser(another);
}
