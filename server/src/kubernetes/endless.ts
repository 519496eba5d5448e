/** Containers that never end by themselves, as far as that can be told. */
import { plainCommand } from './command.ts';
import type { Container } from './pod.ts';

/** Images that stand beside others and run until somebody stops them: proxies of meshes and databases, shippers of logs. */
const helperImages =
  /(^|\/)(proxyv2|cloud-sql-proxy|gce-proxy|alloydb-auth-proxy|envoy|linkerd2?-proxy|pgbouncer|fluent-bit|fluentd|filebeat|promtail|opentelemetry-collector(-contrib)?)([:@]|$)|linkerd\/proxy|timberio\/vector/;

/** Their programs, as commands name them. */
const helperPrograms =
  /^(\/\S*\/)?\/?(cloud[-_]sql[-_]proxy|alloydb-auth-proxy|envoy|linkerd2-proxy|pgbouncer|fluent-bit|fluentd|filebeat|promtail|otelcol(-contrib)?)$/;

export function isEndless({
  command = [],
  args = [],
  image = '',
}: Pick<Container, 'command' | 'args' | 'image'>): boolean {
  const [program] = command;
  if (program === undefined) return helperImages.test(image);
  if (helperPrograms.test(program)) return true;
  const plain = plainCommand([...command, ...args]);
  return plain !== undefined && plain.endsAfterSeconds === undefined;
}
