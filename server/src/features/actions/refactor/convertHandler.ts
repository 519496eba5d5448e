import { type Plain, replaceMapping } from '../../../manifest/edit.ts';
import type { ManifestNode } from '../../../manifest/node.ts';
import type { ContainerModel } from '../../../manifest/podModel.ts';
import { resolvePort } from '../../hover/hoverTarget.ts';
import { refactorMessages as say } from './messages.ts';
import type { Refactoring, RefactorPlace } from './place.ts';

type Fields = { readonly [key: string]: Plain };

/** What most apps answer where somebody asks how they are; `/` is often a redirect. */
const usualPath = '/healthz';
const securePorts: ReadonlySet<number | string> = new Set([443, 8443, 6443, 10250]);

/** The handlers that can ask the same app, each with what is known of it. */
export function convertHandler({ probe, container }: RefactorPlace): Refactoring[] {
  const [handler, ...others] = probe?.handlers ?? [];
  if (!handler || !container || others.length > 0 || handler.node.partial) return [];
  const { type: from, node } = handler;
  return Object.entries(conversions(from, node, container)).flatMap(([to, fields]) =>
    fields && to !== from ? [{ title: say.convert({ from, to }), edits: replaceMapping(node, to, fields) }] : [],
  );
}

function conversions(
  from: string,
  node: ManifestNode,
  container: ContainerModel,
): Readonly<Record<string, Fields | undefined>> {
  if (from === 'exec') return ofCommand(node.get('command').value);
  const port = node.get('port').value;
  if (typeof port !== 'number' && typeof port !== 'string') return {};
  const { string: host } = node.get('host');
  const place = { port, ...(host === undefined ? {} : { host }) };
  const number = resolvePort(port, container);
  return {
    httpGet: { path: usualPath, ...place, ...(securePorts.has(number ?? 0) ? { scheme: 'HTTPS' } : {}) },
    tcpSocket: place,
    ...(typeof number === 'number' && host === undefined ? { grpc: { port: number } } : {}),
  };
}

const local = '(?:localhost|127\\.0\\.0\\.1|\\[::1\\])';
const url = new RegExp(`\\b(https?)://${local}(?::(\\d+))?(/[^\\s'"]*)?`);
const localHost = new RegExp(`^${local}$`);

/** A request of `curl` or `wget`, and a connection of `nc`, need no process. */
function ofCommand(command: unknown): Readonly<Record<string, Fields | undefined>> {
  if (!Array.isArray(command) || !command.every((word) => typeof word === 'string')) return {};
  const text = command.join(' ');
  // What a shell does beside it would be lost.
  if (/[|&;<>$`]/.test(withoutExit(text))) return {};
  const request = /\b(curl|wget)\b/.test(text) ? url.exec(text) : null;
  if (request) {
    const [, scheme = 'http', port = scheme === 'https' ? '443' : '80', path = '/'] = request;
    const secure = scheme === 'https' ? { scheme: 'HTTPS' } : {};
    return { httpGet: { path, port: Number(port), ...secure }, tcpSocket: { port: Number(port) } };
  }
  const port = connectedPort(text.split(' '));
  return port === undefined ? {} : { tcpSocket: { port } };
}

/** The local port to which `nc` connects: options come first, the last of them maybe with a value. */
function connectedPort(words: readonly string[]): number | undefined {
  const nc = words.findIndex((word) => word === 'nc' || word.endsWith('/nc'));
  if (nc < 0) return undefined;
  let at = nc + 1;
  while (words[at]?.startsWith('-')) at++;
  if (!localHost.test(words[at] ?? '')) at++;
  const [host = '', port = ''] = words.slice(at, at + 2);
  return localHost.test(host) && /^\d+$/.test(port) ? Number(port) : undefined;
}

/** The command without a closing `|| exit 1`, which says only what a probe does anyway. */
function withoutExit(command: string): string {
  const trimmed = command.trimEnd();
  if (!trimmed.endsWith('exit 1')) return command;
  const before = trimmed.slice(0, -'exit 1'.length).trimEnd();
  return before.endsWith('||') ? before.slice(0, -'||'.length) : command;
}
