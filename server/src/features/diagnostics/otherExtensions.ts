/**
 * What is left to the YAML extension beside this one, so that nobody reads the same mistake twice. Findings that are left
 * to it are still there: their fixes are offered.
 */
import type { Finding } from '../../rules/finding.ts';
import type { Settings } from '../settings.ts';

/** What of a finding decides. */
type Judged = Pick<Finding, 'rule' | 'path' | 'message'>;

/** What any YAML parser sees. */
const syntaxRules = new Set(['yaml-syntax', 'yaml-alias', 'duplicate-key']);

/** What follows from a schema alone. */
const schemaRules = new Set(['unknown-field', 'misplaced-field', 'wrong-type', 'not-in-enum', 'missing-field']);

/** Whether a finding says what an extension that knows the schema would say too. */
export function isSchemaFinding({ rule }: Pick<Finding, 'rule'>): boolean {
  return schemaRules.has(rule) || syntaxRules.has(rule);
}

/** Whether an extension that knows the schema may say the same: of required fields and API versions, too. */
export function mayBeSaidElsewhere(finding: Finding): boolean {
  if (isSchemaFinding(finding)) return true;
  return finding.severity === 'error' && (finding.missing === true || finding.rule === 'api-version-not-served');
}

/** Whether a finding also says what was meant: then it is worth more than that something is not allowed. */
export function saysMore({ message: { data = {} } }: Finding): boolean {
  return ['suggestion', 'meant', 'home'].some((key) => data[key] !== undefined && data[key] !== '');
}

/** Whether a finding is about what is written at its place, whatever stands, or is still to come, elsewhere. */
export function isWrongByItself(finding: Finding): boolean {
  return isSchemaFinding(finding) && finding.rule !== 'missing-field';
}

/** Whether the settings want a finding to be shown. */
export function isShown(
  finding: Judged,
  { schemaValidation, otherChecks }: Pick<Settings, 'schemaValidation' | 'otherChecks'>,
): boolean {
  if (schemaValidation === 'on' || !isSchemaFinding(finding)) return true;
  if (schemaValidation === 'off') return concernsLifecycle(finding);
  if (syntaxRules.has(finding.rule)) return otherChecks === 'none';
  return otherChecks !== 'schema' || concernsLifecycle(finding);
}

/** The fields that decide about a pod's life; what they contain belongs to them. */
const lifecycleFields =
  /(^|[.\s])(livenessProbe|readinessProbe|startupProbe|lifecycle|restartPolicy|restartPolicyRules|image|imagePullPolicy|terminationGracePeriodSeconds|activeDeadlineSeconds|readinessGates|ports|initialDelaySeconds|periodSeconds|timeoutSeconds|successThreshold|failureThreshold|httpGet|tcpSocket|exec|grpc)\b/;

/** Whether a finding is about a field of the pod lifecycle, or about one that was meant to be one. */
function concernsLifecycle({ rule, path, message: { data = {} } }: Judged): boolean {
  if (syntaxRules.has(rule)) return false;
  const isInPod = /(^|\.)(template|spec)\b/.test(path);
  return (
    isInPod && [path, data.suggestion, data.meant, data.home].some((text) => lifecycleFields.test(String(text ?? '')))
  );
}
