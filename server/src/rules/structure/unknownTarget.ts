import { span } from '../../base/span.ts';
import { allGates, isGate } from '../../kubernetes/gates.ts';
import type { DocumentContent } from '../../manifest/file.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { targetComment } from '../../manifest/targetComment.ts';
import { nearestRelease, newestRelease, oldestRelease } from '../../schema/catalog.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule, type RawFinding } from '../rule.ts';

export const unknownTarget = defineRule({
  meta: {
    id: 'unknown-target',
    severity: 'warning',
    appliesTo: 'document',
    summary: 'A comment `# probewise: kubernetes=…` or `gates=…` names a release, and gates, that are known.',
    messages: {
      unknown: {
        text: '"{release}" is not a known release of Kubernetes, so this comment has no effect.',
        detail: 'Known are {oldest} to {newest}.',
      },
      outside: {
        text: 'Kubernetes {release} is not known here, so the file is checked against {used}.',
        detail: 'Known are {oldest} to {newest}.',
      },
      gate: 'No feature gate of Kubernetes {oldest} to {newest} has the name "{gate}", so it has no effect.',
      meant: 'No feature gate has the name "{gate}". Did you mean "{used}"?',
      use: 'Write {used}',
    },
    references: ['https://kubernetes.io/releases/'],
  },
  *check({ document }) {
    yield* unknownGates(document);
    const comment = targetComment(document.text);
    if (!comment) return;
    const used = nearestRelease(comment.value);
    const isKnown = used !== undefined && /^v?(\d+\.\d+)/.exec(comment.value)?.[1] === used;
    if (isKnown) return;
    const on = comment.span.end > comment.span.start ? comment.span : span(comment.line.start, comment.span.end);
    const data = {
      release: comment.value,
      oldest: oldestRelease,
      newest: newestRelease,
      used: used ?? newestRelease,
    };
    yield {
      message: used === undefined ? 'unknown' : 'outside',
      at: ManifestNode.root(document.yaml),
      on,
      data,
      fixes: () => [{ title: 'use', data, safe: false, edits: [{ span: comment.span, newText: data.used }] }],
    };
  },
});

function* unknownGates({ text, yaml }: DocumentContent): Generator<RawFinding<'gate' | 'meant' | 'use'>> {
  const comment = targetComment(text, 'gates');
  for (const { 0: gate, index } of comment?.value.matchAll(/(?<![=\w])[A-Za-z]\w*/g) ?? []) {
    if (!comment || isGate(gate)) continue;
    const start = comment.span.start + index;
    const on = span(start, start + gate.length);
    const used = suggest(gate, allGates());
    const data = { gate, oldest: oldestRelease, newest: newestRelease, used: used ?? '' };
    yield {
      message: used === undefined ? 'gate' : 'meant',
      at: ManifestNode.root(yaml),
      on,
      data,
      fixes: () =>
        used === undefined ? [] : [{ title: 'use', data, safe: false, edits: [{ span: on, newText: used }] }],
    };
  }
}
