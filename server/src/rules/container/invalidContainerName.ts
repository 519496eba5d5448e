import { checkDns1123Label } from '../../kubernetes/names.ts';
import { addField, replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `validateContainerCommon`. */
export const invalidContainerName = defineRule({
  meta: {
    id: 'invalid-container-name',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A container has a name of lower-case letters, digits and hyphens.',
    messages: {
      missing: 'A container needs a name of at most 63 lower-case letters, digits and -.',
      invalid: {
        text: '"{name}" is not a valid container name: use at most 63 lower-case letters, digits and -.',
        detail: 'It must begin and end with a letter or digit.',
      },
      use: 'Use {name}',
      add: 'Add name: {name}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, pod }) {
    const { node } = container.name;
    const name = node.isSet ? node.string : '';
    if (name === undefined || container.node.unknown || (name === '' && node.partial)) return;
    if (name !== '' && checkDns1123Label(name).length === 0) return;
    const taken = pod.allContainers.map((other) => other.name.value);
    const proposal = labelOf(name === '' ? lastPart(container.image.value ?? '') : name);
    const usable = proposal !== '' && !taken.includes(proposal);
    yield {
      message: name === '' ? 'missing' : 'invalid',
      at: node,
      data: { name },
      fixes: () =>
        !usable
          ? []
          : [
              {
                title: name === '' ? 'add' : 'use',
                data: { name: proposal },
                safe: false,
                edits: node.present ? replaceValue(node, proposal) : addField(container.node, 'name', proposal),
              },
            ],
    };
  },
});

/** `registry:5000/team/app:1@sha256:…` → `app`. */
function lastPart(image: string): string {
  const named = image.split('@', 1)[0]!;
  return named.slice(named.lastIndexOf('/') + 1).split(':', 1)[0]!;
}

function labelOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
}
