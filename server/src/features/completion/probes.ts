/** Whole probes, with a port of the container's own. */
import { type ProbeHandler, probeField, probeTypes } from '../../kubernetes/pod.ts';
import { definitionAt } from '../../schema/catalog.ts';
import { isForbidden } from './forbidden.ts';
import type { CompletionItem } from './item.ts';
import { commaAfter } from './keys.ts';
import { lineAt } from './layout.ts';
import { completionMessages as say } from './messages.ts';
import { type CompletionPlace, mappingAt, siblingsAt } from './place.ts';

/** The timings that are worth a thought. */
const timings: Readonly<Record<(typeof probeTypes)[number], readonly (readonly [string, number])[]>> = {
  startup: [
    ['periodSeconds', 5],
    ['failureThreshold', 30],
  ],
  readiness: [['periodSeconds', 5]],
  liveness: [
    ['periodSeconds', 10],
    ['timeoutSeconds', 5],
    ['failureThreshold', 3],
  ],
};

const handlers: readonly { readonly handler: ProbeHandler; readonly name: string }[] = [
  { handler: 'httpGet', name: 'http' },
  { handler: 'tcpSocket', name: 'tcp' },
  { handler: 'grpc', name: 'grpc' },
  { handler: 'exec', name: 'exec' },
];

export function probeItems(place: CompletionPlace): CompletionItem[] {
  const { cursor, release } = place;
  if (cursor.object === undefined || cursor.hasColon || cursor.style === 'json') return [];
  const { apiVersion, kind } = cursor.object;
  const path = mappingAt(cursor);
  const siblings = siblingsAt(cursor);
  const definition = definitionAt(apiVersion, kind, path, release);
  if (definition !== 'core.v1.Container') return [];
  return probeTypes
    .map((type) => ({ type, field: probeField[type] }))
    .filter(({ field }) => !siblings.has(field) && !isForbidden(field, { kind, path, definition, siblings }))
    .flatMap(({ type, field }) =>
      handlers.map(
        ({ handler, name }): CompletionItem => ({
          label: `${field} (${name})`,
          type: 'block',
          detail: say[handler](),
          snippet: probeSnippet(place, field, handler, timings[type]),
          span: cursor.token,
          filter: `${field} ${name}`,
          rank: 2,
        }),
      ),
    );
}

function probeSnippet(
  place: CompletionPlace,
  field: string,
  handler: ProbeHandler,
  values: readonly (readonly [string, number])[],
): string {
  const { cursor, layout } = place;
  const lines = handlerFields(place, handler);
  // The command's words have a tab stop each.
  const last = lines.join('').match(/\$\{\d/g)?.length ?? 0;
  const settings = values.map(([name, value], index) => `${name}: \${${last + index + 1}:${value}}`);
  if (cursor.style === 'flow')
    return `${field}: {${handler}: {${lines.join(', ')}\\}, ${settings.join(', ')}\\}${commaAfter(place)}`;
  const at = (depth: number) => lineAt(layout, cursor.indent + depth);
  return [
    `${field}:`,
    `${at(2)}${handler}:`,
    ...lines.map((line) => at(4) + line),
    ...settings.map((setting) => at(2) + setting),
  ].join('');
}

function handlerFields(place: CompletionPlace, handler: ProbeHandler): string[] {
  if (handler === 'exec') return ['command: [${1:cat}, ${2:/tmp/healthy}]'];
  const port = portStop(place, handler === 'grpc');
  if (handler === 'httpGet') return ['path: ${1:/healthz}', `port: ${port.replace('N', '2')}`];
  return [`port: ${port.replace('N', '1')}`];
}

/** A tab stop with the container's ports; gRPC probes take no names. */
function portStop({ cursor }: CompletionPlace, isNumber: boolean): string {
  const ports = cursor.root
    .at(mappingAt(cursor))
    .get('ports')
    .items()
    .flatMap((port) => {
      const name = isNumber ? undefined : port.get('name').string;
      return name ?? port.get('containerPort').integer ?? [];
    });
  if (ports.length > 1) return `\${N|${ports.join(',')}|}`;
  return `\${N:${ports[0] ?? 8080}}`;
}
