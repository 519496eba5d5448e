/** How findings name what the API calls by its types. */
import type { FieldPath } from '../../base/fieldPath.ts';

const names: Readonly<Record<string, string>> = {
  HTTPGetAction: 'an httpGet',
  TCPSocketAction: 'a tcpSocket',
  ExecAction: 'an exec',
  GRPCAction: 'a grpc handler',
  SleepAction: 'a sleep',
  HTTPHeader: 'an HTTP header',
  EnvVar: 'an environment variable',
  PodSpec: 'a pod',
  PodTemplateSpec: 'a pod template',
  JobTemplateSpec: 'a Job template',
  ObjectMeta: 'metadata',
  ResourceRequirements: 'resources',
  LifecycleHandler: 'a lifecycle hook',
};

/** The type of an object for a sentence: `core.v1.Container` is "a container", `apps.v1.DeploymentSpec` "a Deployment". */
export function nameOfDefinition(definition: string): string {
  const type = definition.slice(definition.lastIndexOf('.') + 1);
  const known = names[type];
  if (known !== undefined) return known;
  const kind = /^(.+[a-z])Spec$/.exec(type)?.[1];
  const words = kind ?? type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** A field with its owner: "a probe's periodSeconds", "an item of a container's command", "a label". */
export function nameOfField(path: FieldPath, definition: string | undefined): string {
  const names = path.filter((step) => typeof step === 'string');
  const last = names.at(-1) ?? 'the object';
  const map = maps[names.at(-2) ?? ''];
  if (map !== undefined && typeof path.at(-1) === 'string') return `${map} ${last}`;
  const isItem = typeof path.at(-1) === 'number';
  const owner = definition === undefined ? undefined : nameOfDefinition(definition);
  const field = owner === undefined ? last : owner === 'metadata' ? `metadata.${last}` : `${owner}'s ${last}`;
  return isItem ? `an item of ${field}` : field;
}

/** Fields whose own fields are keys that the user chooses. */
const maps: Readonly<Record<string, string>> = {
  labels: 'the label',
  matchLabels: 'the label',
  annotations: 'the annotation',
  nodeSelector: 'the node label',
  selector: 'the label',
  data: 'the key',
};
