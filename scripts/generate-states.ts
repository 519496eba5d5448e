/**
 * Writes what docs/states.md says of each state into `server/src/kubernetes/states.generated.ts`, where hovers and the
 * panel find it. With --check it only says whether the two are out of step.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/paths.ts';

const glossary = join(root, 'docs/states.md');
const generated = join(root, 'server/src/kubernetes/states.generated.ts');

/** The entries of the glossary in its order: the names in a heading, and the Markdown below it. */
function entries(markdown: string): [string, string][] {
  const sections = markdown.split(/^### /m).slice(1);
  return sections.flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const body = lines.join('\n').split(/^#/m)[0]!.trim();
    // A line break in the source is none in the text, and a link to a neighbour leads nowhere outside the page.
    const text = body.replace(/(?<!\n)\n(?!\n)/g, ' ').replace(/\[([^\]]+)\]\(#[^)]*\)/g, '$1');
    return heading.split(/,\s*|\s+\/\s+/).map((name): [string, string] => [name.replaceAll('`', '').trim(), text]);
  });
}

const source = `/** Written by scripts/generate-states.ts from docs/states.md. */
export const states: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(entries(readFileSync(glossary, 'utf8'))), undefined, 2)};
`;

if (!process.argv.includes('--check')) writeFileSync(generated, source);
else if (!existsSync(generated) || readFileSync(generated, 'utf8') !== source) {
  console.error(
    'server/src/kubernetes/states.generated.ts is out of step with docs/states.md: npm run generate:states',
  );
  process.exitCode = 1;
}
