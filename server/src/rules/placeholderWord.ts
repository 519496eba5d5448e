import type { RawFinding } from './rule.ts';

/** Two words or more in capitals, as `sed` and build scripts replace them: `HELM_REPLICAS`, `ROLLOUT_NAME-active`. */
const capitals = /(?<![A-Za-z0-9_$({])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])/;

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
  if (texts.some((text) => parameter.test(text))) return true;
  if (capitals.test(field)) return at.document.text.includes(`${field}:`) && !isFreeKey(at.path.at(-2));
  const [word] = texts.flatMap((text) => capitals.exec(text) ?? []);
  // A word of schedules.
  if (word === 'CRON_TZ') return false;
  return word !== undefined && (!/name$/i.test(field) || word.endsWith('NAME'));
}

/** Of mappings in which the user chooses the keys. */
function isFreeKey(parent: string | number | undefined): boolean {
  return /^(data|stringData|binaryData|labels|annotations|matchLabels|nodeSelector|selector|limits|requests|hard)$/.test(
    String(parent),
  );
}
