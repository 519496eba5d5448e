import type { Option } from 'commander';
import type { Severity } from '../../rules/rule.ts';
import { newOption } from '../help.ts';
import { checkMessages as say } from './messages.ts';

/** From bad to quiet. */
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** `--fail-on`: the quietest severity that makes a check fail. */
export function failOnOption(): Option {
  return newOption('--fail-on <severity>', say.failOnOption())
    .choices([...severities, 'never'])
    .default('error');
}

/** Which severities make a check fail. */
export function failingSeverities(failOn: Severity | 'never'): ReadonlySet<Severity> {
  return new Set(failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1));
}
