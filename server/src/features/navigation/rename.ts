/** What a name may be changed to, and how it is written where it stands. */
import { type Message, verbatim } from '../../base/message.ts';
import { checkDns1123Label, checkDns1123Subdomain } from '../../kubernetes/names.ts';
import type { Reference, SymbolType } from '../../manifest/index/references.ts';
import { resolvePlainScalar } from '../../yaml/scalar.ts';
import { renameMessages as say } from './messages.ts';

const checks: Readonly<Record<SymbolType, (name: string) => readonly (string | Message)[]>> = {
  object: checkDns1123Subdomain,
  container: checkDns1123Label,
  volume: checkDns1123Label,
  port: checkPortName,
  servicePort: checkDns1123Label,
  label: checkLabelValue,
};

/** Why something can't be renamed to this; undefined where it can. */
export function renameProblem({ type }: Reference, newName: string): Message | undefined {
  const [problem] = checks[type](newName);
  return typeof problem === 'string' ? say.apiServer({ problem: verbatim(problem) }) : problem;
}

/** Upstream: apimachinery `pkg/util/validation/validation.go`, IsValidPortName. */
function checkPortName(name: string): Message[] {
  if (name.length > 15) return [say.longPort()];
  const isRight = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
  return isRight ? [] : [say.portCharacters()];
}

/** Upstream: apimachinery `pkg/util/validation/validation.go`, IsValidLabelValue. */
function checkLabelValue(value: string): Message[] {
  if (value.length > 63) return [say.longLabel()];
  const isRight = /^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value);
  return isRight ? [] : [say.labelCharacters()];
}

/** The new name in the quotes that the old one has; in quotes of its own where YAML would read something else than text. */
export function writtenAs(newName: string, before: string): string {
  const quote = /^["']/.exec(before)?.[0];
  if (quote !== undefined) return `${quote}${newName}${quote}`;
  return typeof resolvePlainScalar(newName) === 'string' ? newName : JSON.stringify(newName);
}
