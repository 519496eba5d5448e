import type { FieldPath } from '../base/fieldPath.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { RawFinding } from './rule.ts';

/** Two words or more in capitals, as `sed` and build scripts replace them: `HELM_REPLICAS`, `ROLLOUT_NAME-active`. */
const capitals = /(?<![A-Za-z0-9_$({])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])/;

/** One word in capitals within a name of small letters, or all of it: `disk-wipe-HOSTNAME`. Only words that say what is missing. */
const wordInName =
  /(?<![A-Za-z0-9_])(?:NAMESPACE|DOMAIN|CLUSTER|REGION|PROJECT|VERSION|REGISTRY|PLACEHOLDER|(?:HOST|USER|CLUSTER|PROJECT|DOMAIN|NODE|IMAGE|BUCKET)(?:NAME(?:SPACE)?|ID|URL|TAG))(?![A-Za-z0-9_])/;

/** What people write for others, or a program, to replace: `FILLED BY THE OPERATOR`, `to be set`, `replace with your image`. */
const request =
  /\b(?:fill(?:ed)?|replaced?|set|provided|injected|generated|substituted|inserted?|overridden|patched|populated) (?:in |it )?(?:by|with|at|from|here|this|during|later) |\bto be (?:fill|replac|set\b|provid|inject|generat|substitut|insert|overrid|patch|populat|decid|defin)/i;

/** Of quantities, where no unit has so many letters. */
const wordForQuantity = /^[A-Z]{3,}$/;
const quantities: ReadonlySet<string> = new Set(['limits', 'requests', 'hard', 'capacity', 'overhead']);

/** A variable that `envsubst` fills in: `$NAME`. */
const variable = /(?<![\w$])\$[A-Z_][A-Z0-9_]*(?!\w)/;

/** What is left out for the reader to fill in: `xxxxxx` (longer ones are there for their length), `base64(password)`; a text of nothing but a variable: `${key}`. */
const blank = /^x{3,15}$|^base64\([^)]*\)$|^\s*\$\{\w+\}\s*$/i;

/** Where another tool finds the value: `vault:secret/data/web#key`, `ref+awsssm://web`, `op://vault/item/field`. */
const reference = /^(?:vault|deployment-secret|enc|secretref\+\w+|ref\+\w+|op):\S/i;

/** An expression of Chainsaw: `($namespace)`, `(join('-', [$namespace, 'a']))`. */
const expression = /^\(.*\)$/s;

/** A parameter of Tekton, a variable of Kustomize or OpenShift: `$(params.name)`, `$(HOST)`. */
const parameter = /\$\([\w.[\]'"-]+\)/;

/**
 * Whether a field holds a word in capitals that somebody replaces before the object is applied. Where numbers and fixed
 * words belong, and as the name of a field, nobody writes one by mistake; a name is one only if it says so: `HTTP_PORT` may
 * be what somebody calls a port.
 */
export function isAboutPlaceholder({ at, on, data, message }: RawFinding): boolean {
  // A word that is nearly the right one: `NO_SCHEDULE`.
  if (message === 'meant') return false;
  const field = String(at.path.at(-1) ?? '');
  // What is said of a field's name holds whatever its value: names of variables are in capitals themselves.
  const texts = [on === 'key' ? undefined : at.string, data?.value].filter((text) => typeof text === 'string');
  // A path with variables of the container.
  if (field === 'subPathExpr') return false;
  if (
    texts.some((text) => [parameter, variable, expression, wordInName, blank, reference].some((one) => one.test(text)))
  )
    return true;
  if (
    [field, ...texts].some((text) => request.test(text.replaceAll('_', ' '))) ||
    (at.present && at.value === null && isRequested(at))
  )
    return true;
  if (texts.some((text) => wordForQuantity.test(text) && isWordFor(text, at.path))) return true;
  // A build script replaces `___imagePullSecrets___`.
  if (field.length > 4 && field.startsWith('__') && field.endsWith('__')) return true;
  if (capitals.test(field)) return at.document.text.includes(`${field}:`) && !isFreeKey(at.path.at(-2));
  const [word] = texts.flatMap((text) => capitals.exec(text) ?? []);
  // A word of schedules.
  if (word === 'CRON_TZ') return false;
  return word !== undefined && (!/name$/i.test(field) || word.endsWith('NAME'));
}

/** `memory: MEMORY`, `containerPort: PORT`: what the field is for, in capitals. */
function isWordFor(word: string, path: FieldPath): boolean {
  const isQuantity = quantities.has(String(path.at(-2)));
  return isQuantity || String(path.at(-1)).toLowerCase().endsWith(word.toLowerCase());
}

/** Whether a comment behind an empty field says who has to fill it in. */
function isRequested({ document, keySpan }: ManifestNode): boolean {
  const { text } = document;
  const end = text.indexOf('\n', keySpan.end);
  const [, comment] =
    /^:[ \t]*#(.*)/.exec(text.slice(keySpan.end, end < 0 ? text.length : Math.min(end, keySpan.end + 300))) ?? [];
  return comment !== undefined && request.test(comment);
}

/** Whether a text that is no name has a word in it that somebody replaces. */
export function isPlaceholder(text: string): boolean {
  return capitals.test(text) || wordInName.test(text) || request.test(text);
}

/** Of mappings in which the user chooses the keys. */
function isFreeKey(parent: string | number | undefined): boolean {
  return /^(data|stringData|binaryData|labels|annotations|matchLabels|nodeSelector|selector|limits|requests|hard)$/.test(
    String(parent),
  );
}
