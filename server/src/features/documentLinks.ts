/** What of a file leads somewhere: files that a kustomization names, rules that a comment silences. */
import { visit } from 'yaml';
import { type Span, shift, span } from '../base/span.ts';
import { isKustomization, kustomizationNames } from '../kubernetes/kustomizationNames.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { allRules } from '../rules/registry.ts';
import { suppressionsOf } from '../rules/suppression.ts';
import { nodeSpan, parseYaml } from '../yaml/document.ts';

export interface DocumentLink {
  /** Relative to the file. */
  readonly span: Span;
  /** A page of the documentation, such as `rules/bare-pod.md`, or files of which the first that exists is meant. */
  readonly target: { readonly page: string } | { readonly files: readonly string[] };
}

const rules: ReadonlySet<string> = new Set(allRules.map(({ meta }) => meta.id));

/** `uri` is that of the file, with its folders. */
export function documentLinks(file: ManifestFile, uri: string): DocumentLink[] {
  const slash = uri.lastIndexOf('/');
  return [...silencedRules(file), ...(isKustomization(uri) ? namedFiles(file.text, uri.slice(0, slash)) : [])];
}

function silencedRules({ documents }: ManifestFile): DocumentLink[] {
  return documents.flatMap(({ offset, content }) =>
    suppressionsOf(content).flatMap((comment) =>
      comment.rules
        .filter(({ id }) => rules.has(id))
        .map(({ id, span: place }) => ({ span: shift(place, offset), target: { page: `rules/${id}.md` } })),
    ),
  );
}

/** Texts that are paths below or beside the folder; a folder leads to its kustomization. */
function namedFiles(text: string, folder: string): DocumentLink[] {
  const [document] = parseYaml(text);
  const links: DocumentLink[] = [];
  if (!document?.root) return links;
  visit(document.root, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return;
      const path = resolved(folder, node.value);
      if (path === undefined) return;
      const { start, end } = nodeSpan(node);
      const files = /\.\w+$/.test(node.value) ? [path] : kustomizationNames.map((name) => `${path}/${name}`);
      links.push({ span: span(start, end), target: { files } });
    },
  });
  return links;
}

/** Undefined for what is no path of this machine: addresses, and words without a slash or an ending. */
function resolved(folder: string, path: string): string | undefined {
  if (!/^[\w./-]+$/.test(path) || path.startsWith('/') || !/[/.]/.test(path) || path.includes('//')) return undefined;
  const steps = folder.split('/');
  for (const step of path.replace(/\/$/, '').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
