/**
 * Keeps in step with the rules' files: the registry, the head and references of each rule's page, the list of rules in
 * docs/rules/README.md, the settings about rules in package.json, and with them the schema of config files. With --check it
 * only says what is out of step.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { AnyRule, Profile } from '../server/src/rules/rule.ts';
import { levelIn, levels, profiles } from '../server/src/rules/severity.ts';
import { root } from './support/paths.ts';
import { findRules, folders, type RuleFile } from './support/ruleFiles.ts';

const profileTexts: Readonly<Record<Profile, string>> = {
  minimal: 'What the API server rejects, and what it accepts and misbehaves then: errors and warnings.',
  recommended: 'Advice, too, as hints.',
  strict:
    'All there is, also matters of taste. Advice is shown as information, so that it is listed among the problems.',
};

const check = process.argv.includes('--check');
const rules = await findRules();
const outdated: string[] = [];

write('server/src/rules/registry.ts', registry());
write('docs/rules/README.md', index());
const packageJson = manifest(readFileSync(join(root, 'package.json'), 'utf8'));
write('package.json', packageJson);
write('schemas/config.schema.json', configSchema(packageJson));
for (const rule of rules) {
  const path = `docs/rules/${rule.rule.meta.id}.md`;
  if (existsSync(join(root, path))) write(path, page(rule, readFileSync(join(root, path), 'utf8')));
  else {
    console.error(`${path} is missing`);
    process.exitCode = 1;
  }
}

if (check && outdated.length > 0) {
  console.error(`Out of step with the rules: ${outdated.join(', ')}. Run: npm run generate:rules`);
  process.exitCode = 1;
}

function write(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  outdated.push(relative(root, file));
  if (!check) writeFileSync(file, text);
}

function registry(): string {
  const imports = [
    ...rules.map(({ name, path }) => `import { ${name} } from './${path}';`),
    "import type { AnyRule } from './rule.ts';",
  ];
  const source = (line: string) => line.slice(line.indexOf("'./") + 1);
  return [
    '/** All rules, in the order in which the documentation lists them. Written by `npm run generate:rules`. */',
    // As the formatter orders them.
    ...imports.sort((a, b) => (source(a).toLowerCase() < source(b).toLowerCase() ? -1 : 1)),
    '',
    'export const allRules: readonly AnyRule[] = [',
    ...rules.map(({ name }) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

function index(): string {
  const groups = Object.entries(folders).map(([folder, title]) => ({
    title,
    rules: rules.filter((rule) => rule.folder === folder),
  }));
  return [
    '# Rules',
    '',
    'Severity is certainty. An **error** is something that the API server rejects. A **warning** is accepted and then',
    'misbehaves when the pod runs. **Information** and **hints** are advice. What a template decides is never reported.',
    '',
    ...groups
      .filter((group) => group.rules.length > 0)
      .flatMap((group) => [
        `## ${group.title}`,
        '',
        '| Rule | Severity | What it says |',
        '| --- | --- | --- |',
        ...group.rules.map(
          ({ rule: { meta } }) => `| [${meta.id}](${meta.id}.md) | ${levelText(meta)} | ${meta.summary} |`,
        ),
        '',
      ]),
  ].join('\n');
}

function levelText({ severity, profile, mild }: AnyRule['meta']): string {
  const only = (profile: string | undefined) => (profile ? `, \`${profile}\` only` : '');
  return `${severity}${only(profile)}${mild ? `; mild cases ${mild.severity}${only(mild.profile)}` : ''}`;
}

/** The extension's manifest with the settings about rules. */
function manifest(text: string): string {
  const json = JSON.parse(text) as { contributes: { configuration: { properties: Record<string, unknown> } } };
  const { properties } = json.contributes.configuration;
  properties['probewise.profile'] = {
    scope: 'resource',
    type: 'string',
    enum: profiles,
    enumDescriptions: profiles.map((profile) => profileTexts[profile]),
    default: 'recommended',
    description: 'How much is reported.',
  };
  properties['probewise.rules'] = {
    scope: 'resource',
    type: 'object',
    properties: Object.fromEntries(
      rules
        .map(({ rule }) => rule.meta)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((meta) => [
          meta.id,
          { type: 'string', enum: levels, default: levelIn('recommended', meta), description: meta.summary },
        ]),
    ),
    additionalProperties: false,
    default: {},
    markdownDescription:
      'How loud single rules are, by their identifiers, whatever `#probewise.profile#` says. Example: `{ "floating-tag": "warning", "bare-pod": "off" }`.',
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** What a setting is in package.json: a schema, and words for the editor only. */
interface Setting {
  readonly enum?: readonly string[];
  readonly type: string | readonly string[];
  readonly markdownDescription?: string;
  readonly description?: string;
}

/** The JSON Schema of `.probewise.yaml`, which has the names of the settings without `probewise.`. */
function configSchema(text: string): string {
  const json = JSON.parse(text) as {
    contributes: { configuration: { properties: Record<string, Setting & Record<string, unknown>> } };
  };
  const properties: Record<string, unknown> = {};
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [key, setting] of Object.entries(json.contributes.configuration.properties)) {
    const {
      scope,
      markdownDescription,
      description,
      enumItemLabels,
      enumDescriptions,
      default: usual,
      ...schema
    } = setting;
    const words = (description ?? markdownDescription ?? '').replace(/ (?:Example: |\[More\]).*/s, '');
    const own = { ...schema, description: words };
    const [name, inner] = key.replace('probewise.', '').split('.');
    if (inner === undefined) properties[name!] = name === 'kubernetesVersion' ? withNumbers(own) : own;
    else nested[name!] = { ...nested[name!], [inner]: own };
  }
  for (const [name, inner] of Object.entries(nested))
    properties[name] = { type: 'object', properties: inner, additionalProperties: false };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Probewise config',
    description: 'Settings for the manifests beside and below this file.',
    type: 'object',
    properties,
    additionalProperties: false,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** YAML reads `1.30` as a number. */
function withNumbers(schema: Omit<Setting, 'description'>): object {
  const texts = schema.enum ?? [];
  return { ...schema, type: ['string', 'number'], enum: [...texts, ...texts.filter(Boolean).map(Number)] };
}

/** The page with its head and its references written anew; the sections between are written by hand. */
function page({ rule: { meta } }: RuleFile, text: string): string {
  const start = text.indexOf('\n## ');
  const end = text.indexOf('\n## References');
  const body = text.slice(start, end < 0 ? undefined : end).trim();
  return [
    `# ${meta.id}`,
    '',
    `**${meta.severity}**${meta.mild ? `, mild cases ${meta.mild.severity}` : ''} · ${meta.summary}`,
    '',
    body,
    '',
    '## References',
    '',
    ...meta.references.map((reference) => `- <${reference}>`),
    '',
  ].join('\n');
}
