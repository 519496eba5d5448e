/** What `package.json` contributes as settings agrees with what the server makes of them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { readSettings } from '../server/src/features/settings.ts';
import { releaseChoices } from '../server/src/features/target.ts';
import { customWorkloads } from '../server/src/kubernetes/customWorkloads.ts';

const { properties } = packageJson.contributes.configuration;

test('every release can be chosen, and the newest without naming it', () => {
  expect(properties['probewise.kubernetesVersion'].enum).toEqual(['', ...releaseChoices]);
});

test('the defaults are the ones that hold without settings', () => {
  const defaults = Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key.replace('probewise.', ''), property.default]),
  );
  expect(readSettings(defaults)).toEqual(readSettings(undefined));
});

test('every value of an enumeration is understood', () => {
  for (const value of properties['probewise.schemaValidation'].enum)
    expect(readSettings({ schemaValidation: value }).schemaValidation).toBe(value);
  for (const value of properties['probewise.completion'].enum)
    expect(readSettings({ completion: value }).completion).toBe(value);
});

test('every setting has its section in docs/settings.md', () => {
  const docs = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
  for (const key of Object.keys(properties)) expect(docs).toContain(`\n## \`${key}\`\n`);
});

test('the custom resources that are known anyway are all listed', () => {
  const docs = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
  for (const name of Object.keys(customWorkloads)) {
    const [group = '', kind = ''] = name.split('/');
    const row = docs.split('\n').find((line) => line.startsWith(`| \`${group}\` |`));
    expect(
      row?.split(/[|,]/).map((cell) => cell.trim()),
      name,
    ).toContain(kind);
  }
});

test('the schema of config files knows every setting', () => {
  const schema = JSON.parse(readFileSync(new URL('../schemas/config.schema.json', import.meta.url), 'utf8')) as {
    properties: Record<string, { properties?: Record<string, unknown> }>;
  };
  const names = Object.entries(schema.properties).flatMap(([name, { properties: inner }]) =>
    inner && name === 'helm' ? Object.keys(inner).map((key) => `${name}.${key}`) : [name],
  );
  expect(names.map((name) => `probewise.${name}`).sort()).toEqual(Object.keys(properties).sort());
});
