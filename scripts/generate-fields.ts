/**
 * Writes docs/fields/ from the texts that hovers show (`server/src/features/hover/fieldDocs.ts`). With --check it only says
 * which pages are out of step.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldDoc } from '../server/src/features/hover/fieldDoc.ts';
import { apiReference, fieldDocs } from '../server/src/features/hover/fieldDocs.ts';
import { root } from './support/paths.ts';

interface Page {
  readonly file: string;
  readonly title: string;
  readonly intro: string;
  readonly holds: (id: string) => boolean;
}

const pages: readonly Page[] = [
  {
    file: 'workload.md',
    title: 'Workloads',
    intro: 'Fields of the `spec` of Deployments, StatefulSets, Jobs and CronJobs that decide how pods come and go.',
    holds: (id) => /^(workload|job|cronJob)\./.test(id),
  },
  {
    file: 'pod.md',
    title: 'The pod',
    intro: 'Fields of the pod’s `spec`, or of `spec.template.spec` in a workload.',
    holds: (id) => id.startsWith('pod.'),
  },
  {
    file: 'container.md',
    title: 'Containers',
    intro: 'Fields of an item of `containers` or `initContainers`.',
    holds: (id) => id.startsWith('container.') && !id.endsWith('Probe') && !id.startsWith('container.lifecycle'),
  },
  {
    file: 'probes.md',
    title: 'Probes',
    intro:
      'The three probes of a container and their timings. When they take effect is told in [timing](../timing.md).',
    holds: (id) => id.startsWith('probe.') || /^container\..*Probe$/.test(id),
  },
  {
    file: 'hooks.md',
    title: 'Lifecycle hooks',
    intro: 'What runs after a container’s start and before its end.',
    holds: (id) => id.startsWith('container.lifecycle') || id.startsWith('hook.') || id.startsWith('sleep'),
  },
  {
    file: 'handlers.md',
    title: 'Handlers',
    intro: 'What a probe does at each attempt. Exactly one of them has to be there.',
    holds: (id) => /^(exec|httpGet|tcpSocket|grpc)\b/.test(id),
  },
];

const check = process.argv.includes('--check');
const outdated = [...pages.map((page) => write(page.file, pageText(page))), write('README.md', index())].flatMap(
  (file) => file ?? [],
);

const homeless = Object.keys(fieldDocs).filter((id) => pages.filter((page) => page.holds(id)).length !== 1);
if (homeless.length > 0) {
  console.error(`Not on exactly one page: ${homeless.join(', ')}`);
  process.exitCode = 1;
}
if (check && outdated.length > 0) {
  console.error(`Out of step with the hovers: ${outdated.join(', ')}. Run: npm run generate:fields`);
  process.exitCode = 1;
}

/** Returns the file if it was not as it should be. */
function write(name: string, text: string): string | undefined {
  const folder = join(root, 'docs/fields');
  const file = join(folder, name);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return undefined;
  if (!check) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  return `docs/fields/${name}`;
}

function entriesOf(page: Page): [string, FieldDoc][] {
  return Object.entries(fieldDocs).filter(([id]) => page.holds(id));
}

/** The path as a reader of a manifest knows it; hooks have their own name of a handler. */
function nameOf(id: string): string {
  if (id.startsWith('hook.')) return `${id.slice('hook.'.length)} in a hook`;
  return id.replace(/^(workload|job|cronJob|pod|container|probe)\./, '');
}

/** The anchor that GitHub gives the heading. */
function anchorOf(id: string): string {
  return nameOf(id).toLowerCase().replaceAll('.', '').replaceAll(' ', '-');
}

function pageText(page: Page): string {
  return [`# ${page.title}`, page.intro, ...entriesOf(page).map(([id, doc]) => section(id, doc))]
    .join('\n\n')
    .concat('\n');
}

function section(id: string, doc: FieldDoc): string {
  const texts =
    typeof doc.text === 'string' ? [doc.text] : Object.entries(doc.text).map(([probe, text]) => `*${probe}*: ${text}`);
  const facts = [
    doc.value === undefined ? undefined : `- Value: ${doc.value}`,
    doc.default === undefined ? undefined : `- Default: ${doc.default}`,
    `- More: ${[doc.more, apiReference(doc)].map(({ title, url }) => `[${title}](${url})`).join(', ')}`,
  ].filter((fact) => fact !== undefined);
  return [`## ${nameOf(id)}`, `**${capital(doc.title)}**`, ...texts, facts.join('\n')].join('\n\n');
}

function index(): string {
  return [
    '# Fields',
    'What the fields of a pod’s life mean. The same texts show when the pointer rests on a field in the editor, together with the value that holds there and what follows from it in time.',
    ...pages.map((page) => {
      const rows = entriesOf(page).map(
        ([id, doc]) => `| [${nameOf(id)}](${page.file}#${anchorOf(id)}) | ${doc.title} | ${doc.default ?? ''} |`,
      );
      return [
        `## [${page.title}](${page.file})\n`,
        '| Field | What it is | Default |',
        '| --- | --- | --- |',
        ...rows,
      ].join('\n');
    }),
  ]
    .join('\n\n')
    .concat('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
