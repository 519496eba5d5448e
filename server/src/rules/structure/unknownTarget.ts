import { span } from '../../base/span.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { targetComment } from '../../manifest/targetComment.ts';
import { nearestRelease, newestRelease, oldestRelease } from '../../schema/catalog.ts';
import { defineRule } from '../rule.ts';

export const unknownTarget = defineRule({
  meta: {
    id: 'unknown-target',
    severity: 'warning',
    appliesTo: 'document',
    summary: 'A comment `# probewise: kubernetes=…` names a release that is known.',
    messages: {
      unknown:
        '"{release}" is no release of Kubernetes that is known here ({oldest} to {newest}), so this comment decides nothing.',
      outside:
        'Kubernetes {release} is not known here ({oldest} to {newest}); the file is checked against {used} instead.',
      use: 'Write {used}',
    },
    references: ['https://kubernetes.io/releases/'],
  },
  *check({ document }) {
    const comment = targetComment(document.text);
    if (!comment) return;
    const used = nearestRelease(comment.release);
    const isKnown = used !== undefined && /^v?(\d+\.\d+)/.exec(comment.release)?.[1] === used;
    if (isKnown) return;
    const on = comment.span.end > comment.span.start ? comment.span : span(comment.line.start, comment.span.end);
    const data = {
      release: comment.release,
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
