/** How findings name what the API calls by its types. */

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
