/**
 * The language server of the YAML extension (redhat.vscode-yaml) as npm has it, with the schema of Kubernetes: to be
 * measured beside ours, and to record what it says. Needs npm and Go's module proxy the first time.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { root } from '../../scripts/support/paths.ts';

export const yamlServerVersion = '2.0.0';
/** The release whose schema that version uses where nothing is set. */
const kubernetes = 'v1.34.1';
const installed = join(root, '.cache/peers', `yaml-language-server-${yamlServerVersion}`);
const out = join(installed, 'node_modules/yaml-language-server/out/src');

/** What a client answers when the server asks for a section of its settings. */
export function yamlServerSettings(section?: string): object {
  const schemas = { kubernetes: '*.yaml' };
  return section === 'yaml'
    ? { schemas, schemaStore: { enable: false }, validate: true, completion: true, hover: true }
    : {};
}

/** Starts the server on a connection; what it would fetch from the web is answered from Kubernetes' own description. */
export async function startYamlServer(connection: Connection): Promise<void> {
  if (!existsSync(out)) {
    mkdirSync(installed, { recursive: true });
    const wanted = `yaml-language-server@${yamlServerVersion}`;
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--prefix', installed, wanted], {
      stdio: 'inherit',
    });
  }
  const part = (path: string): Promise<Record<string, new (...args: unknown[]) => { start(): void }>> =>
    import(pathToFileURL(join(out, path)).href);
  const { YAMLServerInit } = await part('yamlServerInit.js');
  const { SettingsState } = await part('yamlSettings.js');
  const { workspaceContext } = await part('languageservice/services/schemaRequestHandler.js');
  const schemas = strictSchemas();
  const fetched = (uri: string) => {
    const [file = ''] = uri.split('#');
    const schema = uri.includes('/kubernetes-json-schema/') && schemas.get(file.slice(file.lastIndexOf('/') + 1));
    return schema ? Promise.resolve(schema) : Promise.reject(new Error(`No network: ${uri}`));
  };
  const silent = { send: () => undefined, sendError: () => undefined, sendTrack: () => undefined };
  new YAMLServerInit!(connection, new SettingsState!(), workspaceContext, fetched, silent).start();
}

type Definition = Record<string, unknown> & { readonly properties?: Record<string, object> };

/** All kinds, and no field that they do not know: the files of what the server knows as `kubernetes`. */
function strictSchemas(): ReadonlyMap<string, string> {
  const wanted = ['mod', 'download', '-json', `k8s.io/kubernetes@${kubernetes}`];
  const { Dir } = JSON.parse(execFileSync('go', wanted, { encoding: 'utf8' })) as { Dir: string };
  const { definitions } = JSON.parse(readFileSync(join(Dir, 'api/openapi-spec/swagger.json'), 'utf8')) as {
    definitions: Record<string, Definition>;
  };
  const kinds: object[] = [];
  const strict = Object.entries(definitions).map(([name, definition]) => {
    if (/\.(?:IntOrString|Quantity)$/.test(name)) return [name, { oneOf: [{ type: 'string' }, { type: 'number' }] }];
    const known = definition['x-kubernetes-group-version-kind'] as Record<string, string>[] | undefined;
    const { properties } = definition;
    if (known?.length === 1 && properties?.apiVersion && properties.kind) {
      const { group, version, kind } = known[0]!;
      kinds.push({ $ref: `_definitions.json#/definitions/${name}` });
      properties.apiVersion = { ...properties.apiVersion, enum: [group ? `${group}/${version}` : version] };
      properties.kind = { ...properties.kind, enum: [kind] };
    }
    return [name, properties ? { ...definition, additionalProperties: false } : definition];
  });
  return new Map([
    ['all.json', JSON.stringify({ oneOf: kinds })],
    ['_definitions.json', JSON.stringify({ definitions: Object.fromEntries(strict) })],
  ]);
}
