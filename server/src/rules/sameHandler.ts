import type { ManifestNode } from '../manifest/node.ts';
import type { ProbeModel } from '../manifest/podModel.ts';
import { nodeSpan } from '../yaml/document.ts';

const defaultsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  httpGet: { path: '/', scheme: 'HTTP' },
  grpc: { service: '' },
};

/**
 * Whether two probes ask the same question: one handler each, with the same content once defaults are filled in. Headers
 * only tell the app who asks, but for the one that chooses a virtual host.
 */
export function sameHandler(a: ProbeModel, b: ProbeModel): boolean {
  const [first, ...moreOfFirst] = a.handlers;
  const [second, ...moreOfSecond] = b.handlers;
  if (!first || !second || moreOfFirst.length > 0 || moreOfSecond.length > 0 || first.type !== second.type)
    return false;
  if (first.type === 'httpGet' && !sameHost(first.node, second.node)) return false;
  return sameFields(first.node, second.node, defaultsOf[first.type], 'httpHeaders');
}

function sameFields(
  a: ManifestNode,
  b: ManifestNode,
  defaults: Readonly<Record<string, string>> = {},
  except?: string,
): boolean {
  const names = new Set([...a.fields(), ...b.fields()].map(({ key }) => key));
  return [...names].every((name) => name === except || same(a.get(name), b.get(name), defaults[name]));
}

function same(a: ManifestNode, b: ManifestNode, byDefault?: string): boolean {
  if (a.unknown || b.unknown) return sameUntilFilledIn(a, b);
  if (a.isMap || b.isMap) return a.isMap && b.isMap && sameFields(a, b);
  if (a.isList || b.isList) {
    const [items, others] = [a.items(), b.items()];
    return items.length === others.length && items.every((item, i) => same(item, others[i]!));
  }
  return (a.isSet ? a.value : byDefault) === (b.isSet ? b.value : byDefault);
}

/**
 * Whether two values with placeholders (`${PASSWORD}`) come to the same: the shell, or what fills them in, gives the same
 * text for the same. What a template language makes of it depends on where it stands.
 */
function sameUntilFilledIn(a: ManifestNode, b: ManifestNode): boolean {
  const [text, other] = [writtenText(a), writtenText(b)];
  return text !== undefined && text === other && !/\{[{%#]/.test(text);
}

function writtenText({ yaml, isScalar, document }: ManifestNode): string | undefined {
  if (!isScalar || !yaml?.range) return undefined;
  const { start, end } = nodeSpan(yaml);
  return document.text.slice(start, end).replace(/^(["'])(.*)\1$/s, '$2');
}

function sameHost(a: ManifestNode, b: ManifestNode): boolean {
  const hosts = (handler: ManifestNode) =>
    handler
      .get('httpHeaders')
      .items()
      .filter((header) => header.get('name').unknown || header.get('name').string?.toLowerCase() === 'host')
      .map((header) => header.get('value'));
  const [first, second] = [hosts(a), hosts(b)];
  return first.length === second.length && first.every((host, i) => same(host, second[i]!));
}
