/** Containers that never end by themselves, as far as that can be told. */
import { plainCommand } from './command.ts';
import type { Container } from './pod.ts';

/** Programs that stand beside others and run until somebody stops them: proxies of meshes and databases. */
const proxies =
  /(^|\/)(proxyv2|cloud-sql-proxy|gce-proxy|alloydb-auth-proxy|envoy|linkerd2?-proxy|pgbouncer)([:@]|$)|linkerd\/proxy/;

export function isEndless({
  command = [],
  args = [],
  image = '',
}: Pick<Container, 'command' | 'args' | 'image'>): boolean {
  if (command.length === 0) return proxies.test(image);
  const plain = plainCommand([...command, ...args]);
  return plain !== undefined && plain.endsAfterSeconds === undefined;
}
