/** What a probe does at each attempt, in a sentence with the effective values. */
import type { Message } from '../../base/message.ts';
import { httpGetDefaults } from '../../kubernetes/defaults.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { ContainerModel, ProbeModel } from '../../manifest/podModel.ts';
import { hoverMessages as say } from './messages.ts';

/** A sentence about the probe's first handler; none where a template hides part of it. */
export function describeTarget({ handlers, port }: ProbeModel, container: ContainerModel): Message[] {
  const [handler] = handlers;
  if (handler === undefined || handler.node.partial) return [];
  const { node } = handler;
  const number = resolvePort(port?.value, container);
  switch (handler.type) {
    case 'exec': {
      const command = node.get('command').value;
      if (!Array.isArray(command) || command.length === 0) return [];
      if (!command.every((word) => typeof word === 'string')) return [];
      return [say.exec({ command: codeText(command.map(quoteWord).join(' ')) })];
    }
    case 'httpGet': {
      const scheme = textOf(node.get('scheme'), httpGetDefaults.scheme);
      const path = textOf(node.get('path'), httpGetDefaults.path);
      const host = textOf(node.get('host'), '<pod IP>');
      if (scheme === undefined || path === undefined || host === undefined) return [];
      if (typeof number !== 'number') return [];
      const slash = path.startsWith('/') ? '' : '/';
      return [say.request({ url: codeText(`${scheme.toLowerCase()}://${host}:${number}${slash}${path}`) })];
    }
    case 'tcpSocket': {
      const host = textOf(node.get('host'), '<pod IP>');
      return host === undefined || typeof number !== 'number'
        ? []
        : [say.connect({ address: codeText(`${host}:${number}`) })];
    }
    case 'grpc': {
      const service = textOf(node.get('service'), '');
      if (service === undefined || typeof number !== 'number') return [];
      const address = `<pod IP>:${number}`;
      return [service === '' ? say.health({ address }) : say.healthOf({ address, service: codeText(service) })];
    }
  }
}

/** The number of a port; `missing` where no port has the name, undefined where nobody can tell. */
export function resolvePort(
  port: number | string | undefined,
  container: ContainerModel,
): number | 'missing' | undefined {
  if (typeof port !== 'string') return port;
  const named = container.ports.find(({ name }) => name.value === port);
  if (named !== undefined) return named.containerPort.value;
  if (/^\d+$/.test(port)) return Number(port);
  const ports = container.node.get('ports');
  const hidden = ports.partial || container.ports.some(({ node, name }) => node.unknown || name.origin === 'unknown');
  return hidden ? undefined : 'missing';
}

/** The string or its default; undefined where it is neither. */
function textOf(node: ManifestNode, fallback: string): string | undefined {
  if (node.unknown) return undefined;
  if (!node.isSet || node.value === '') return fallback;
  return node.string;
}

/** As a person would type it in a shell, long words cut. */
function quoteWord(word: string): string {
  const short = word.length > 80 ? `${word.slice(0, 79)}…` : word;
  return /^[\w@%+=:,./-]+$/.test(short) ? short : JSON.stringify(short);
}

/** What may stand in a code span: backticks and line breaks would end it. */
export function codeText(text: string): string {
  return text.replaceAll('`', '´').replaceAll(/\s+/g, ' ');
}

/** Text of others in a sentence: nothing of it is read as Markdown or as HTML. */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|&~]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
