/**
 * Keeps in step with the rules' files: the registry, the head and references of each rule's page, and the list of rules
 * in docs/rules/README.md. With --check it only says what is out of step.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './support/paths.ts';
import { findRules, folders, type RuleFile } from './support/ruleFiles.ts';

const check = process.argv.includes('--check');
const rules = await findRules();
const outdated: string[] = [];

write('server/src/rules/registry.ts', registry());
write('docs/rules/README.md', index());
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
    ...imports.sort((a, b) => (source(a) < source(b) ? -1 : 1)),
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
          ({ rule: { meta } }) => `| [${meta.id}](${meta.id}.md) | ${meta.severity} | ${meta.summary} |`,
        ),
        '',
      ]),
  ].join('\n');
}

/** The page with its head and its references written anew; the sections between are written by hand. */
function page({ rule: { meta } }: RuleFile, text: string): string {
  const start = text.indexOf('\n## ');
  const end = text.indexOf('\n## References');
  const body = text.slice(start, end < 0 ? undefined : end).trim();
  return [
    `# ${meta.id}`,
    '',
    `**${meta.severity}** · ${meta.summary}`,
    '',
    body,
    '',
    '## References',
    '',
    ...meta.references.map((reference) => `- <${reference}>`),
    '',
  ].join('\n');
}
